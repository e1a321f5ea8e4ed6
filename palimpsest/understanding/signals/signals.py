"""A revision with the findings of both its texts -> signals: places that a reader may want to look at first.

    "We will never sell your data." edited to "We may share your data with partners."
        ->  Signal("promise gone", "A sentence with “will never sell” stands in the earlier text and not in the later
            one.", "p-1f3a9c20", "p-77c0a1b2")

A signal is worded as what stands in the texts, not as what a company did. Only a step of wording has signals, and a
step of dates those about dates; what an archive's re-extraction or another edition changed has none.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from palimpsest.model import Document, Fact, FactKind, Findings, Party, Revision, Signal, StatedDate
from palimpsest.timestamps import day_in_words, partial_date_in_words
from palimpsest.understanding.signals.parties import party_signals
from palimpsest.understanding.signals.promises import Denial, denials_of
from palimpsest.understanding.signals.subjects import subjects_of
from palimpsest.understanding.signals.texts import KnownTexts, StepTexts, texts_of
from palimpsest.values import replace

NO_PARTIES: Mapping[str, Party] = {}
_MOST_SHOWN = 3  # names in one signal; more would make a list of it

Rule = Callable[[StepTexts, Findings, Findings, date], Iterator[Signal]]


def with_signals(
    document: Document, findings: Mapping[str, Findings], parties: Mapping[str, Party] = NO_PARTIES
) -> dict[str, Findings]:
    """The findings of a document's versions, by digest, with the signals of the step that first led to each; `parties`
    by slug have the names that signals call them by."""
    signalled, known = dict(findings), KnownTexts()
    days = {version.digest: version.captured_at.date() for version in document.versions}
    for revision in reversed(document.revisions):  # so that of several steps to one text the first is kept
        before, after = findings[revision.before], findings[revision.after]
        signals = signals_of(revision, before, after, days[revision.after], known)
        if revision.revision_class == "wording":
            signals += party_signals(before.parties, after.parties, parties)
        signalled[revision.after] = replace(after, signals=signals)
    return signalled


def signals_of(
    revision: Revision, before: Findings, after: Findings, first_seen: date, known: KnownTexts | None = None
) -> tuple[Signal, ...]:
    """The signals of a step, in the order of the rules; `first_seen` is the day of the later text's first capture. The
    steps of one document share a `known`.

    Another kind of finding adds a function to `WORDING_RULES`.
    """
    rules = {"wording": (*WORDING_RULES, *DATE_RULES), "date only": DATE_RULES}.get(revision.revision_class, ())
    if not rules:
        return ()
    texts = texts_of(revision, known or KnownTexts())
    return tuple(signal for rule in rules for signal in rule(texts, before, after, first_seen))


def promises(texts: StepTexts, before: Findings, after: Findings, first_seen: date) -> Iterator[Signal]:
    """Denials ("will never sell") of one side's changed passages whose verb is denied in none of the other's."""
    earlier, later = (denials_of(side, texts.known.denials) for side in (texts.before, texts.after))
    for denial in _without(earlier, later, texts):
        words = f"A sentence with “{denial.words}” stands in the earlier text and not in the later one."
        yield Signal("promise gone", words, denial.anchor, texts.counterpart(denial.anchor))
    for denial in _without(later, earlier, texts):
        words = f"A sentence with “{denial.words}” stands in the later text and not in the earlier one."
        yield Signal("promise new", words, texts.counterpart(denial.anchor), denial.anchor)


def _without(denials: tuple[Denial, ...], others: tuple[Denial, ...], texts: StepTexts) -> Iterator[Denial]:
    known = {denial.verb for denial in others}
    for denial in denials:
        if denial.verb not in known and not texts.is_kept(denial.sentence):
            known.add(denial.verb)
            yield denial


def new_subjects(texts: StepTexts, before: Findings, after: Findings, first_seen: date) -> Iterator[Signal]:
    """Kinds of data and purposes that the later text names and the earlier one does not seem to."""
    earlier = {subject for subject, _, _ in subjects_of(texts.before, texts.known.subjects)}
    for subject, words, anchor in subjects_of(texts.after, texts.known.subjects):
        if subject not in earlier and not texts.keeps(subject):
            earlier.add(subject)
            said = f"The later text names {subject} (“{words}”); no passage found that names it in the earlier one."
            yield Signal("new subject", said, texts.counterpart(anchor), anchor)


_NAMED: tuple[tuple[FactKind, str, str, str], ...] = (
    ("age", "ages named", "The age limit", "The age limits"),
    ("email", "contact named", "The e-mail address", "The e-mail addresses"),
    ("entity", "entity named", "The legal entity", "The legal entities"),
    ("law", "law named", "", ""),
    ("scheme", "scheme named", "", ""),
)


def named(texts: StepTexts, before: Findings, after: Findings, first_seen: date) -> Iterator[Signal]:
    """Ages, contacts, legal entities and laws that only one of the texts names. That nothing of the kind was found in
    the other is not enough: its words must not stand there either."""
    for kind, signal_kind, one, several in _NAMED:
        earlier, later = _first_of_each(before, kind), _first_of_each(after, kind)
        gone = [fact for value, fact in earlier.items() if value not in later and not texts.says("after", value)]
        new = [fact for value, fact in later.items() if value not in earlier and not texts.says("before", value)]
        if gone or new:
            yield Signal(signal_kind, _in_words(gone, new, one, several), _anchor(gone), _anchor(new))


def _first_of_each(findings: Findings, kind: FactKind) -> dict[str, Fact]:
    first: dict[str, Fact] = {}
    for fact in findings.facts:
        if fact.kind == kind:
            first.setdefault(fact.value, fact)
    return first


def _in_words(gone: list[Fact], new: list[Fact], one: str, several: str) -> str:
    parts = []
    for facts, here, there in ((gone, "earlier", "later"), (new, "later", "earlier")):
        if facts:
            them = "it" if len(facts) == 1 else "them"
            listed = _list(facts, one, several)
            parts.append(f"{listed} in the {here} text; no passage found that names {them} in the {there} one.")
    return " ".join(parts)


def _list(facts: list[Fact], one: str, several: str) -> str:
    """The values with their verb.

    >>> _list([Fact("law", "GDPR", "p-1", 0, 4), Fact("law", "CCPA", "p-1", 9, 13)], "", "")
    'GDPR and CCPA are named'
    """
    values = [fact.value for fact in facts]
    if len(values) > _MOST_SHOWN:
        values = [*values[:_MOST_SHOWN], f"{len(values) - _MOST_SHOWN} more"]
    listed = values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"
    noun = one if len(facts) == 1 else several
    return f"{noun} {listed} {'is' if len(facts) == 1 else 'are'} named".strip()


def _anchor(facts: list[Fact]) -> str:
    return facts[0].anchor if facts else ""


def unchanged_date(texts: StepTexts, before: Findings, after: Findings, first_seen: date) -> Iterator[Signal]:
    """Wording changed, stated date unchanged."""
    earlier, later = _claims(before), _claims(after)
    if earlier and earlier == later:
        stated = before.stated_dates[0]
        same = next(one for one in after.stated_dates if (one.claim, one.date) == (stated.claim, stated.date))
        words = f"Wording changed, stated date unchanged: “{_in_full(stated)}” stands in both texts."
        yield Signal("date unchanged", words, stated.anchor, same.anchor)


def moved_back(texts: StepTexts, before: Findings, after: Findings, first_seen: date) -> Iterator[Signal]:
    """The newest date of a claim is earlier than the one that stood there, and neither of the two stands in both texts:
    where an announcement of a later date went, or the date has another name now, the one that is left did not move."""
    dates = [{stated.date for stated in side.stated_dates} for side in (before, after)]
    for claim in ("effective", "last updated", "dated"):
        earlier, later = _newest(before, claim), _newest(after, claim)
        if not earlier or not later or later.date in dates[0] or earlier.date in dates[1]:
            continue
        if is_later(earlier.date, later.date):
            before_and_after = f"“{_in_full(earlier)}” in the earlier text, “{_in_full(later)}” in the later."
            words = f"The stated date moved back: {before_and_after}"
            yield Signal("date moved back", words, earlier.anchor, later.anchor)


def ahead_of_capture(texts: StepTexts, before: Findings, after: Findings, first_seen: date) -> Iterator[Signal]:
    """A date new in the later text that had not come when the text was first captured."""
    known = _claims(before)
    for stated in after.stated_dates:
        if (stated.claim, stated.date) not in known and is_later(stated.date, first_seen.isoformat()):
            words = f"“{_in_full(stated)}” is later than the first capture, {day_in_words(first_seen)}."
            yield Signal("date ahead", words, "", stated.anchor)


WORDING_RULES: tuple[Rule, ...] = (promises, new_subjects, named, unchanged_date)
DATE_RULES: tuple[Rule, ...] = (moved_back, ahead_of_capture)


def is_later(one: str, other: str) -> bool:
    """Whether an ISO date is surely later than another, in the precision that both have.

    >>> is_later("2018-05", "2018-04-30"), is_later("2018-05", "2018-05-25"), is_later("2018", "2017-12")
    (True, False, True)
    """
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _in_full(stated: StatedDate) -> str:
    return f"{stated.claim} {partial_date_in_words(stated.date)}"


def _claims(findings: Findings) -> set[tuple[str, str]]:
    return {(stated.claim, stated.date) for stated in findings.stated_dates}


def _newest(findings: Findings, claim: str) -> StatedDate | None:
    return max(
        (stated for stated in findings.stated_dates if stated.claim == claim), key=lambda s: s.date, default=None
    )
