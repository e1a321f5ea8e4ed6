"""Where a site and its cache are to lie -> nothing, or why they must not lie there.

    --output content/site   ->  --output:1: error: lies inside of content/, from which the site is built
    --output / --output /proc/x

It is looked at before a build begins: a site is exchanged as a whole, so what lies in it is gone afterwards; and what
lies in a source is read by the next build as if somebody had written it.
"""

from collections.abc import Iterator
from pathlib import Path

from palimpsest.commandline import Options
from palimpsest.curated.settings import load_settings
from palimpsest.problems import ContentError, Location
from palimpsest.publishing import urls
from palimpsest.publishing.writing.manifest import is_published

_OUTPUT = Location("--output")
_NAME_ANOTHER = "Name another folder with --output."


def check_places(options: Options) -> None:
    """`ContentError` where the output folder and what a build reads lie in each other, where the cache lies in a site,
    or where no folder can be made."""
    output = options.output.resolve()
    if not output.name:
        raise ContentError(_OUTPUT, "is the root of the disk, which cannot be exchanged", _NAME_ANOTHER)
    for what, place in _read_from(options):
        if output == place or output.is_relative_to(place):
            raise ContentError(_OUTPUT, f"lies inside of {what}, from which the site is built", _NAME_ANOTHER)
        if place.is_relative_to(output):
            raise ContentError(_OUTPUT, f"holds {what}, from which the site is built", _NAME_ANOTHER)
    if options.cache:
        cache = options.cache.resolve()
        if cache.is_relative_to(output) or is_published(cache):
            message = f"is a published site (there is a {urls.MANIFEST} in it), or lies in one"
            raise ContentError(Location("--cache"), message, "Name another folder with --cache.")
    if not output.exists():
        _try_to_make(output)


def _read_from(options: Options) -> Iterator[tuple[str, Path]]:
    """The folders that a build reads, by what they are called."""
    content = options.content.resolve()
    yield "the content folder", content
    yield "the templates", options.templates.resolve()
    for source in options.sources or load_settings(options.content)[0].sources:
        place = content / source.path
        git_folder = place / ".git"  # of a checkout only this is read
        is_checkout = source.kind == "git" and git_folder.exists()
        yield f"the source '{source.path}'", (git_folder if is_checkout else place).resolve()


def _try_to_make(output: Path) -> None:
    """Make a folder where the site is to be, and remove it: before hours of work, not after."""
    stands = next(folder for folder in output.parents if folder.exists())
    trial = stands / f".{output.name}.new"
    try:
        trial.mkdir(exist_ok=True)
        trial.rmdir()
    except OSError as error:
        if trial.is_dir():  # what a crash left: it is cleared away when the site is published
            return
        raise ContentError(_OUTPUT, f"cannot be made in {stands}: {error.strerror}", _NAME_ANOTHER) from error
