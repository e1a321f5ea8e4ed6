r"""Bold marks that Markdown would print as asterisks -> the same marks where they work.

    **Ad Data:**This is     ->  **Ad Data**:This is         Registration**.** We      ->  Registration. We
    **Phone  \n**(510) 250  ->  **Phone**  \n(510) 250      Portal****.               ->  Portal.

Markdown takes `**` for a mark only where a word begins or ends: not beside a space, nor between a sign and a letter.
Pages have no such rule, and extractors write down what was bold. No character but asterisks is taken away.
"""

import re
from collections.abc import Iterator

from palimpsest.model import Repair

_STARS = re.compile(r"\\.|(\*+)", re.DOTALL)
_BLANK = r"(?:\s|<[bB][rR]\s*/?>)"
_DOUBLE = re.compile(r"(?<![^\W_])(?<!\*)\*{4}(?=[^\s*])[^*]+(?<=\S)\*{4}(?![^\W_]|\*)")  # bold in bold, which works
_LEADING = re.compile(rf"{_BLANK}+")
_SIGNS_BEFORE = re.compile(r"(?:\\?[(\"'“”‘«„])+")
_SIGNS_AFTER = ".:,;!?\"'“”’»)–—-"
_OPENER = re.compile(r"[ \t]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]+|>[ \t]?)*(?:#{1,6}[ \t]+)?")
_BEGINS = re.compile(r"[ \t]*(?:[*+-][ \t]|\d{1,9}[.)][ \t]|[#>|])")


def mend_bold(block: str) -> tuple[str, list[Repair]]:
    """A block with its bold marks moved to where they work, paragraph by paragraph, in tables cell by cell.

    >>> mend_bold("* **\u00a04a. Title** and **b**")[0]
    '* **4a. Title** and **b**'
    """
    if "**" not in block or "`" in block or _all_work(block):
        return block, []
    repairs: list[Repair] = []
    mended = "\n".join(_mend_unit(unit, repairs) for unit in _units(block))
    return (mended, repairs) if repairs else (block, [])


def _units(block: str) -> Iterator[str]:
    """Lines that are one paragraph, as far as can be told without the parser."""
    unit: list[str] = []
    for line in block.split("\n"):
        if unit and (not line.strip() or not unit[-1].strip() or _BEGINS.match(line) or "|" in line or "|" in unit[-1]):
            yield "\n".join(unit)
            unit = []
        unit.append(line)
    yield "\n".join(unit)


def _mend_unit(unit: str, repairs: list[Repair]) -> str:
    if "**" not in unit:
        return unit
    if "|" in unit:
        return "|".join(_mend_text(cell, repairs) or cell for cell in unit.split("|"))
    begin = _OPENER.match(unit)
    start = begin.end() if begin else 0
    text = unit[start:]
    mended = _mend_text(text, repairs)
    if mended is None:  # perhaps those of some lines are in pairs
        mended = "\n".join(_mend_text(line, repairs) or line for line in text.split("\n"))
    return unit[:start] + mended


def _all_work(block: str) -> bool:
    """Whether every second text that marks divide is surely one that Markdown makes bold."""
    parts = block.split("**")
    if len(parts) % 2 == 0 or "***" in block or "\\*" in block:
        return False
    pairs = zip(parts[::2], parts[1::2], parts[2::2], strict=False)
    return all("\n" not in inner and _works(before[-1:], inner, after[:1]) for before, inner, after in pairs)


def _works(before: str, inner: str, after: str) -> bool:
    opens = not inner[0].isspace() and (inner[0].isalnum() or not before.isalnum())
    return opens and not inner[-1].isspace() and (inner[-1].isalnum() or not after.isalnum())


def _mend_text(text: str, repairs: list[Repair]) -> str | None:
    """A text whose marks are in pairs; None where they are not, or where asterisks are something else."""
    found = [(match.start(1), len(match[1])) for match in _STARS.finditer(text) if match[1]]
    marks = [(start, size) for start, size in found if size > 1]
    if any(size % 2 for _, size in marks) or sum(size for _, size in marks) % 4 or _DOUBLE.search(text):
        return None
    written: list[str] = []
    inside: list[str] | None = None  # what stands behind a mark that is open
    done: list[Repair] = []
    end = 0
    for start, size in marks:
        between, end = text[end:start], start + size
        (written if inside is None else inside).append(between)
        if size % 4 == 0:  # nothing between two marks, or no end between two bold words
            done.append(Repair("emphasis-marks", "*" * size, ""))
        elif inside is None:
            inside = []
        else:
            before = next((part[-1] for part in reversed(written) if part), "")
            pair = _mend_pair(before, "".join(inside), text[end : end + 1], done)
            if pair is None:
                return None
            written.append(pair)
            inside = None
    repairs += done
    return "".join(written) + text[end:]


def _mend_pair(before: str, inner: str, after: str, done: list[Repair]) -> str | None:
    """What two marks stand around, with the marks where they work; None where they are not surely a pair."""
    if _works(before, inner, after):
        return f"**{inner}**"
    if not any(map(str.isalnum, inner)):
        done.append(Repair("emphasis-marks", f"**{inner}**", inner))
        return None if inner.isspace() and len(done) > 1 else inner
    if before.isalnum() and inner[0] in " .:,;!?)”’»":
        return None  # a mark behind a word, as those of footnotes
    if "_" in (before, after):  # what is moved out would stand inside other marks
        return None
    core, head, tail = inner, "", ""
    if leading := _LEADING.match(core):
        head, core = leading.group(), core[leading.end() :]
        head = head if before else ""  # at the start of a block spaces would make it code
    core, tail = _without_blank_end(core)
    kind = "emphasis-spacing" if core != inner else ""
    if not head and before.isalnum() and (signs := _SIGNS_BEFORE.match(core)):
        head, core, kind = signs.group(), core[signs.end() :], "emphasis-marks"
    if not tail and after.isalnum() and core[-1] in _SIGNS_AFTER and not (core[-1] == ")" and "](" in core):
        cut = len(core.rstrip(f"{_SIGNS_AFTER}\\ "))
        core, tail, kind = core[:cut], core[cut:], "emphasis-marks"
    if kind:
        done.append(Repair(kind, inner, core))
    return f"{head}**{core}**{tail}"


def _without_blank_end(text: str) -> tuple[str, str]:
    end = len(text)
    while True:
        stripped = len(text[:end].rstrip())
        broken = re.search(r"<[bB][rR]\s{0,3}/?>\Z", text[max(stripped - 8, 0) : stripped])
        stripped -= len(broken.group()) if broken else 0
        if stripped == end:
            return text[:end], text[end:]
        end = stripped
