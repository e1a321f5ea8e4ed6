"""The rules of the house -> how texts are read, mended, compared and labelled: `methods.html`."""

from collections.abc import Mapping

from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.charts import AGES, Age
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
    """A rule of mending or of noticing: its name and its sentence. How often it was used stands in the report: a page
    that says so changes with every text."""

    name: str
    sentence: str


class MethodsPage(Frozen):
    """How it is done."""

    url: str
    frame: Frame
    metadata: Metadata
    repairs: tuple[Rule, ...]
    flags: tuple[Rule, ...]
    ages: tuple[Age, ...]
    topics: int
    report_url: str = urls.REPORT
    data_url: str = urls.DATA
    passages_measured: int = PASSAGES_MEASURED
    measured_categories: str = MEASURED_CATEGORIES
    measured_topics: str = MEASURED_TOPICS
    sure_shared: int = SURE_SHARED
    possible_shared: int = POSSIBLE_SHARED
    template: str = "methods.html"


def methods_page(catalogue: Catalogue) -> MethodsPage:
    """How texts are read, mended, compared and labelled."""
    return MethodsPage(
        url=urls.METHODS,
        frame=frame(catalogue.settings, here=urls.METHODS),
        metadata=for_page(
            catalogue.settings,
            urls.METHODS,
            "Methods",
            "How texts are read, mended, compared and labelled, and what that misses.",
        ),
        repairs=tuple(rules(REPAIRS).values()),
        flags=tuple(rules(FLAGS).values()),
        ages=tuple(Age(place, label) for place, label in enumerate(AGES, 1)),
        topics=len(catalogue.topics),
    )


def rules(sentences: Mapping[str, str]) -> dict[str, Rule]:
    """Rules of mending or of noticing, by their kind.

    >>> rules({"image-not-loaded": "Nothing is loaded."})["image-not-loaded"].name
    'Image not loaded'
    """
    return {kind: Rule(capitalised(kind.replace("-", " ")), sentence) for kind, sentence in sentences.items()}
