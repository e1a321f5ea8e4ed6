"""The text of a passage -> how to reach somebody: e-mail addresses, telephone numbers, postal addresses.

    "Write to Privacy@Acme.example or call +44 20 7946 0000."
        ->  ("email", "privacy@acme.example", 9, 29), ("phone", "+442079460000", 38, 54)

Only what is sure: an example ("you@example.com"), a number without a telephone's form or a word for it, a place
without a street number, post box or postcode are left out.
"""

import re
from collections.abc import Iterator

from palimpsest.model import FactKind, TextLink
from palimpsest.understanding.glance import Glance, glance

Found = tuple[FactKind, str, int, int]  # kind, value, start, end

_EMAIL = re.compile(
    r"(?<![\w.+%/=&@-])([A-Za-z0-9][\w.+-]{0,63})@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24})(?![\w@-]|\.[a-z])",
    re.ASCII,
)
# "privacy [at] acme.example", "privacy(at)acme(dot)example": a bare "at" is a word like any other and proves nothing
_HIDDEN_EMAIL = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9][\w.+-]{0,63})\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?"
    r"([A-Za-z0-9-]+(?:(?:\.|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?)[A-Za-z0-9-]+)*"
    r"(?:\.|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?)[A-Za-z]{2,24})(?![\w@-])",
    re.ASCII | re.IGNORECASE,
)
_SAYS_AT = re.compile(r"[\[({<]\s?[aA][tT]\s?[\])}>]")
_DOT = re.compile(r"\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9]\.[a-z]{2}|\.[a-z]{3})\.[A-Z][a-z]+$")  # "mail@acme.com.Our" lacks a space
_GLUED_AT = re.compile(r"at(?:privacy|support|info|contact|legal|help|dpo)@")  # "contact us at" lacks a space behind it
# "address:mail@acme.com" lacks a space, too; what else stands before a colon is a part of the address of a page
_LABEL = re.compile(r"(?:^|[\s(|])[A-Za-z-]+:$")
_LONGEST_LABEL = 30  # characters
_EXAMPLE = re.compile(r"^(?:you|your\w*|user|username|name|someone|john\w*|jane\w*|me|xyz|abc|x+)$", re.IGNORECASE)
_EXAMPLE_DOMAIN = re.compile(
    r"(?:^|\.)(?:example|your?domain|domain|yourcompany|mydomain|test|email|mail)\.\w+$", re.IGNORECASE
)

_INTERNATIONAL = re.compile(r"(?<![\w+/])\+\s?[1-9](?:[\s().\xa0/-]{0,3}[0-9]){6,14}(?![\w@]|[-.][0-9])")
_AMERICAN = re.compile(
    r"(?=[(0-9])(?<![\w.+#$€£/-])(?:1[-. ])?(?:\([2-9][0-9]{2}\)[ \xa0-]?[2-9][0-9]{2}[-. ]"
    r"|[2-9][0-9]{2}(?P<mark>[-. ])[2-9][0-9]{2}(?P=mark))[0-9]{4}(?![\w@]|[-./][0-9])"
)
_LOCAL = re.compile(r"(?=[(0-9])(?<![\w.+/-])\(?[0-9](?:[\s()\xa0./-]{0,2}[0-9]){6,13}(?![\w@]|[-./][0-9])")
_SAYS_PHONE = re.compile(
    r"\b(?:tele)?phone\b|\btel\b|\bcall(?:ing)?\b|\bhotline\b|\btoll[- ]free\b|\bdial\b|\bmobile\b|☎|📞", re.IGNORECASE
)
_SAYS_OTHER = re.compile(
    r"\b(?:fax|facsimile|vat|registr\w*|regist|tax|id|no|number|nr|n°|siret|siren|rcs|crn|abn|acn|ein|duns|isbn"
    r"|company|licen[cs]e|account|case|clause|article|section|lei|iban|bic)\b[\s.:#()]*$",
    re.IGNORECASE,
)
_SAYS_FAX = re.compile(r"\b(?:fax|facsimile|telefax)\b[^0-9+]{0,25}$", re.IGNORECASE)
_FEWEST_DIGITS = 7  # of any number above
_REACH = 40  # characters before a number in which a word says what it is

_STREET_START = re.compile(
    r"(?<![\w#.,/-])(?:P\.?\s?O\.?\s+Box\s+[0-9]|(?:(?:Floor|Level|Unit|Suite|Block|Building)\s+)?(?:[0-9]{1,6}[A-Za-z]?(?:[-–/][0-9]{1,6})?)(?:st|nd|rd|th)?,?\s+(?=[A-Z0-9]))",
)
_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
    "|Alabama|Arizona|California|Calif|Colorado|Connecticut|Delaware|Florida|Georgia|Illinois|Maryland|Massachusetts"
    "|Michigan|Minnesota|Missouri|Nevada|New Jersey|New York|North Carolina|Ohio|Oregon|Pennsylvania|Texas|Utah"
    "|Virginia|Washington"
)
_PLACE_END = re.compile(
    rf"\b(?:(?:{_STATES})\.?,?\s+[0-9]{{5}}(?:-[0-9]{{4}})?"  # American
    r"|[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}"  # British
    r"|(?:Dublin|DUBLIN)\s[0-9]{1,2}\b(?:,?\s+(?:D[0-9]{2}W?|D6W)\s?[0-9A-Z]{4})?"  # Irish
    r"|[A-Z]\d[A-Z]\s?\d[A-Z]\d)(?![\w-])"  # Canadian
    r"(?:,?\s+(?:USA|U\.S\.A\.|US\b|United States(?: of America)?|United Kingdom|UK\b|England|Ireland|Canada))?"
)
_IN_POSTCODE = re.compile("[0-9](?:[0-9]{4}|[A-Z])")  # of every end of an address but an Irish one
_LONGEST_ADDRESS = 160
# What no address holds: the end of a sentence (but for "St. Louis"), a colon, brackets with words of their own
_NOT_IN_ADDRESS = re.compile(
    r"[a-z)]{4}\.\s|[;:!?\"“”]|^[^(]*\)|\b(?:LLC|Inc|Ltd|Limited|GmbH|we|you|our|your|is|are|by|with|under"
    r"|pursuant|call|email|e-mail|please)\b"
)


def contacts(text: str, seen: Glance | None = None) -> Iterator[Found]:
    """E-mail addresses, telephone numbers and postal addresses, as they stand.

    >>> list(contacts("Mail PO Box 7, Paris, TX 75460 or privacy [at] acme.example"))
    [('email', 'privacy@acme.example', 34, 59), ('address', 'PO Box 7, Paris, TX 75460', 5, 30)]
    """
    seen = seen or glance(text)
    if "@" in text or ("at" in seen.words and _SAYS_AT.search(text)):
        yield from _emails(text)
    if len(set(seen.digits)) > 1 or "Box" in text:
        if len(seen.digits) >= _FEWEST_DIGITS:
            yield from _phones(text)
        if _IN_POSTCODE.search(text) or "Dublin" in text or "DUBLIN" in text:
            yield from _addresses(text)


def linked_emails(text: str, links: tuple[TextLink, ...]) -> Iterator[Found]:
    """E-mail addresses behind links, at the words of each."""
    for link in links:
        if link.href.startswith("mailto:"):
            yield from _linked_email(text, link)


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        if not _is_example(match[1], match[2]) and not _is_in_address(text, match.start()):
            start = match.start() + len("at") * bool(_GLUED_AT.match(match[0]))
            value = _NEXT_SENTENCE.sub("", text[start : match.end()])
            yield "email", value.lower(), start, start + len(value)
    if "[" in text or "(" in text or "{" in text or "<" in text:
        for match in _HIDDEN_EMAIL.finditer(text):
            domain = _DOT.sub(lambda dot: "." if dot[0].strip() else "", match[2])
            if not _is_example(match[1], domain):
                yield "email", f"{match[1]}@{domain}".lower(), match.start(), match.end()


def _is_in_address(text: str, start: int) -> bool:
    """Whether an e-mail address behind a colon is none: `https://user:pass@acme.com`."""
    if text[start - 1 : start] != ":":
        return False
    return not _LABEL.search(text, max(0, start - _LONGEST_LABEL), start)


def _linked_email(text: str, link: TextLink) -> Iterator[Found]:
    match = _EMAIL.fullmatch(link.href.removeprefix("mailto:").partition("?")[0])
    start = text.find(link.text) if link.text.strip() else -1
    if match and start >= 0 and "@" not in link.text and not _is_example(match[1], match[2]):
        yield "email", match[0].lower(), start, start + len(link.text)


def _is_example(local: str, domain: str) -> bool:
    return bool(_EXAMPLE.match(local) or _EXAMPLE_DOMAIN.search(domain))


def _phones(text: str) -> Iterator[Found]:
    taken = 0
    international = _INTERNATIONAL.finditer(text) if "+" in text else ()
    candidates = [*international, *_AMERICAN.finditer(text), *_LOCAL.finditer(text)]
    for match in sorted(candidates, key=lambda found: (found.start(), -found.end())):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if match.start() < taken or _SAYS_FAX.search(before):
            taken = max(taken, match.end())
            continue
        value = _number(match, before)
        if value:
            taken = match.end()
            yield "phone", value, match.start(), match.end()


def _number(match: re.Match[str], before: str) -> str:
    digits = "".join(character for character in match[0] if "0" <= character <= "9")
    if match.re is _INTERNATIONAL:
        return "+" + re.sub(r"^(44|353|49|33|31|46|47|45|358|61|64|81|82|91)0(?=[1-9])", r"\1", digits)
    says_phone = bool(_SAYS_PHONE.search(before))
    if _SAYS_OTHER.search(before) and not says_phone:
        return ""
    if match.re is _AMERICAN:
        return f"+{digits}" if len(digits) == len("16502530000") else f"+1{digits}"
    is_bare = digits == match[0] and len(digits) < 9
    return digits if says_phone and not is_bare and digits[0] == "0" and len(digits) >= 8 else ""


def _addresses(text: str) -> Iterator[Found]:
    taken = 0
    for end in _PLACE_END.finditer(text):
        earliest = max(taken, end.start() - _LONGEST_ADDRESS)
        for start in _STREET_START.finditer(text, earliest, end.start()):
            between = text[start.end() : end.start()]
            if not _NOT_IN_ADDRESS.search(between):
                value = re.sub(r"\s*[\n|]\s*", ", ", text[start.start() : end.end()])
                yield "address", re.sub(r"[\s\xa0]+", " ", value).replace(",,", ","), start.start(), end.end()
                taken = end.end()
                break
