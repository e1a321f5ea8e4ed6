"""Inline tokens of one passage -> its words, its safe HTML, its links, and what was mended on the way.

Every character of the source is escaped; the only elements that come out are written in this file. Tokens are the
plain dictionaries that reading/markdown.py gets from the parser.
"""

import re
from collections.abc import Sequence
from html import escape, unescape
from urllib.parse import urlsplit

from palimpsest.model import Repair, TextLink
from palimpsest.reading.links import CapturedPage, resolve
from palimpsest.reading.repairs import restore_encoding
from palimpsest.values import Growing, field

_ELEMENTS = {"strong": "strong", "emphasis": "em", "strikethrough": "s"}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NAMED = '<span class="named">', '<span class="picture">'
_OPENS_WORD = re.compile(r"\w")
_ENDS_WORD = re.compile(r"[^\W\d_]$")


class Inline(Growing):
    """What a run of inline tokens says. `text` has `\\n` at hard breaks. `ends_named`: its last words are the name of a
    picture or of a link without words, which stood apart from what follows on the page."""

    page: CapturedPage
    text: str = ""
    html: str = ""
    links: list[TextLink] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    ends_named: bool = False


def read_inline(tokens: Sequence[dict], page: CapturedPage) -> Inline:
    """Tokens in order to one `Inline`."""
    inline = Inline(page)
    _write(inline, tokens, in_emphasis=False)
    return inline


def _write(inline: Inline, tokens: Sequence[dict], in_emphasis: bool) -> None:
    for place, token in enumerate(tokens):
        match token["type"]:
            case "text":
                _write_text(inline, token["raw"])
            case "linebreak":
                _write_break(inline)
            case "softbreak":
                _put(inline, "\n" if inline.html.endswith("<br>\n") else " ")
            case "codespan":
                _put(inline, unescape(token["raw"]), "code")
            case "link" if token["children"] or not _is_linked_beside(tokens, place):
                _write_link(inline, token, in_emphasis)
            case "image":
                _write_image(inline, token)
            case "inline_html" if _BREAK.fullmatch(token["raw"]):
                _write_break(inline)
            case kind if kind in _ELEMENTS:
                inline.html += f"<{_ELEMENTS[kind]}>"
                _write(inline, token["children"], in_emphasis=True)
                inline.html += f"</{_ELEMENTS[kind]}>"
            case _:  # raw HTML and anything a later parser may bring: shown as the characters it is made of, if any
                _put(inline, token.get("raw", ""))


def _is_linked_beside(tokens: Sequence[dict], place: int) -> bool:
    """Whether a link with words leads to the same address, right beside one that has none and needs no name then."""
    url = tokens[place]["attrs"]["url"]
    beside = (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2])
    return any(one["type"] == "link" and one["children"] and one["attrs"]["url"] == url for one in beside)


def _put(inline: Inline, text: str, element: str = "") -> None:
    inline.text += text
    inline.html += f"<{element}>{escape(text)}</{element}>" if element else escape(text)


def _write_break(inline: Inline) -> None:
    inline.text = inline.text.rstrip(" ") + "\n"
    inline.html += "<br>\n"


def _write_text(inline: Inline, raw: str) -> None:
    text = unescape(raw) if "&" in raw else raw
    if inline.ends_named:
        _space_after_name(inline, text)
    if text.isascii():  # nothing of it was misread
        inline.text += text
        inline.html += escape(text)
        return
    for run, misread in restore_encoding(text):
        inline.text += run
        inline.html += f'<span class="mended">{escape(run)}</span>' if misread else escape(run)
        if misread:
            inline.repairs.append(Repair("character-encoding", misread, run))


def _write_link(inline: Inline, token: dict, in_emphasis: bool) -> None:
    attributes = token["attrs"]
    words = Inline(inline.page)
    _write(words, token["children"], in_emphasis)
    target = resolve(attributes["url"], inline.page)
    _space_before(inline, words.text, in_emphasis)
    if not words.text.strip() and not attributes["url"].startswith("#"):  # a link to a part is a sign beside it
        _name_link(words, unescape(attributes.get("title") or ""), target.href)
    if words.html.startswith(_NAMED):
        _space_before_name(inline)
    inline.ends_named = words.ends_named
    inline.repairs += words.repairs
    inline.text += words.text
    if "<a " in words.html or not words.text.strip():  # the parser does not nest links; a picture inside may carry one
        inline.html += words.html
    elif target.href:
        inline.html += f'<a href="{escape(target.href)}" rel="nofollow noopener noreferrer">{words.html}</a>'
        inline.links.append(TextLink(words.text.strip(), target.href))
        if target.recovered_from:
            inline.repairs.append(Repair("link-recovered", target.recovered_from, target.href))
    else:
        inline.html += f'<span class="refused">{words.html}</span>'
        if not attributes["url"].startswith("#"):
            inline.repairs.append(Repair("link-refused", unescape(attributes["url"]), words.text.strip()))


def _space_before(inline: Inline, words: str, in_emphasis: bool) -> None:
    # Extractors drop the space between words and a link only inside emphasis; elsewhere "un[subscribe](...)" is meant.
    if in_emphasis and _ENDS_WORD.search(inline.text) and _OPENS_WORD.match(words):
        inline.repairs.append(Repair("space-before-link", words.strip(), f" {words.strip()}"))
        _put(inline, " ")


def _name_link(words: Inline, title: str, href: str) -> None:
    name = title.strip() or urlsplit(href).hostname or ""
    if not name:
        return
    words.repairs.append(Repair("link-without-text", "", name))
    words.text = name
    words.html = f'<span class="named">{escape(name)}</span>'
    words.ends_named = True


def _space_after_name(inline: Inline, text: str) -> None:
    if text[:1].isalnum() and inline.html.endswith(("</span>", "</a>")):
        _put(inline, " ")
    inline.ends_named = False


def _space_before_name(inline: Inline) -> None:
    if inline.text[-1:].isalnum():
        _put(inline, " ")


def _write_image(inline: Inline, token: dict) -> None:
    alternative = Inline(inline.page)
    _write(alternative, token["children"], in_emphasis=False)
    name = alternative.text.strip() or unescape(token["attrs"].get("title") or "").strip()
    inline.repairs.append(Repair("image-not-loaded", unescape(token["attrs"]["url"]), name))
    if name:
        _space_before_name(inline)
        inline.ends_named = True
        inline.text += name
        inline.html += f'<span class="picture">{escape(name)}</span>'
