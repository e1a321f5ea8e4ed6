"""What the template engine raised -> where in a template, and what is wrong there; None for a mistake of the program.

UndefinedError("'pgae' is undefined")  ->  templates/version.html:12: error: 'pgae' is undefined
"""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import jinja2

from palimpsest.problems import Location, Problem

_REMEDY = "Correct the template; docs/pages.md says what each is given."
_Place = tuple[str, int]


def theme_fault(error: Exception, templates: Path) -> Problem | None:
    """The finding as it is told to whoever writes templates."""
    places = list(_places(error.__traceback__))
    if isinstance(error, jinja2.TemplateSyntaxError):
        places = [(error.name or error.filename or "", error.lineno)]
    if isinstance(error, jinja2.TemplateNotFound):
        message = f"there is no template {error.name!r} in this folder"
        name, line = places[-1] if places else ("", 1)
        remedy = "Name a folder that holds the whole theme with --templates, as templates/ does."
        return Problem(_location(templates, name, line), "error", message, remedy)
    if not places or not (isinstance(error, jinja2.TemplateError) or _is_raised_by_a_template(error)):
        return None
    return Problem(_location(templates, *places[-1]), "error", str(error) or type(error).__name__, _REMEDY)


def _location(templates: Path, name: str, line: int) -> Location:
    folder = templates.resolve().name
    return Location(f"{folder}/{Path(name).name}" if name else folder, line)


def _places(traceback: TracebackType | None) -> Iterator[_Place]:
    """The lines of templates that were being rendered, the innermost last."""
    while traceback:
        known = traceback.tb_frame.f_globals
        if template := known.get("__jinja_template__"):
            yield template.name, template.get_corresponding_lineno(traceback.tb_lineno)
        elif "__jinja_exception__" in known:  # the engine has put the line of the template there already
            yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _is_raised_by_a_template(error: Exception) -> bool:
    """Whether the last line that ran is one of a template, as of `page.nmae`: not one of a filter or a view."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return bool(last and {"__jinja_template__", "__jinja_exception__"} & last.tb_frame.f_globals.keys())
