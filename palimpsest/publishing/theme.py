"""The templates of a site -> what stages are given of them, and the files of the site that come from them as they are.

theme_of(Path("templates"))  ->  Theme(Path("templates"), digest="41f0...")
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.values import Frozen


class Theme(Frozen):
    """The folder of the templates, and the digest of all that is in it; in `compiled` they are kept as the engine
    compiles them, which is a sixth of a second's work in every process."""

    templates: Path
    digest: str
    compiled: Path | None = None

    @property
    def content(self) -> str:
        """What pages depend on: not where the templates lie."""
        return self.digest


def theme_of(templates: Path, cache: Path | None = None) -> Theme:
    """The theme in a folder; what is compiled of it goes into the folder `cache`, if there is one."""
    digest = sha256()
    for path in _files(templates):
        digest.update(path.relative_to(templates).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return Theme(templates, digest.hexdigest(), cache.resolve() / "templates" if cache else None)


def asset_files(theme: Theme) -> Iterator[SiteFile]:
    """The theme's style sheets, scripts and pictures, as they are."""
    assets = theme.templates / "assets"
    for path in _files(assets):
        yield SiteFile(urls.asset(path.relative_to(assets).as_posix()), path.read_bytes())


def _files(folder: Path) -> list[Path]:
    """The files below a folder, but for what editors and systems leave behind: `.DS_Store`, `style.css~`."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("~"))
    return sorted(path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts))
