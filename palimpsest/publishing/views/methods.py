"""The rules of the house -> how texts are read, mended, compared and labelled: `methods.html`."""

from dataclasses import dataclass

from palimpsest.model import Archive
from palimpsest.publishing import urls
from palimpsest.publishing.charts import AGES, Age
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.wording import capitalised
from palimpsest.reading.repairs import FLAGS, REPAIRS


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of mending or of noticing: its name, its sentence, and how often it was used in this archive."""

    name: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """How it is done."""

    url: str
    frame: Frame
    metadata: Metadata
    repairs: tuple[Rule, ...]
    flags: tuple[Rule, ...]
    ages: tuple[Age, ...]
    topics: int
    template: str = "methods.html"


def methods_page(archive: Archive) -> MethodsPage:
    """How texts are read, mended, compared and labelled."""
    repairs, flags = rules(archive)
    return MethodsPage(
        url=urls.METHODS,
        frame=frame(archive, here=urls.METHODS),
        metadata=for_page(
            archive, urls.METHODS, "Methods", "How texts are read, mended, compared and labelled, and what that misses."
        ),
        repairs=repairs,
        flags=flags,
        ages=tuple(Age(place, label) for place, label in enumerate(AGES, 1)),
        topics=len(archive.topics),
    )


def rules(archive: Archive) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Every rule of mending and every check, each with its count over all versions."""
    mended: dict[str, int] = dict.fromkeys(REPAIRS, 0)
    noticed: dict[str, int] = dict.fromkeys(FLAGS, 0)
    for company in archive.companies:
        for document in company.documents:
            for version in document.versions:
                everywhere = [version.reading, *(placed.passage for placed in version.reading.placed())]
                for part in everywhere:
                    for repair in part.repairs:
                        mended[repair.kind] = mended.get(repair.kind, 0) + 1
                    for flag in part.flags:
                        noticed[flag.kind] = noticed.get(flag.kind, 0) + 1
    return (
        tuple(
            Rule(capitalised(kind.replace("-", " ")), REPAIRS.get(kind, ""), count) for kind, count in mended.items()
        ),
        tuple(Rule(capitalised(kind.replace("-", " ")), FLAGS.get(kind, ""), count) for kind, count in noticed.items()),
    )
