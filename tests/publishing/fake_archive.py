"""A build in a few lines, and a server over it: what test_serve.py starts as processes of their own.

    python -m tests.publishing.fake_archive build FOLDER     publishes FOLDER/content/words.txt as FOLDER/site
    python -m tests.publishing.fake_archive serve FOLDER PORT [HOST]

The words decide what happens: "broken" fails with a problem, "odd" is warned of, "slow" takes its time.
"""

import sys
import time
from pathlib import Path

from palimpsest.problems import Location, Problem
from palimpsest.publishing.serve.server import serve


def build(folder: Path) -> int:
    words = (folder / "content/words.txt").read_text()
    with (folder / "builds.log").open("a") as log:
        log.write(f"{words}\n")
    if "slow" in words:
        time.sleep(0.5)
    if "broken" in words:
        print("Reading 1 text")
        print(Problem(Location("content/words.txt", 7), "error", "<i>broken</i> words", "Mend them."))
        return 1
    if "odd" in words:
        print(Problem(Location("content/words.txt", 8), "warning", "odd", "Look at them."))
    fresh, site, old = folder / ".site.new", folder / "site", folder / ".site.old"
    (fresh / "page").mkdir(parents=True)
    for name, text in (("index.html", words), ("page/index.html", words), ("404.html", "no such page")):
        head = '<!doctype html><html lang=en><head><title>t</title><link rel=icon href="/.preview/icon.svg"></head>'
        (fresh / name).write_text(f"{head}<p>{text}</p>")
    (fresh / "style.css").write_text("p { color: teal }")
    (fresh / "feed.atom").write_text("<feed/>")
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    if old.exists():
        for file in sorted(old.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        old.rmdir()
    return 0


def main(verb: str, folder: Path, port: str = "0", host: str = "127.0.0.1") -> int:
    if verb == "build":
        return build(folder)
    command = [sys.executable, "-m", "tests.publishing.fake_archive", "build", str(folder)]
    return serve(command, [folder / "content"], folder / "site", host, int(port), open_browser=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
