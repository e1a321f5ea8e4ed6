"""A build that failed -> the page that says why, with the file and line of every problem.

    Build(ok=False, report="content/a.md:3: error: no text") -> "<!doctype html>... <code>content/a.md:3</code> ..."

It is shown by `make serve` only and never published. Reports quote archived texts, so everything is escaped.
"""

from html import escape

from palimpsest.problems import Problem
from palimpsest.publishing.serve.rebuild import Build

# No published file's name starts with a dot.
STYLESHEET_ADDRESS = "/.preview/preview.css"
ICON_ADDRESS = "/.preview/icon.svg"
LONGEST_REPORT = 100_000  # characters shown of the command's output: the end, where a traceback says what happened

# Without an icon of its own, a browser asks for /favicon.ico and writes a console message when there is none.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<path d="M3 4h10M3 8h10M3 12h6" stroke="#b3261e" stroke-width="2"/></svg>\n'
)

STYLESHEET = """\
:root { color-scheme: light dark; }
body { max-width: 52rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.2; }
ol { padding: 0; list-style: none; }
li { margin: 1rem 0; padding: 0 0 0 1rem; border-inline-start: .25rem solid #b3261e; }
li.warning { border-color: #9a6700; }
li p { margin: .25rem 0; }
a { color: inherit; }
code, pre { font: .9rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { padding: 1rem; border: 1px solid; white-space: pre-wrap; }
"""


def error_page(build: Build, last_good: str) -> str:
    """The page for a failed build. `last_good` is where the last good site can be seen, `""` if there is none."""
    problems = sorted(build.problems, key=lambda problem: problem.severity != "error")
    errors = sum(problem.severity == "error" for problem in problems)
    heading = f"The build failed: {errors} {'error' if errors == 1 else 'errors'}" if errors else "The build failed"
    kept = (
        f'<p>Nothing was published. <a href="{escape(last_good)}">See the last good site</a></p>'
        if last_good
        else "<p>Nothing was published, and no earlier site is there to be seen.</p>"
    )
    listed = f"<ol>\n{''.join(_item(problem) for problem in problems)}</ol>" if problems else ""
    # Without a place to point to, the output is all there is to go by.
    output = (
        f"<details{'' if errors else ' open'}><summary>What the build printed</summary>\n"
        f"<pre>{escape(build.report[-LONGEST_REPORT:].strip() or '(nothing)')}</pre></details>"
    )
    again = "<p>This page reloads when a watched file has changed and the site was built again.</p>"
    return _page(heading, "\n".join((kept, listed, output, again)))


def waiting_page() -> str:
    """What is shown while the very first build runs."""
    return _page("Building the archive", "<p>This page reloads when the first build is done.</p>")


def _item(problem: Problem) -> str:
    remedy = f"<p>{escape(problem.remedy)}</p>" if problem.remedy else ""
    return (
        f'<li class="{problem.severity}"><p><code>{escape(str(problem.location))}</code></p>'
        f"<p><strong>{problem.severity}:</strong> {escape(problem.message)}</p>{remedy}</li>\n"
    )


def _page(heading: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n"
        f'<link rel="icon" href="{ICON_ADDRESS}">\n<link rel="stylesheet" href="{STYLESHEET_ADDRESS}">\n'
        f"</head>\n<body>\n<main>\n<h1>{escape(heading)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
