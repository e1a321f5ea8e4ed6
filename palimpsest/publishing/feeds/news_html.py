"""News -> the HTML that a feed entry carries: what changed, in words, then the changed passages themselves.

    Told("edited", spans=(same "We use ", deleted "128", inserted "256")) -> "We use <del>128</del><ins>256</ins>"

Everything that comes from a text is escaped here; a feed reader gets paragraphs, `<ins>` and `<del>`, nothing else.
"""

from collections import Counter
from html import escape
from typing import assert_never

from palimpsest.comparing.elsewhere import WHERE_OF
from palimpsest.english import counted
from palimpsest.model import ChangeKind
from palimpsest.publishing import urls
from palimpsest.publishing.feeds.news import News, Told
from palimpsest.publishing.xmltext import legal
from palimpsest.timestamps import instant_in_words

LONGEST = 40_000  # characters of an entry: feeds are fetched whole, again and again; the page has the rest
_TAGS = {"same": "{}", "deleted": "<del>{}</del>", "inserted": "<ins>{}</ins>"}


def news_html(news: News, base_url: str, topic: str | None = None, longest: int = LONGEST) -> str:
    """The entry's content, of passages no more than `longest` characters. With a topic, only what touches it."""
    parts = [f"<p>{summary(news, topic)}</p>"]
    length = 0
    told = news.of_topic(topic)
    for shown, one in enumerate(told):
        block = "" if one.is_cut else _block(one)
        length += len(block)
        if one.is_cut or length > longest:
            passages = counted(len(told) - shown, "more passage" if shown else "passage")
            parts.append(f"<p>{passages} on the page.</p>")
            break
        parts.append(block)
    address = escape(urls.absolute(news.url, base_url))
    parts.append(f'<p><a href="{address}">{"All changes" if news.before else "The whole text"}</a></p>')
    return "\n".join(parts)


def summary(news: News, topic: str | None = None) -> str:
    """What happened, in a sentence or two, escaped."""
    told = news.of_topic(topic)
    if news.before is None:
        about = " on this topic" if topic else ""
        found = f"{counted(len(told), 'passage')}{about}, {counted(sum(one.words for one in told), 'word')}"
        return f"First captured {instant_in_words(news.instant)}: {found}."
    verdict = escape(legal(news.verdict))
    between = f"Between the captures of {instant_in_words(news.before)} and {instant_in_words(news.instant)}"
    return f"{between}: {_counts(told)}. The text as a whole: {verdict}."


def _counts(told: list[Told]) -> str:
    kinds: tuple[ChangeKind, ...] = ("edited", "rewritten", "added", "removed", "moved")
    said = []
    for kind in kinds:
        own = Counter([one.away for one in told if one.kind == kind])
        some = ", ".join([f"{own[where]:,} {where}" for where in WHERE_OF.get(kind, ()) if own[where]])
        said += [f"{counted(own.total(), 'passage')} {kind}{f' ({some})' if some else ''}"] if own else []
    return ", ".join(said) or "no passage changed"


def _block(told: Told) -> str:
    """One passage as HTML: those of a first capture as they are, changes under what became of them."""
    if told.kind in ("heading", "passage"):
        text = _escape(told.after)
        return f"<p><strong>{text}</strong></p>" if told.kind == "heading" else f"<p>{text}</p>"
    number = f"{told.number}. " if told.number else ""
    beside = "marked against a like passage" if told.spans and told.kind != "edited" else ""
    aside = told.away or beside
    what = told.kind.capitalize() + (f" ({aside})" if aside else "")
    return f"<p><strong>{number}{what}</strong></p>\n<blockquote>{_change(told)}</blockquote>"


def _change(told: Told) -> str:
    before, after = _escape(told.before), _escape(told.after)
    if told.spans:
        return f"<p>{''.join([_TAGS[kind].format(_escape(text)) for kind, text in told.spans])}</p>"
    match told.kind:
        case "rewritten":
            return f"<p><del>{before}</del></p><p><ins>{after}</ins></p>"
        case "added":
            return f"<p><ins>{after}</ins></p>"
        case "removed":
            return f"<p><del>{before}</del></p>"
        case "edited" | "moved" | "heading" | "passage":
            return f"<p>{after}</p>"
        case _:
            assert_never(told.kind)


def _escape(text: str) -> str:
    return escape(legal(text)).replace("\n", "<br>")
