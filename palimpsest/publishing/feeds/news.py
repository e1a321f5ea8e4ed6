"""A document -> what is worth telling of it: that it was first captured, that its wording changed.

    Revision(before=2004's, after=2017's, revision_class="wording") -> News(title="Monoprice: Privacy Policy, ...")

Only changes of wording are news; a revision of links, dates or formatting never is, nor one that the archive's own
record lays to the archive. A piece of news holds what a feed says and nothing of the document, so that the news of
thousands of versions can lie beside their document and be opened one at a time. Topics are those that a change is
about.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from palimpsest.comparing.elsewhere import Elsewhere, Where, elsewhere
from palimpsest.comparing.history_words import is_news
from palimpsest.model import Archive, Change, Company, Document, Label, Revision, SpanKind, Version
from palimpsest.publishing import urls
from palimpsest.timestamps import day_in_words
from palimpsest.understanding.topics.touched import touched_topics
from palimpsest.values import Frozen

LONGEST = 40_000  # characters of text kept of one piece of news, more than an entry shows; the rest is still counted

_WHOLE = 4_000  # characters of an edited passage that is told whole; of a longer one, what changed
_NEAR = 200  # characters on each side of what changed in one
_MOST = 4_000  # characters of a run that changed in one

Happening = Literal["heading", "passage", "moved", "edited", "rewritten", "added", "removed"]


class Told(Frozen):
    """One passage of a piece of news: `heading` or `passage` of a first capture, else what became of it.

    `before` and `after` are reading texts, `spans` the runs of an edited passage, of a long one near what changed; or
    of one that was added or removed and is marked against a like passage beside it. `words` and `topics` are known of
    every passage, its texts only as far as they were kept (`is_cut`). `away` says where else the passage stands
    (`elsewhere.py`), nothing where it does not.
    """

    kind: Happening
    number: int | None
    before: str
    after: str
    spans: tuple[tuple[SpanKind, str], ...]
    words: int
    topics: tuple[str, ...]
    is_cut: bool = False
    away: Where | None = None


class News(Frozen):
    """One event of a document, told by the capture of `instant` and in full on the page `url`. `before` is the capture
    it is compared with, None when it was first captured; then `told` are its passages, else what was not kept."""

    company: str
    terms_type: str
    title: str
    url: str
    instant: datetime
    before: datetime | None
    verdict: str
    told: tuple[Told, ...]

    def of_topic(self, topic: str | None) -> list[Told]:
        """What touches a topic; everything without one."""
        return [told for told in self.told if topic is None or topic in told.topics]

    def topics(self) -> frozenset[str]:
        """Every topic touched: of what changed, or of the whole text when first captured."""
        return frozenset(topic for told in self.told for topic in told.topics)


_Labels = Mapping[str, tuple[Label, ...]]


def news_of(archive: Archive, owner: Company, document: Document) -> tuple[News, ...]:
    """Everything worth telling of one document, in the order of its history."""
    versions = {version.digest: version for version in document.versions}
    found = []
    for digest, first in list(versions.items())[:1]:
        told = _first_told(first, archive.findings[digest].labels)
        found.append(_news(owner, document, first, urls.version(owner, document, first), None, "", told))
    for revision in document.revisions:
        if is_news(revision.revision_class, revision.cause):
            before, after = versions[revision.before], versions[revision.after]
            labels = archive.findings[revision.before].labels, archive.findings[revision.after].labels
            away = elsewhere(revision, document.lineages, after.captured_at)
            told = _changes_told(revision, *labels, away)
            page = urls.changes(owner, document, after)
            found.append(_news(owner, document, after, page, before.captured_at, revision.verdict, told))
    return tuple(found)


def _news(
    owner: Company,
    document: Document,
    version: Version,
    url: str,
    before: datetime | None,
    verdict: str,
    told: Iterable[Told],
) -> News:
    instant = version.captured_at
    happened = "first captured" if before is None else "wording changed, as captured"
    title = f"{owner.name}: {document.terms_type}, {happened} {day_in_words(instant)}"
    return News(owner.name, document.terms_type, title, url, instant, before, verdict, tuple(_shortened(told)))


def _first_told(version: Version, labels: _Labels) -> list[Told]:
    headings = {section.anchor for section in version.reading.sections if section.heading}
    return [
        Told(
            "heading" if at.anchor in headings else "passage",
            None,
            "",
            at.passage.text,
            (),
            at.passage.words,
            tuple(sorted({label.topic for label in labels.get(at.anchor, ())})),
        )
        for at in version.reading.text()
    ]


def _changes_told(revision: Revision, before: _Labels, after: _Labels, away: Elsewhere) -> list[Told]:
    """In the order of the text, but last what other versions have as well."""
    like = {one.number: one for one in revision.like}
    told = [_change_told(change, like.get(change.number, change), before, after, away) for change in revision.changed]
    return sorted(told, key=lambda one: one.away is not None)


def _change_told(change: Change, shown: Change, before: _Labels, after: _Labels, away: Elsewhere) -> Told:
    """A change, `shown` as itself or as the edit of a like passage."""
    assert change.kind != "kept"  # it is one of those that changed
    return Told(
        change.kind,
        change.number,
        change.before.passage.text if change.before and change.kind in ("rewritten", "removed") else "",
        change.after.passage.text if change.after and change.kind in ("rewritten", "added", "moved") else "",
        _around([(span.kind, span.text) for span in shown.spans]) if shown.kind == "edited" else (),
        0,
        () if away.is_in_both(change.number) else tuple(sorted(touched_topics(shown, before, after))),
        away=away.where.get(change.number) if change.number else None,
    )


def _around(spans: Sequence[tuple[SpanKind, str]]) -> tuple[tuple[SpanKind, str], ...]:
    """The runs of an edited passage. Some texts are a single passage, in which three words changed: of a long one, what
    changed is told with the words near it.

    >>> [(kind, text[-9:]) for kind, text in _around([("same", "word " * 900), ("inserted", "and not one")])]
    [('same', 'ord word '), ('inserted', 'd not one')]
    """
    if sum([len(text) for _, text in spans]) <= _WHOLE:
        return tuple(spans)
    last = len(spans) - 1
    return tuple((kind, _cut(kind, text, place > 0, place < last)) for place, (kind, text) in enumerate(spans))


def _cut(kind: SpanKind, text: str, is_behind: bool, is_before: bool) -> str:
    if kind != "same":
        return text if len(text) <= _MOST else f"{_whole_words(text[:_MOST])} …"
    if len(text) <= _NEAR * (is_behind + is_before):
        return text
    head = f"{_whole_words(text[:_NEAR])} " if is_behind else ""
    tail = f" {text[-_NEAR:].partition(' ')[2]}" if is_before else ""
    return f"{head}…{tail}"


def _whole_words(text: str) -> str:
    """Without the last word, which may be cut; one word, or nothing but spaces, as it is."""
    return text[: text.rstrip().rfind(" ") + 1].rstrip() or text


def _shortened(told: Iterable[Told]) -> Iterable[Told]:
    """The same, without the texts of what lies behind the limit."""
    length = 0
    for one in told:
        length += len(one.before) + len(one.after) + sum([len(text) for _, text in one.spans])
        if length > LONGEST:
            yield Told(one.kind, one.number, "", "", (), one.words, one.topics, is_cut=True, away=one.away)
        else:
            yield one
