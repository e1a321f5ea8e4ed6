"""The shipped lexicon, and readings made of plain paragraphs."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from palimpsest.model import Passage, Placed, Reading, Section
from palimpsest.understanding.parties.names import Directory
from palimpsest.understanding.topics.file import load_topics
from palimpsest.understanding.topics.taxonomy import Lexicon
from palimpsest.understanding.vocabulary import opened, read_vocabulary, survey

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    found, problems = load_topics(CONTENT / "topics.yaml", "content/topics.yaml")
    assert not problems
    return found


def placed(text: str, kind: str = "paragraph", role: str = "text") -> Placed:
    digest = sha256(text.encode()).hexdigest()
    return Placed(Passage(digest[:16], kind, text, html=""), f"p-{digest[:8]}", role)


def section(label: str, *passages: Placed) -> Section:
    heading = placed(label, kind="heading") if label else None
    return Section(heading, 1, "", label, "marked" if label else None, passages)


def snapshot_reading(path: str) -> Reading:
    """A rough reading of one of the archive's own texts: enough Markdown for these tests, no more."""
    body = (CONTENT / "snapshots" / path).read_text(encoding="utf-8").split("\n", 1)[1]
    body = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", body).replace("\\.", ".").replace("  \n", "\n")
    sections, label, below = [], "", []
    for block in re.split(r"\n\s*\n", body):
        for line in re.split(r"\n(?=\s*\* )|(?<=\*\*)\n", block.strip()):
            if heading := re.fullmatch(r"#+ (.*)|\*\*(.*?)\*\*", line.strip()):
                sections.append(section(label, *below))
                label, below = next(filter(None, heading.groups())).strip(), []
            elif re.search(r"\w", line):
                item = re.match(r"\s*\* +", line)
                below.append(placed(re.sub(r"^\s*\* +|\*\*", "", line), "item" if item else "paragraph"))
    return Reading("", (*sections, section(label, *below)))


@pytest.fixture(scope="session")
def directory() -> Directory:
    surveyed = survey(read_vocabulary(CONTENT))
    assert not surveyed.problems
    return opened(surveyed.prepared)[1]
