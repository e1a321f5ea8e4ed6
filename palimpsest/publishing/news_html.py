"""News -> the HTML that a feed entry carries: what changed, in words, then the changed passages themselves.

    Change("edited", spans=(same "We use ", deleted "128", inserted "256")) -> "We use <del>128</del><ins>256</ins>"

Everything that comes from a text is escaped here; a feed reader gets paragraphs, `<ins>` and `<del>`, nothing else.
"""

from collections.abc import Iterator
from html import escape
from typing import assert_never

from palimpsest.model import Change, Passage
from palimpsest.publishing import urls
from palimpsest.publishing.news import News
from palimpsest.publishing.xmltext import legal
from palimpsest.timestamps import instant_in_words

LONGEST = 40_000  # characters of an entry: feeds are fetched whole, again and again; the page has the rest
_TAGS = {"same": "{}", "deleted": "<del>{}</del>", "inserted": "<ins>{}</ins>"}


def news_html(news: News, base_url: str, topic: str | None = None) -> str:
    """The entry's content. With a topic, only the passages and changes of it."""
    parts = [f"<p>{summary(news, topic)}</p>"]
    length = 0
    blocks = list(_changes(news, topic) if news.revision else _passages(news, topic))
    for shown, block in enumerate(blocks):
        length += len(block)
        if length > LONGEST:
            parts.append(f"<p>{_counted(len(blocks) - shown, 'more passage')} on the page.</p>")
            break
        parts.append(block)
    address = escape(urls.absolute(news.url, base_url))
    parts.append(f'<p><a href="{address}">{"All changes" if news.revision else "The whole text"}</a></p>')
    return "\n".join(parts)


def summary(news: News, topic: str | None = None) -> str:
    """What happened, in a sentence or two, escaped."""
    if news.revision is None or news.before is None:
        passages = news.passages(topic)
        about = " on this topic" if topic else ""
        found = (
            f"{_counted(len(passages), 'passage')}{about}, {_counted(sum(at.passage.words for at in passages), 'word')}"
        )
        return f"First captured {instant_in_words(news.instant)}: {found}."
    counts = _counts(news.changes(topic))
    verdict = escape(legal(news.revision.verdict))
    between = (
        f"Between the captures of {instant_in_words(news.before.captured_at)} and {instant_in_words(news.instant)}"
    )
    return f"{between}: {counts}. The text as a whole: {verdict}."


def _counts(changes: list[Change]) -> str:
    kinds = ("edited", "rewritten", "added", "removed", "moved")
    counts = [(sum(change.kind == kind for change in changes), kind) for kind in kinds]
    said = [f"{_counted(count, 'passage')} {kind}" for count, kind in counts if count]
    return ", ".join(said) or "no passage changed"


def _changes(news: News, topic: str | None) -> Iterator[str]:
    for change in news.changes(topic):
        number = f"{change.number}. " if change.number else ""
        yield f"<p><strong>{number}{change.kind.capitalize()}</strong></p>\n<blockquote>{_change(change)}</blockquote>"


def _change(change: Change) -> str:
    before = _text(change.before.passage) if change.before else ""
    after = _text(change.after.passage) if change.after else ""
    match change.kind:
        case "edited":
            return f"<p>{''.join(_TAGS[span.kind].format(_escape(span.text)) for span in change.spans)}</p>"
        case "rewritten":
            return f"<p><del>{before}</del></p><p><ins>{after}</ins></p>"
        case "added":
            return f"<p><ins>{after}</ins></p>"
        case "removed":
            return f"<p><del>{before}</del></p>"
        case "moved" | "kept":
            return f"<p>{after}</p>"
        case _:
            assert_never(change.kind)


def _passages(news: News, topic: str | None) -> Iterator[str]:
    headings = {section.anchor for section in news.after.reading.sections if section.heading}
    for at in news.passages(topic):
        text = _text(at.passage)
        yield f"<p><strong>{text}</strong></p>" if at.anchor in headings else f"<p>{text}</p>"


def _text(passage: Passage) -> str:
    return _escape(passage.text)


def _escape(text: str) -> str:
    return escape(legal(text)).replace("\n", "<br>")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
