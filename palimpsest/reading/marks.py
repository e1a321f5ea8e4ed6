r"""Inline Markdown in its plain forms -> the tokens the parser gives for it, in a fraction of the parser's time.

    "See **our** [terms](/terms)." -> text, strong (of a text), text, link (of a text), text

The parser weighs at each mark what it could mean. Nearly all marks of real texts can mean only one thing: emphasis
that opens after a space and closes before one, links to plain addresses, line breaks. Each rule here is stricter than
Markdown's, and where one does not hold, the whole text is left to the parser.
"""

import re

# No other character begins anything.
_MARK = re.compile(r"[\\`*_!\[\]<\n~]")
# What a text may be made of; what the last alternative takes is for the parser. A character of an address stands for
# itself there, and cannot end it early.
_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_STEP = re.compile(
    r"(?P<text>[^\\`*_!\[\]<\n~]+"
    rf"|(?<=[^\W_])_+(?=[^\W_])|!(?!\[)|(?<!~)~(?!~)|\\(?!{_PUNCTUATION}|\n))"
    r"|(?P<emphasis>\*{1,2}(?!\*)|_{1,2}(?!_))"
    rf"|(?P<link>!?\[(?P<words>(?:[^\\`\[\]<]|\\{_PUNCTUATION})*)\]"
    r"\((?P<url>[A-Za-z0-9:/?#@!$&*+,=%._~-]*)(?: +\"(?P<title>[^\"\\\n\0]*)\")? *\))"
    r"|(?P<line_end>\n\s*)"
    r"|(?P<linebreak>\\\n\s*)"
    rf"|(?P<escapes>(?:\\{_PUNCTUATION})+)"
    r"|(?P<inline_html><[bB][rR]\s*/?>)"
    r"|[\s\S]"
)
_MAX_OPEN = 8  # far above what texts have, far below what the parser allows


def plain_tokens(text: str) -> list[dict] | None:
    """The tokens of a text for which no reference link is defined; None where only the parser can tell.

    >>> plain_tokens("_We_ sell")
    [{'type': 'emphasis', 'children': [{'type': 'text', 'raw': 'We'}]}, {'type': 'text', 'raw': ' sell'}]
    >>> plain_tokens("We `sell`")
    """
    if not _MARK.search(text):
        return [{"type": "text", "raw": text}]
    tokens: list[dict] = []
    raw = ""  # of the text that is not yet a token
    weighed = False  # the parser divides texts at escapes, and joins them again where it looked for emphasis
    for step in _STEP.finditer(text):
        kind = step.lastgroup
        if kind == "text":
            raw += step.group()
            weighed = weighed or step.group()[0] == "_"
            continue
        if kind == "line_end":
            words = raw.rstrip(" ")
            token: dict | None = {"type": "linebreak" if len(raw) - len(words) > 1 else "softbreak"}
            raw = words
        else:
            token = _token(kind, step)
        if token is None:
            return None
        if raw:
            tokens.append({"type": "text", "raw": raw})
            raw = ""
        tokens.append(token)
        weighed = weighed or kind == "emphasis"
    if raw:
        tokens.append({"type": "text", "raw": raw})
    return _nested(tokens) if weighed else tokens


def _token(kind: str | None, step: re.Match[str]) -> dict | None:
    match kind:
        case "link":
            return _link(step)
        case "emphasis":
            return _emphasis(step)
        case "linebreak":
            return {"type": "linebreak"}
        case "inline_html":
            return {"type": "inline_html", "raw": step.group()}
        case "escapes" if "&" not in step.string[max(step.start() - 1, 0) : step.end()]:  # part of an entity, perhaps
            return {"type": "text", "raw": step.group()[1::2]}
    return None


def _link(step: re.Match[str]) -> dict | None:
    """A link or picture; what stands between its brackets is a text of its own."""
    children = plain_tokens(step["words"]) if step["words"] else []
    if children is None:
        return None
    attributes = {"url": step["url"], "title": step["title"]} if step["title"] else {"url": step["url"]}
    return {"type": "image" if step.group().startswith("!") else "link", "children": children, "attrs": attributes}


def _emphasis(step: re.Match[str]) -> dict | None:
    """A mark that could open emphasis, or close it, or neither, by what stands before and after it; None for both."""
    text, start, end = step.string, *step.span()
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if after == "\\":  # a line may end here: then it counts as space
        return None
    opens = not after.isspace() and (after.isalnum() or not before.isalnum())
    closes = not before.isspace() and (before.isalnum() or not after.isalnum())
    return None if opens and closes else {"type": "mark", "raw": step.group(), "opens": opens, "closes": closes}


def _nested(tokens: list[dict]) -> list[dict] | None:
    """What stands between marks of emphasis becomes their children; None where they are not in pairs. A mark that can
    close, where none is open, is a character like others."""
    around: list[tuple[str, list[dict]]] = []  # the marks still open, each with the tokens before it
    inside: list[dict] = []
    for token in tokens:
        raw = token.get("raw", "")
        if token.get("opens"):
            around.append((raw, inside))
            inside = []
        elif token.get("closes") and around and around[-1][0] == raw:
            mark, outside = around.pop()
            outside.append({"type": "strong" if len(mark) == 2 else "emphasis", "children": inside})
            inside = outside
        elif around:
            if token["type"] == "mark" or "_" in raw or len(around) > _MAX_OPEN:  # the parser divides texts at marks
                return None
            inside.append(token)
        elif inside and inside[-1]["type"] == "text" and token["type"] in ("text", "mark"):
            inside[-1] = {"type": "text", "raw": inside[-1]["raw"] + raw}
        else:
            inside.append({"type": "text", "raw": raw} if token["type"] == "mark" else token)
    return None if around else inside
