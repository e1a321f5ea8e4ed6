"""The records of a step -> its cause, the words that pages say of it, and whether the step is news.

an upgrade of the archive ("technical"), from one source page to three  ->  "scope": no news
"""

from palimpsest.model import Cause, RecordedCause, RevisionClass

CAUSES: dict[Cause, str] = {
    "unstated": "",
    "company": "recorded as a change of the page",
    "technical": "recorded while the archive re-extracted the text",
    "scope": "recorded with another number of source pages",
    "first record": "recorded as a first record",
}


def is_news(revision_class: RevisionClass, cause: Cause) -> bool:
    """Whether a step belongs into feeds, counts and the list of recent changes: wording that no record lays to the
    archive.

    Real wording that arrives in a technical record or with a change of scope stands in the timeline with its cause; as
    news it could be an artefact of the archive.

    >>> is_news("wording", "company"), is_news("wording", "technical"), is_news("return", "company")
    (True, False, False)
    """
    return revision_class == "wording" and cause in ("company", "unstated")


def cause_of(recorded: RecordedCause, pages_before: int, pages_after: int) -> Cause:
    """Why there is a step, by the records alone: another number of source pages (0: not said) outweighs the archive's
    own upgrade, which is what brings it about.

    >>> cause_of("technical", 1, 3), cause_of("technical", 3, 3), cause_of("change", 3, 3), cause_of("change", 0, 3)
    ('scope', 'technical', 'company', 'company')
    """
    if recorded != "first record" and pages_before and pages_after and pages_before != pages_after:
        return "scope"
    return "company" if recorded == "change" else recorded
