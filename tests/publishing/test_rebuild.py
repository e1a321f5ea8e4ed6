import sys
from threading import Event, Thread

from palimpsest.problems import Location, Problem
from palimpsest.publishing.serve.error_page import error_page
from palimpsest.publishing.serve.rebuild import Build, keep_building, parse_problems, run_build
from palimpsest.publishing.serve.watch import changed, stamps

HOSTILE = Problem(
    Location('content/"><img src=x>.md', 3),
    "error",
    "unknown key '<script>alert(1)</script>'",
    'Did you mean "title" & not <b>?',
)
GENTLE = Problem(Location("content/archive.yaml", 12), "warning", "no description")


def build(report, ok=False):
    return Build(1, ok, report, 0.5)


def test_the_problems_of_a_report_are_read_back_as_they_were_printed():
    report = f"Reading 5 texts\n{GENTLE}\n{HOSTILE}\n2 problems: nothing was published\n"
    assert parse_problems(report) == [GENTLE, HOSTILE]


def test_a_traceback_is_not_mistaken_for_a_problem():
    report = (
        'Traceback (most recent call last):\n  File "build.py", line 3, in <module>\n    1 / 0\nZeroDivisionError: x\n'
    )
    assert parse_problems(report) == []


def test_an_indented_line_after_other_output_is_no_remedy():
    assert parse_problems(f"{GENTLE}\nstages:\n    gather 0.1 s\n") == [GENTLE]


def test_the_error_page_names_every_place_errors_first_and_escapes_everything():
    page = error_page(build(f"{GENTLE}\n{HOSTILE}\n"), '/last?at="%2F"')
    listed = page.partition("<ol>")[2].partition("</ol>")[0]
    assert "<h1>The build failed: 1 error</h1>" in page
    assert listed.index("&quot;&gt;&lt;img src=x&gt;.md:3") < listed.index("content/archive.yaml:12")
    assert "Did you mean &quot;title&quot; &amp; not &lt;b&gt;?" in listed
    assert 'href="/last?at=&quot;%2F&quot;"' in page
    assert "<script" not in page
    assert "<img" not in page


def test_a_crash_shows_what_was_printed():
    page = error_page(build("ZeroDivisionError: <x>"), "")
    assert "<details open>" in page
    assert "ZeroDivisionError: &lt;x&gt;" in page
    assert "no earlier site" in page


def test_a_build_carries_exit_code_and_everything_printed():
    script = "import sys; print('out ä'); print('err', file=sys.stderr); sys.exit(1)"
    made = run_build([sys.executable, "-u", "-c", script], 4, Event())
    assert (made.number, made.ok, made.report) == (4, False, "out ä\nerr\n")


def test_a_command_that_cannot_be_started_is_a_failed_build(tmp_path):
    made = run_build([str(tmp_path / "nothing")], 1, Event())
    assert not made.ok
    assert "could not be started" in made.report


def test_wishes_during_a_build_are_one_more_build(tmp_path):
    started, gate = tmp_path / "started", tmp_path / "gate"
    script = (
        "import pathlib, sys, time\n"
        f"pathlib.Path({str(started)!r}).open('a').write('x')\n"
        f"while not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.01)\n"
    )
    wanted, stopping, first, second, builds = Event(), Event(), Event(), Event(), []

    def done(made):
        builds.append(made.number)
        (second if first.is_set() else first).set()

    builder = Thread(target=keep_building, args=([sys.executable, "-c", script], wanted, stopping, done))
    builder.start()
    try:
        wanted.set()
        while not started.exists():
            Event().wait(0.01)
        for _ in range(20):
            wanted.set()
        gate.touch()
        assert first.wait(10)
        assert second.wait(10)
    finally:
        stopping.set()
        wanted.set()
        builder.join(10)
    assert builds == [1, 2]
    assert started.read_text() == "xx"


def test_a_build_that_does_not_end_is_stopped_with_all_it_started(tmp_path):
    started = tmp_path / "started"
    script = (
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(started)!r}).write_text(str(child.pid))\n"
        "child.wait()\n"
    )
    stopping, made = Event(), []
    runner = Thread(target=lambda: made.append(run_build([sys.executable, "-c", script], 1, stopping)))
    runner.start()
    while not started.exists():
        Event().wait(0.01)
    stopping.set()
    runner.join(10)  # it holds the output open, so this returns only once the grandchild is gone too
    assert made == [None]


def test_writing_making_and_removing_are_changes_and_noise_is_not(tmp_path):
    (tmp_path / "content").mkdir()
    kept, gone, single = tmp_path / "content/a.md", tmp_path / "content/b.md", tmp_path / "build.py"
    for file in (kept, gone, single):
        file.write_text("1")
    before = stamps([tmp_path / "content", single, tmp_path / "absent"])
    kept.write_text("22")
    gone.unlink()
    single.write_text("22")
    (tmp_path / "content/deep").mkdir()
    (tmp_path / "content/deep/c.md").write_text("1")
    for noise in (".a.md.swp", "a.md~", "#a.md#", "code.pyc"):
        (tmp_path / "content" / noise).write_text("1")
    (tmp_path / "content/__pycache__").mkdir()
    (tmp_path / "content/__pycache__/a.txt").write_text("1")
    after = stamps([tmp_path / "content", single, tmp_path / "absent"])
    assert [str(single), str(kept), str(gone), str(tmp_path / "content/deep/c.md")] == changed(before, after)


def test_links_that_lead_nowhere_or_round_in_a_circle_are_passed_over(tmp_path):
    (tmp_path / "nowhere").symlink_to(tmp_path / "absent")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert stamps([tmp_path]) == {}
