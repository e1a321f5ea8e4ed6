"""The rules of the house -> how texts are read, mended, compared and labelled: `methods.html`."""

from collections.abc import Mapping, Sequence

from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue
from palimpsest.publishing.charts import AGES, Age
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.wording import capitalised
from palimpsest.reading.repairs import FLAGS, REPAIRS
from palimpsest.values import Frozen

# How good the labels are, as measured when phrases or weights last changed: docs/decisions/0010 says on what and how.
PASSAGES_MEASURED = 1263
MEASURED_CATEGORIES = "0.79 and 0.80"
MEASURED_TOPICS = "0.78 and 0.74"
SURE_SHARED, POSSIBLE_SHARED = 88, 60  # of 100 labels, by at least one annotator


class Rule(Frozen):
    """A rule of mending or of noticing: its name, its sentence, and how often it was used in this archive."""

    name: str
    sentence: str
    count: int


class MethodsPage(Frozen):
    """How it is done."""

    url: str
    frame: Frame
    metadata: Metadata
    repairs: tuple[Rule, ...]
    flags: tuple[Rule, ...]
    ages: tuple[Age, ...]
    topics: int
    passages_measured: int = PASSAGES_MEASURED
    measured_categories: str = MEASURED_CATEGORIES
    measured_topics: str = MEASURED_TOPICS
    sure_shared: int = SURE_SHARED
    possible_shared: int = POSSIBLE_SHARED
    template: str = "methods.html"


def methods_page(catalogue: Catalogue) -> MethodsPage:
    """How texts are read, mended, compared and labelled."""
    repairs, flags = rules(catalogue)
    return MethodsPage(
        url=urls.METHODS,
        frame=frame(catalogue.settings, here=urls.METHODS),
        metadata=for_page(
            catalogue.settings,
            urls.METHODS,
            "Methods",
            "How texts are read, mended, compared and labelled, and what that misses.",
        ),
        repairs=repairs,
        flags=flags,
        ages=tuple(Age(place, label) for place, label in enumerate(AGES, 1)),
        topics=len(catalogue.topics),
    )


def rules(catalogue: Catalogue) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Every rule of mending and every check, each with its count over all versions."""
    documents = [document for holding in catalogue.companies for document in holding.documents]
    return (
        _rules(REPAIRS, [document.repairs for document in documents]),
        _rules(FLAGS, [document.flags for document in documents]),
    )


def _rules(sentences: Mapping[str, str], counts: Sequence[Mapping[str, int]]) -> tuple[Rule, ...]:
    every = dict.fromkeys(sentences, 0)
    for of_document in counts:
        for kind, count in of_document.items():
            every[kind] = every.get(kind, 0) + count
    return tuple(
        Rule(capitalised(kind.replace("-", " ")), sentences.get(kind, ""), count) for kind, count in every.items()
    )
