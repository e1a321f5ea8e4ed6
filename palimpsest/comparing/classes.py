"""Two readings and the changes between them -> the class of the step, and the reason for it in words.

    only "Updated: 12 days ago" -> "13 days ago"       date only
    a policy -> "This page isn't available"            extraction
    the text of three records ago, to the letter       return

The class is what the *text* shows. Why there is a record at all (the company, the archive, the number of source pages)
is its *cause* (`history_words.py`) and is never looked at here: real wording changes arrive in records labelled
technical, and furniture in records that are not.

`CHECKS` is the whole rule. The first check that finds something decides; the last finds something always.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal

from palimpsest.comparing.differences import Difference, between, differences
from palimpsest.comparing.editions import edition_swap, states_new_date, states_older_date
from palimpsest.comparing.extraction import doubling, failed_part, fault_of, is_index_page, truncation, unfolded
from palimpsest.comparing.history import NO_HISTORY, HistoryFacts
from palimpsest.model import Change, Reading, RevisionClass
from palimpsest.values import Frozen


class Classified(Frozen):
    """A class, the name of the check that decided, and its reason in words."""

    revision_class: RevisionClass
    check: str
    reason: str


class Step(Frozen, dict=True):
    """What a check may look at."""

    before: Reading
    after: Reading
    changes: Sequence[Change]
    facts: HistoryFacts

    @cached_property
    def touched(self) -> Counter[Difference]:
        """What the changes touch (`differences.py`): looked at only when the copies themselves tell nothing."""
        return differences(self.changes, self.before, self.after)


Check = Callable[[Step], str]
"""A reason in words, `""` when the check finds nothing."""


def classify(
    before: Reading, after: Reading, changes: Sequence[Change], facts: HistoryFacts = NO_HISTORY
) -> Classified:
    """The class of the step from one reading to another; `changes` as `changes.compare` gives them. What was kept as it
    was, to the last mark, may be left out of them."""
    step = Step(before, after, changes, facts)
    for revision_class, check in CHECKS:
        if reason := check(step):
            return Classified(revision_class, check.__name__, reason)
    raise AssertionError("the last check finds something always")


_NOT_EMPTY = 40

# --- extraction ------------------------------------------------------------------------------------------------------


def later_copy_is_faulty(step: Step) -> str:
    """The later copy is empty, an error page or a sign-in page. Before `is_exact_return`: an error page that comes
    back is still an error page."""
    return _fault_beside(step.after, step.before, "later")


def earlier_copy_is_faulty(step: Step) -> str:
    """The earlier copy was at fault: what came after it is the policy again, not an addition."""
    return _fault_beside(step.before, step.after, "earlier")


def _fault_beside(own: Reading, other: Reading, which: str) -> str:
    """What is wrong with a copy. Few words are a fault only beside many: there are notices of one sentence."""
    fault = fault_of(own)
    if fault is None or (fault.kind == "empty" and other.words < _NOT_EMPTY + own.words):
        return ""
    return f"the {which} copy: {fault.kind} ({fault.evidence})"


def is_doubling(step: Step) -> str:
    """One text is the other one twice, or repeats itself: the extraction ran over the same part again."""
    if not any(change.kind in ("added", "removed") for change in step.changes):
        return ""
    fault = doubling(step.before, step.after)
    return fault.evidence if fault else ""


def is_truncation(step: Step) -> str:
    """More than half was cut off and nothing is new (a company that shortens also rewrites), or what was folded away on
    the page was left out."""
    if fault := unfolded(step.before, step.after):
        return fault.evidence
    fault = truncation(step.before, step.after, step.changes)
    dated = (one for one in step.changes if one.kind in ("edited", "moved"))
    if fault is None or any(between(*_texts(one)) == "date" for one in dated):
        return ""
    return fault.evidence


def later_part_is_faulty(step: Step) -> str:
    """One of several source pages is an error message now."""
    return _fault_of_part(step, "after", "later")


def earlier_part_is_faulty(step: Step) -> str:
    """One of several source pages was an error message until now."""
    return _fault_of_part(step, "before", "earlier")


def _fault_of_part(step: Step, side: Literal["before", "after"], which: str) -> str:
    """Where words changed in a passage beside, the company changed its text, whatever became of that part."""
    fault = failed_part(step.changes, side)
    if fault is None or any(between(*_texts(one)) == "words" for one in step.changes if one.kind == "edited"):
        return ""
    return f"a part of the {which} copy: {fault.kind} ({fault.evidence})"


def is_wrong_page(step: Step) -> str:
    """Nothing in common, one language, and one of the two is an index of links and slogans, or the later one states an
    older date, or the next record has the earlier one again: the extraction looked at another page."""
    if _has_common_text(step):
        return ""
    if step.facts.is_passing:
        return "nothing in common, and the record after it has the earlier text again"
    for reading, which in ((step.after, "later"), (step.before, "earlier")):
        if is_index_page(reading):
            return f"nothing in common, and the {which} copy is an index of links"
    if states_older_date(step.before, step.after):
        return "nothing in common, and the later copy states an older date"
    return ""


def _texts(change: Change) -> tuple[str, str]:
    assert change.before and change.after  # it is a change from one to the other
    return change.before.passage.text, change.after.passage.text


def _has_common_text(step: Step) -> bool:
    added = [change.after for change in step.changes if change.after and change.kind in ("added", "rewritten")]
    new = sum(len(placed.passage.text) for placed in added)
    if not new:  # whatever the later text has, it has from the earlier one
        return any(placed.role == "text" and placed.passage.text for placed in step.after.placed())
    sizes = [sum(len(placed.passage.text) for placed in reading.text()) for reading in (step.before, step.after)]
    return sizes[1] - new > _COMMON * min(sizes)


# Share of the shorter text; two unrelated pages of one company share their headings and a stock phrase.
_COMMON = 0.05

# --- history ---------------------------------------------------------------------------------------------------------


def is_exact_return(step: Step) -> str:
    """The text was recorded before, to the byte."""
    return "an earlier text again, to the byte" if step.facts.is_return else ""


def is_wording_return(step: Step) -> str:
    """The words were recorded before, in the same order; addresses may differ. After the checks for what is no wording:
    a date or a link that comes back is a date or a link."""
    return "the words of an earlier text again" if step.facts.is_wording_return else ""


def is_part_away(step: Step) -> str:
    """A part of the page that stands in earlier texts too, or in later ones, came or went as one, and nothing else
    changed. After the returns: they say more."""
    return "a part of the page that comes and goes as one" if step.facts.is_partial else ""


# --- edition ---------------------------------------------------------------------------------------------------------


def is_edition_swap(step: Step) -> str:
    """Another language or another region's text."""
    if "words" not in step.touched:
        return ""
    return edition_swap(step.before, step.after, step.changes)


def is_alternation(step: Step) -> str:
    """The two wordings take turns: no company withdraws and reinstates a wording again and again."""
    if not step.facts.alternates or states_new_date(step.before, step.after):
        return ""
    return "two wordings of one date that take turns"


# --- what the differences touch --------------------------------------------------------------------------------------


def only_dates_differ(step: Step) -> str:
    """A date line or dates inside sentences, and no other word. Outranks furniture: a date is something the company
    says."""
    return _heaviest(step, "date", "only dates differ")


def only_furniture_differs(step: Step) -> str:
    """Menus, banners, related links, controls; no word of the policy."""
    return _heaviest(step, "furniture", "only parts of the page around the policy differ")


def only_order_differs(step: Step) -> str:
    """The same passages in another order."""
    return _heaviest(step, "order", "the same passages in another order")


def only_addresses_differ(step: Step) -> str:
    """Where links lead and pictures lie, even where the address itself stands in the text. Not when the look of more
    passages (emphasis, lists) changed."""
    if step.touched["look"] > step.touched["address"]:
        return ""
    return _heaviest(step, "address", "only addresses of links or pictures differ")


def only_looks_differ(step: Step) -> str:
    """Emphasis, list marks, line breaks, icons, punctuation at an end, or nothing at all that a reader can see."""
    return "" if "words" in step.touched else "no word differs"


def wording_differs(step: Step) -> str:
    """What no other check explains."""
    kinds = {kind: sum(change.kind == kind for change in step.changes) for kind in ("edited", "added", "removed")}
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items() if count) or "the words differ"


_WEIGHTS: tuple[Difference, ...] = ("words", "date", "furniture", "order", "address", "look")


def _heaviest(step: Step, difference: Difference, reason: str) -> str:
    return reason if next((one for one in _WEIGHTS if one in step.touched), "") == difference else ""


CHECKS: tuple[tuple[RevisionClass, Check], ...] = (
    ("extraction", later_copy_is_faulty),
    ("extraction", later_part_is_faulty),
    ("return", is_exact_return),
    ("extraction", earlier_copy_is_faulty),
    ("extraction", is_doubling),
    ("extraction", earlier_part_is_faulty),
    ("date only", only_dates_differ),
    ("furniture", only_furniture_differs),
    ("moved only", only_order_differs),
    ("links only", only_addresses_differ),
    ("formatting only", only_looks_differ),
    ("edition", is_edition_swap),
    ("extraction", is_truncation),
    ("extraction", is_wrong_page),
    ("return", is_wording_return),
    ("extraction", is_part_away),
    ("edition", is_alternation),
    ("wording", wording_differs),
)
"""The checks in the order they are asked. Facts of the copies come first, then what the differences touch, and only
what touches words is asked whether it could be another edition or another page."""
