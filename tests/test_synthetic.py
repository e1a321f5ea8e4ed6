"""The made-up archive of `make bench` is what it says: the same each time, and mostly repetition."""

import subprocess

from tests.bench import Cost, table
from tests.sources.repositories import git
from tests.synthetic import LONGEST, make_archive


def blocks_of(repository) -> list[str]:
    listed = git(repository, "log", "--format=", "--raw", "--no-abbrev").splitlines()
    given = "\n".join(line.split()[3] for line in listed).encode()
    texts = subprocess.run(
        ["git", "-C", repository, "cat-file", "--batch=%(objectname)"], input=given, capture_output=True, check=True
    )
    return [block for block in texts.stdout.decode().split("\n\n") if block]


def test_the_same_number_makes_the_same_archive(tmp_path):
    for name in ("one.git", "two.git"):
        make_archive(tmp_path / name, 30)
    assert git(tmp_path / "one.git", "rev-parse", "main") == git(tmp_path / "two.git", "rev-parse", "main")


def test_eighty_five_of_a_hundred_blocks_are_repeated(tmp_path):
    make_archive(tmp_path / "one.git", LONGEST)
    blocks = blocks_of(tmp_path / "one.git")
    assert 0.12 < len(set(blocks)) / len(blocks) < 0.18


def test_the_table_sets_each_build_against_hugo_where_there_is_one():
    found = {"cold": Cost(10.0, 8.0, 100.0, "Built site: 1,061 files written, 0 kept, 2 removed.")}
    assert "CPU/Hugo" not in table(found, None)
    header, line = table(found, Cost(5.0, 4.0, 400.0, "")).splitlines()
    assert header.endswith("CPU/Hugo wall/Hugo")
    assert ["cold", "10.0", "8.0", "100", "1,061", "2.00", "2.00"] == line.split()
