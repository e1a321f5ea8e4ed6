"""content/overrides.yaml -> what curators say of single passages, and labels -> labels as they say.

    - company: monoprice.com
      terms: Privacy Policy
      passage: p-1f3a9c20
      remove: selling-data
      reason: The sentence is about the sale of goods.
      by: Jane Doe

A passage is named as in its link (`#p-1f3a9c20`); what is said of it holds in every version that has it. Overrides come
last, after everything that phrases and n-grams found, and pages show them as editorial.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from palimpsest import yamltext
from palimpsest.contentfolder import is_written, load_file
from palimpsest.forms import entry, listing, located, parsed, text, unknown_name
from palimpsest.model import Findings, Label, Override, Polarity, Reading
from palimpsest.problems import Location, Problem
from palimpsest.sources.companies import Holding
from palimpsest.values import Frozen, replace

_PASSAGE = re.compile(r"(?:#?p-)?([0-9a-f]{8,16})")
_LONGEST_REASON = 500


class PlacedOverride(Frozen):
    """An override with the document it is about, and its place in the file."""

    company: str
    terms_type: str
    override: Override
    location: Location


def load_overrides(content: Path, topics: Collection[str] | None) -> tuple[tuple[PlacedOverride, ...], list[Problem]]:
    """What stands in content/overrides.yaml; nothing where there is no such file. `topics`: the slugs there are,
    None where that cannot be known."""
    if not is_written(content, "overrides.yaml"):
        return (), []
    node, problems = load_file(content, "overrides.yaml")
    if node is None or (isinstance(node, yamltext.Mapping) and not node.entries):  # nothing but comments
        return (), problems
    written, problems = listing(located(_OVERRIDE))(node)
    placed = []
    for location, (company, terms, override) in written or ():
        if topics is None or override.topic in topics:
            placed.append(PlacedOverride(company, terms, override, location))
        else:
            problems.append(unknown_name(location, "topic", override.topic, sorted(topics)))
    return tuple(placed), problems


def with_overrides(holdings: Iterable[Holding], overrides: Iterable[PlacedOverride]) -> tuple[Holding, ...]:
    """The holdings, each with what curators say of passages of its documents."""
    by_company: dict[str, dict[str, tuple[Override, ...]]] = {}
    for placed in overrides:
        of_company = by_company.setdefault(placed.company, {})
        of_company[placed.terms_type] = (*of_company.get(placed.terms_type, ()), placed.override)
    return tuple(
        replace(holding, overrides_by_terms=by_company[holding.company.slug])
        if holding.company.slug in by_company
        else holding
        for holding in holdings
    )


def unknown_documents(overrides: Iterable[PlacedOverride], holdings: Iterable[Holding]) -> Iterator[Problem]:
    """Overrides of documents that the archive does not hold."""
    documents = {holding.company.slug: sorted(holding.snapshots_by_terms) for holding in holdings}
    for placed in overrides:
        if placed.company not in documents:
            yield unknown_name(placed.location, "company", placed.company, sorted(documents))
        elif placed.terms_type not in documents[placed.company]:
            yield unknown_name(placed.location, "terms type", placed.terms_type, documents[placed.company])


def overridden(
    labels: Mapping[str, tuple[Label, ...]], reading: Reading, overrides: Iterable[Override], order: Mapping[str, int]
) -> tuple[dict[str, tuple[Label, ...]], tuple[Override, ...]]:
    """The labels of a version as curators say, and which overrides spoke of a passage it has.

    `order`: the place of each topic in the taxonomy.
    """
    changed = dict(labels)
    used = []
    for override in overrides:
        anchors = [placed.anchor for placed in reading.placed() if placed.passage.id.startswith(override.passage)]
        for anchor in anchors:
            others = [label for label in changed.pop(anchor, ()) if label.topic != override.topic]
            if override.is_added:
                others.append(_label(override))
            if others:
                changed[anchor] = tuple(sorted(others, key=lambda label: order[label.topic]))
        if anchors:
            used.append(override)
    return changed, tuple(used)


def unused_overrides(overrides: Iterable[Override], findings: Iterable[Findings]) -> tuple[Override, ...]:
    """Those of a document that speak of no passage of any of its versions."""
    used = {override for one in findings for override in one.overrides}
    return tuple(override for override in overrides if override not in used)


def unknown_passages(
    overrides: Iterable[PlacedOverride], unused: Mapping[tuple[str, str], Collection[Override]]
) -> Iterator[Problem]:
    """A finding for each override that is unused, by company and terms type: the archive may have been extracted anew,
    so that the passage has other words and another name now."""
    for placed in overrides:
        if placed.override in unused.get((placed.company, placed.terms_type), ()):
            message = f"no version has the passage p-{placed.override.passage}, so nothing is overridden"
            remedy = "Copy its name from the address of the passage as it is now, or take the entry out."
            yield Problem(placed.location, "warning", message, remedy)


def _label(override: Override) -> Label:
    return Label(override.topic, "editorial", override.polarity, (), f"{override.reason} ({override.by})")


def _passage(written: str) -> str:
    match = _PASSAGE.fullmatch(written.strip())
    if not match:
        raise ValueError("a passage is named by 8 to 16 hex digits")
    return match[1]


def _polarity(written: str) -> Polarity:
    if written not in ("says", "denies"):
        raise ValueError("a passage says a thing or denies it")
    return "denies" if written == "denies" else "says"


def _override(
    company: str,
    terms: str,
    passage: str,
    reason: str,
    by: str,
    add: str = "",
    remove: str = "",
    polarity: Polarity | None = None,
) -> tuple[str, str, Override]:
    if bool(add) == bool(remove):
        raise ValueError("an override either adds a topic or removes one")
    if remove and polarity:
        raise ValueError("what is removed neither says nor denies")
    override = Override(passage, add or remove, bool(add), polarity or "says", reason, by)
    return company, terms, override


_OVERRIDE = entry(
    _override,
    required={
        "company": text(),
        "terms": text(),
        "passage": parsed(_passage, "Copy it from the address of the passage: p-1f3a9c20."),
        "reason": text(_LONGEST_REASON),
        "by": text(),
    },
    optional={"add": text(), "remove": text(), "polarity": parsed(_polarity, "Write says or denies.")},
    remedy="Write 'add: TOPIC' or 'remove: TOPIC'.",
)
