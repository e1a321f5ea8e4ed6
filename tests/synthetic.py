"""A seed -> a git archive that resembles the real ones: many versions, most of whose blocks stand in the one before.

    make_archive(Path("archive.git"), 5000)  ->  50 documents of 100 versions each; 85 of 100 blocks are repeated

The words are made up of syllables, in sentences as long as those of policies; the same number gives the same bytes.
"""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

BLOCKS = 60  # of a text
NEW = 9  # of these are new in each version: 15 of 100
LONGEST = 100  # versions of a document
_TYPES = ("Privacy Policy", "Terms of Service")
_SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "zu"]
_PLAIN = [
    "we", "you", "your", "may", "use", "share", "collect", "keep", "data", "information", "cookies", "location",
    "account", "service", "law", "consent",
]  # fmt: skip
_START = datetime(2018, 1, 1, 8, tzinfo=UTC)


def make_archive(folder: Path, versions: int) -> None:
    """A bare repository with so many records in the layout of Open Terms Archive."""
    subprocess.run(["git", "-c", "init.defaultBranch=main", "init", "--quiet", "--bare", str(folder)], check=True)
    importing = subprocess.Popen(["git", "-C", str(folder), "fast-import", "--quiet"], stdin=subprocess.PIPE)
    with importing.stdin as stream:
        for part in _commits(versions):
            stream.write(part)
    if importing.wait():
        raise RuntimeError("git fast-import did not take the synthetic archive")


def _commits(versions: int) -> Iterator[bytes]:
    random = Random(4711)
    documents = [
        (f"Service {number // len(_TYPES) + 1}", _TYPES[number % len(_TYPES)])
        for number in range(-(-versions // LONGEST))
    ]
    texts = {document: [_block(random, place) for place in range(BLOCKS)] for document in documents}
    told: set[tuple[str, str]] = set()
    for number in range(versions):
        document = documents[number % len(documents)]
        blocks = texts[document]
        if document in told:
            for place in random.sample(range(BLOCKS), NEW):
                blocks[place] = _block(random, place)
        subject = f"{'Record new changes of' if document in told else 'First record of'} {' '.join(document)}"
        told.add(document)
        yield _commit(number, subject, "/".join(document) + ".md", "\n\n".join(blocks) + "\n")


def _commit(number: int, subject: str, path: str, text: str) -> bytes:
    at = int((_START + timedelta(hours=7 * number)).timestamp())
    body = text.encode()
    head = f"commit refs/heads/main\ncommitter archive <archive> {at} +0000\ndata {len(subject)}\n{subject}\n"
    return head.encode() + f'M 100644 inline "{path}"\ndata {len(body)}\n'.encode() + body + b"\n"


def _block(random: Random, place: int) -> str:
    """Every tenth block is a heading, every tenth a list."""
    if place % 10 == 0:
        return f"## {_words(random, 3).capitalize()}"
    if place % 10 == 5:
        return "\n".join(f"* {_sentence(random, 8)}" for _ in range(4))
    return " ".join(_sentence(random, random.randint(8, 24)) for _ in range(random.randint(1, 5)))


def _sentence(random: Random, length: int) -> str:
    return f"{_words(random, length).capitalize()}."


def _words(random: Random, count: int) -> str:
    return " ".join(
        random.choice(_PLAIN) if random.random() < 0.5 else "".join(random.choices(_SYLLABLES, k=random.randint(1, 4)))
        for _ in range(count)
    )
