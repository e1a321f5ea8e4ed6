"""The real archives beside a checkout -> the newest text of a document as a reading, for tests only."""

import subprocess
import tarfile
from pathlib import Path

from palimpsest.model import Reading
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read

_BUNDLES = {"pga": "pga-versions.bundle", "genai-eu": "genai-eu-versions.bundle"}


def newest_readings(corpora: Path, folder: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Reading]:
    """Archive and path of each document to its reading; `folder` is a place for clones."""
    texts: dict[tuple[str, str], bytes] = {}
    for archive, bundle in _BUNDLES.items():
        clone = folder / archive
        subprocess.run(["git", "clone", "--bare", "--quiet", str(corpora / bundle), str(clone)], check=True)
        for path in sorted(path for name, path in wanted if name == archive):
            show = ["git", "-C", str(clone), "show", f"HEAD:{path}"]
            texts[archive, path] = subprocess.run(show, check=True, capture_output=True).stdout
    with tarfile.open(corpora / "contrib-head.tar.xz") as tar:
        for member in tar:
            path = member.name.removeprefix("./")
            if ("contrib", path) in wanted:
                texts["contrib", path] = tar.extractfile(member).read()
    return {key: _reading(key[1], text) for key, text in sorted(texts.items())}


def _reading(path: str, text: bytes) -> Reading:
    terms_type = path.partition("/")[2].removesuffix(".md")
    return read(text.decode("utf-8", "replace"), CapturedPage("", ""), terms_type)
