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
from typing import Any

from palimpsest.curated import yamltext
from palimpsest.curated.contentfolder import is_written, load_file
from palimpsest.curated.forms import entry, listing, located, parsed, text, unknown_name
from palimpsest.model import Findings, Label, Override, Polarity, Reading
from palimpsest.problems import Location, Problem
from palimpsest.sources.companies import Holding
from palimpsest.values import Frozen, replace

_PASSAGE = re.compile(r"(?:#?p-)?([0-9a-f]{8,16})")
_SHORTEST_PASSAGE = 8  # hex digits that name one
_LONGEST_REASON = 500


class PlacedOverride(Frozen):
    """An override with the document it is about, and its place in the file; `places` are those of its keys."""

    company: str
    terms_type: str
    override: Override
    location: Location
    places: Mapping[str, Location] = {}

    def place(self, key: str) -> Location:
        """Where a key stands, or else the entry."""
        return self.places.get(key, self.location)


def load_overrides(content: Path, topics: Collection[str] | None) -> tuple[tuple[PlacedOverride, ...], list[Problem]]:
    """What stands in content/overrides.yaml; nothing where there is no such file. `topics`: the slugs there are,
    None where that cannot be known.

    An entry with a wrong topic is reported and given all the same, so that its document is looked at too: with an error
    in this file nothing is published.
    """
    if not is_written(content, "overrides.yaml"):
        return (), []
    node, problems = load_file(content, "overrides.yaml")
    if node is None or (isinstance(node, yamltext.Mapping) and not node.entries):  # nothing but comments
        return (), problems
    written, found = listing(located(_OVERRIDE))(node)
    placed = [
        PlacedOverride(company, terms, override, location, places)
        for location, (company, terms, override, places) in written or ()
    ]
    problems += [*found, *_contradictions(placed)]
    for one in placed:
        if topics is not None and one.override.topic not in topics:
            place = one.place("add" if one.override.is_added else "remove")
            problems.append(unknown_name(place, "topic", one.override.topic, sorted(topics)))
        if not one.override.is_added and "polarity" in one.places:
            message = "what is removed neither says nor denies"
            problems.append(Problem(one.place("polarity"), "error", message, "Take 'polarity' out."))
    return tuple(placed), problems


def _contradictions(overrides: Iterable[PlacedOverride]) -> Iterator[Problem]:
    """Two entries on one topic of one passage, of which only one can hold."""
    first: dict[tuple[str, str, str, str], PlacedOverride] = {}
    for placed in overrides:
        one = placed.override
        key = placed.company, placed.terms_type, one.topic, one.passage[:_SHORTEST_PASSAGE]
        before = first.setdefault(key, placed)
        if before is placed or not _may_be_one(one.passage, before.override.passage):
            continue
        what = f"'{one.topic}' of the passage p-{one.passage}"
        same = (one.is_added, one.polarity) == (before.override.is_added, before.override.polarity)
        message = f"{what} stands here again" if same else f"contradicts what is said of {what}"
        yield Problem(
            placed.location, "error", f"{message}, first on line {before.location.line}", "Keep one of the two."
        )


def _may_be_one(passage: str, other: str) -> bool:
    return passage.startswith(other) or other.startswith(passage)


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
            yield unknown_name(placed.place("company"), "company", placed.company, sorted(documents))
        elif placed.terms_type not in documents[placed.company]:
            yield unknown_name(placed.place("terms"), "terms type", placed.terms_type, documents[placed.company])


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


_Located = tuple[Location, Any]


def _override(
    company: _Located,
    terms: _Located,
    passage: str,
    reason: str,
    by: str,
    **of_topic: _Located,
) -> tuple[str, str, Override, Mapping[str, Location]]:
    if ("add" in of_topic) == ("remove" in of_topic):
        raise ValueError("an override either adds a topic or removes one")
    values = {key: value for key, (_, value) in of_topic.items()}
    topic, is_added = values.get("add") or values["remove"], "add" in values
    override = Override(passage, topic, is_added, values.get("polarity", "says") if is_added else "says", reason, by)
    places = {"company": company[0], "terms": terms[0], **{key: place for key, (place, _) in of_topic.items()}}
    return company[1], terms[1], override, places


_OVERRIDE = entry(
    _override,
    required={
        "company": located(text()),
        "terms": located(text()),
        "passage": parsed(_passage, "Copy it from the address of the passage: p-1f3a9c20."),
        "reason": text(_LONGEST_REASON),
        "by": text(),
    },
    optional={
        "add": located(text()),
        "remove": located(text()),
        "polarity": located(parsed(_polarity, "Write says or denies.")),
    },
    remedy="Write 'add: TOPIC' or 'remove: TOPIC'.",
)
