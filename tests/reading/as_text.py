"""A reading as plain lines, so that a case is a pair of files: Markdown in, these lines expected.

# 2a | Acceptance (numbered)      a section: its level, number, label, and how it was recognised
paragraph | text                  a passage of kind paragraph; line breaks shown as " / "
  • item | text                   a list item, indented by depth, with its marker
~ furniture paragraph | text      set apart as title or furniture
  ! link-refused: a -> b          a repair of the passage above; after "document:" one of the whole text
  ? characters-lost: users…       a flag
"""

from palimpsest.model import Placed, Reading


def as_text(reading: Reading) -> str:
    lines = [f"title: {reading.title}"]
    for section in reading.sections:
        if section.heading:
            number = f"{section.number} " if section.number else ""
            lines.append(f"{'#' * section.level} {number}| {section.label} ({section.basis})")
            lines += _remarks(section.heading)
        for placed in section.placed:
            lines += [_passage(placed), *_remarks(placed)]
    lines += [f"document: ! {r.kind}: {_flat(r.before)} -> {_flat(r.after)}" for r in reading.repairs]
    lines += [f"document: ? {flag.kind}: {flag.text}" for flag in reading.flags]
    return "\n".join(lines) + "\n"


def _passage(placed: Placed) -> str:
    passage = placed.passage
    role = "" if placed.role == "text" else f"~ {placed.role} "
    marker = f"{passage.marker} " if passage.marker else ""
    return f"{'  ' * passage.depth}{marker}{role}{passage.kind} | {_flat(passage.text)}"


def _remarks(placed: Placed) -> list[str]:
    passage = placed.passage
    return [f"  ! {r.kind}: {_flat(r.before)} -> {_flat(r.after)}" for r in passage.repairs] + [
        f"  ? {flag.kind}: {flag.text}" for flag in passage.flags
    ]


def _flat(text: str) -> str:
    return text.replace("\n", " / ")
