"""What a step adds or removes, and other texts of the document have as well, or both of its texts; and what it says
otherwise than like passages that stand beside it."""

from datetime import UTC, datetime

from palimpsest.comparing.documents import Texts, compare
from palimpsest.comparing.elsewhere import Elsewhere, Where, elsewhere
from palimpsest.model import Change, Document, Revision
from tests.snapshots import snapshot

from .notation import reading

KEPT, SOLD, SHARED = "We keep what you send us.", "We sell it to those who ask.", "We share it with our friends."
NEVER = [f"Nobody {doing} it." for doing in ("lends", "rents", "trades", "leaks")]


def document_of(*texts: list[str]) -> Document:
    """Captured once a year from 2011 on."""
    bodies = ["\n\n".join(text) for text in texts]
    captures = [snapshot(body, f"{year}-01-01T00:00:00Z") for year, body in enumerate(bodies, 2011)]
    readings = {one.body_digest: reading(body) for one, body in zip(captures, bodies, strict=True)}
    return compare(Texts("Privacy Policy", tuple(captures), readings))


def steps(*texts: list[str]) -> list[tuple[Revision, Elsewhere]]:
    document = document_of(*texts)
    instants = {version.digest: version.captured_at for version in document.versions}
    return [(one, elsewhere(one, document.lineages, instants[one.after])) for one in document.revisions]


def where(*texts: list[str]) -> list[list[Where]]:
    return [list(away.where.values()) for _, away in steps(*texts)]


def test_what_comes_again_is_told_from_what_is_new():
    (_, gone), (_, came) = steps([KEPT, SHARED, *NEVER], [KEPT, *NEVER], [KEPT, SHARED, SOLD, *NEVER])
    assert [["for a time"], ["again"]] == [list(step.where.values()) for step in (gone, came)]
    assert (datetime(2011, 1, 1, tzinfo=UTC), datetime(2013, 1, 1, tzinfo=UTC)) == (came.last_seen, gone.seen_again)


def test_what_stands_twice_for_a_while_was_already_there_and_is_still_there():
    assert [["already there"], ["still there"]] == where(
        [KEPT, *NEVER], [KEPT, *NEVER, KEPT, SOLD], [SHARED, KEPT, SOLD, *NEVER]
    )


def test_what_was_there_once_more_before_is_no_return_while_it_is_there():
    twice = [KEPT, *NEVER, SHARED, KEPT]
    assert [["still there"], ["already there"]] == where(twice, [KEPT, *NEVER, SOLD], [*twice, "And more."])


def test_a_step_of_no_words_tells_nothing():
    assert [[]] == where([KEPT, SHARED], [f"**{KEPT}**", SHARED])


FOR_DAYS, FOR_MONTHS = (
    f"We keep what our partners tell us about you for up to {long}." for long in ("90 days", "1 year")
)
NOW = [KEPT, FOR_DAYS, *NEVER]
BOTH = ["These are the rules from May on.", KEPT, FOR_MONTHS, *NEVER, "These are the rules until May.", *NOW]


def marked(change: Change) -> str:
    marks = {"same": "{}", "deleted": "-{}-", "inserted": "+{}+"}
    return "".join([marks[span.kind].format(span.text) for span in change.spans])


def test_what_a_coming_edition_says_otherwise_is_marked_against_what_stands():
    (came, _), (went, _) = steps(NOW, BOTH, [KEPT, FOR_MONTHS, *NEVER])
    told = "We keep what our partners tell us about you for up to -90 days.-+1 year.+"
    assert [[told], [told]] == [list(map(marked, step.like)) for step in (came, went)]


def test_of_like_passages_the_first_is_taken():
    kept = [f"What you tell our {who} about yourself is kept by us for up to ten years." for who in ("cooks", "clerks")]
    now = [*kept, *NEVER, SHARED]
    ((step, _),) = steps(
        now, ["What you tell our guards about yourself is kept by us for up to ten years.", *now, *now]
    )
    assert ["What you tell our -cooks -+guards +about yourself"] == [
        marked(edit).partition(" is kept")[0] for edit in step.like
    ]


def test_like_passages_are_in_the_order_of_the_text():
    # What they have in common is found in sets, and no two processes have those in the same order.
    things = "letters", "pictures", "recipes", "parcels", "flowers", "keys", "coins"
    now, soon = (
        [f"We keep all {thing} that you send us for up to {long}." for thing in things] for long in ("a day", "a year")
    )
    ((step, _),) = steps([*now, *NEVER, SHARED], [*soon, *NEVER, SHARED, *now, *NEVER, SHARED])
    numbers = [edit.number or 0 for edit in step.like]
    assert (len(things), sorted(numbers)) == (len(numbers), numbers)


def test_of_passages_too_long_for_a_redline_none_is_marked():
    endless = " ".join(f"word{number}" for number in range(6000))
    now = [KEPT, f"{endless} stays.", *NEVER]
    ((revision, _),) = steps(now, ["From May on.", KEPT, f"{endless} goes.", *NEVER, "Until May.", *now])
    assert () == revision.like


def test_where_little_stands_twice_nothing_is_looked_for_beside():
    ((revision, away),) = steps([KEPT, FOR_DAYS, *NEVER], [KEPT, FOR_DAYS, *NEVER, KEPT, FOR_MONTHS])
    assert {"already there"} == set(away.where.values())
    assert () == revision.like
