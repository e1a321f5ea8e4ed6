"""A step in which no word changed -> where its links lead now and led before, and what is set in another way.

    [help](https://a.example/1) -> [help](https://a.example/2)
      ->  LinkRow("help", before=Target("https://a.example/", "1", ""), after=Target("https://a.example/", "2", ""))

Addresses are shown as text, whatever they are; the link itself stands in its place on the version's page, if it is one
that anybody should follow.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from palimpsest.english import counted
from palimpsest.model import Change, KeptRun, Passage, Placed, Reading, Repair, Revision
from palimpsest.reading.comparison import comparison_text
from palimpsest.values import Frozen

_MOST = 40  # rows of a kind; whoever asks for more opens both versions
_NAME = 100  # characters
_ADDRESS = 300  # of what differs: some carry the state of a whole shop
_AS_ADDRESSES = ("link-refused", "image-not-loaded")  # repairs that kept an address out of the reading text
_KINDS = {"item": "list item", "quote": "quotation", "code": "preformatted text"}


class Target(Frozen):
    """An address in three parts, of which the middle one differs from that of the other text."""

    start: str
    own: str
    end: str


class LinkRow(Frozen):
    """A link whose address is another one, or that only one of the texts has (the other is None): its words, its
    passage in the later text (`""` for one outside all passages), and in how many passages the same is found."""

    text: str
    anchor: str
    passages: str
    before: Target | None
    after: Target | None


class LookRow(Frozen):
    """A passage with the same words, set in another way: how it begins, and what differs."""

    text: str
    anchor: str
    said: str


class Unworded(Frozen):
    """What changed beside words. `links_left_out` and `looks_left_out` count what is not listed, `""` for nothing;
    `is_unseen`: nothing that a page shows, as where blank lines were saved in another way."""

    links: tuple[LinkRow, ...] = ()
    links_left_out: str = ""
    looks: tuple[LookRow, ...] = ()
    looks_left_out: str = ""
    is_unseen: bool = False


_Link = tuple[str, str]  # its words, its address
_Step = tuple[str, str | None, str | None]


def unworded(revision: Revision, before: Reading, after: Reading) -> Unworded:
    """Of a step that is one of links or of formatting; of others nothing, since their changes are marked."""
    if revision.revision_class not in ("links only", "formatting only"):
        return Unworded()
    pairs = [(old.passage, new) for old, new in _kept(revision) if old.passage != new.passage]
    steps: dict[_Step, list[str]] = {}
    for old, new in pairs:
        for step in _steps(_links(old), _links(new.passage)):
            steps.setdefault(step, []).append(new.anchor)
    for step in _steps(_left_out(before.repairs), _left_out(after.repairs)):
        steps.setdefault(step, []).append("")
    looks = [
        LookRow(_shortened(new.passage.text, _NAME), new.anchor, said)
        for old, new in pairs
        if (said := _look(old, new.passage))
    ]
    links = [_row(step, anchors) for step, anchors in list(steps.items())[:_MOST]]
    return Unworded(
        tuple(links),
        _more(len(steps), "link"),
        tuple(looks[:_MOST]),
        _more(len(looks), "passage"),
        is_unseen=not (links or looks or revision.changed),
    )


def _kept(revision: Revision) -> Iterator[tuple[Placed, Placed]]:
    for part in revision.parts:
        if isinstance(part, KeptRun):
            yield from zip(part.before, part.after, strict=True)
        elif isinstance(part, Change) and part.kind == "kept" and part.before and part.after:
            yield part.before, part.after


def _links(passage: Passage) -> list[_Link]:
    return [*[(link.text, link.href) for link in passage.links], *_left_out(passage.repairs)]


def _left_out(repairs: Iterable[Repair]) -> list[_Link]:
    return [(repair.after, repair.before) for repair in repairs if repair.kind in _AS_ADDRESSES]


def _steps(before: Sequence[_Link], after: Sequence[_Link]) -> Iterator[_Step]:
    """Links of the same words, in order, whose addresses differ; what stands in both is left alone wherever it does.
    The words are those of the later text."""
    if before == after:
        return
    old, new = Counter(before), Counter(after)
    names: dict[str, str] = {}
    gone, come = (_by_words((one - other).elements(), names) for one, other in ((old, new), (new, old)))
    for plain, text in names.items():
        addresses = zip_longest(gone.get(plain, ()), come.get(plain, ()))
        yield from [(text, was, now) for was, now in addresses if was != now]


def _by_words(links: Iterable[_Link], names: dict[str, str]) -> dict[str, list[str]]:
    """The addresses of links by their words, evened out; `names` takes the words as they stand."""
    found: dict[str, list[str]] = {}
    for text, href in links:
        names[plain := comparison_text(text)] = text
        found.setdefault(plain, []).append(href)
    return found


def _row(step: _Step, anchors: Sequence[str]) -> LinkRow:
    text, old, new = step
    passages = counted(len(anchors), "passage") if len(anchors) > 1 else ""
    start = _beginning(old or "", new or "")
    rest = [(one or "")[len(start) :] for one in (old, new)]
    end = _beginning(rest[0][::-1], rest[1][::-1])[::-1]
    before, after = (
        None if address is None else Target(start, _shortened(own[: len(own) - len(end)], _ADDRESS), end)
        for address, own in zip((old, new), rest, strict=True)
    )
    return LinkRow(_shortened(text, _NAME), anchors[0], passages, before, after)


def _look(before: Passage, after: Passage) -> str:
    """What is set in another way, nothing where it is only an address.

    >>> _look(Passage("1", "paragraph", "a", "a"), Passage("1", "item", "a", "a", 1, "2."))
    'a list item “2.”, before a paragraph'
    """
    old, new = (_kind(one) for one in (before, after))
    if old != new:
        return f"{new}, before {old}"
    if before.depth != after.depth:
        return "deeper in its list" if before.depth < after.depth else "less deep in its list"
    if before.text != after.text:
        return "other characters, spaces or line breaks"
    same_addresses = (before.links, _left_out(before.repairs)) == (after.links, _left_out(after.repairs))
    return "other emphasis or marks" if same_addresses and before.html != after.html else ""


def _kind(passage: Passage) -> str:
    marker = f" “{passage.marker}”" if passage.marker else ""
    return f"a {_KINDS.get(passage.kind, passage.kind)}{marker}"


def _more(count: int, noun: str) -> str:
    return f"{counted(count - _MOST, f'further {noun}')} not listed: read the two versions." if count > _MOST else ""


def _shortened(text: str, most: int) -> str:
    return f"{text[:most].rstrip()}…" if len(text) > most else text


def _beginning(one: str, other: str) -> str:
    """
    >>> _beginning("https://a.example/1", "https://a.example/22")
    'https://a.example/'
    """
    differs = next((at for at, (own, its) in enumerate(zip(one, other, strict=False)) if own != its), None)
    return one[: min(len(one), len(other)) if differs is None else differs]
