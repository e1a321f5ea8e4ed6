"""Views -> HTML text. With `template_code.py` the only file that knows the template engine.

Each template sees one name, `page`: the frozen view of the same name (`version.html` <-> `VersionPage`). Templates
format and loop; everything else is decided in the view. Filters format what a view carries:

    {{ link.url | from(page) }}      a site address to a link relative to this page
    {{ instant | day }}              7 October 2017
    {{ instant | instant }}          7 October 2017, 10:42:52 UTC
    {{ instant | iso }}              2017-10-07T10:42:52Z
    {{ count | number }}         2,322
    {{ json | script_data }}     JSON text for a script element that is data
    {{ line | part("passage", page) }}   a part that many pages repeat, by a macro of _text.html, rendered once
    {{ page.sections | parts("section", page) }}   the same of many parts in a row
    {{ page | around("_masthead.html") }}   what stands around many pages, rendered once
    {{ passage.html | trusted }}     HTML made safe by the reading room (reading/markdown.py); nothing else is trusted
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from palimpsest.problems import Problem, ThemeError
from palimpsest.publishing import template_code, urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.template_code import Environment, joined
from palimpsest.publishing.theme import Theme
from palimpsest.publishing.theme_faults import theme_fault
from palimpsest.publishing.views.frame import View, surroundings
from palimpsest.timestamps import day_in_words, instant_in_words, iso, partial_date_in_words

_THIS_CODE = sha256(b"".join([Path(file).read_bytes() for file in (__file__, template_code.__file__)])).hexdigest()


class _Part(Protocol):
    """What of a text many pages repeat: it keeps what was rendered of it."""

    rendered: dict[tuple, Any]


class _TextPage(View, Protocol):
    """A page with a text, whose language is empty where it is the site's."""

    language: str


def _from(url: str, page: View) -> str:
    """Relative, but for a page that is served at any depth (404.html): its frame names the folder to start from."""
    rooted = page.frame.rooted
    return urls.rooted(url, rooted) if rooted else urls.relative(url, page.url)


def _script_data(json: str) -> Markup:
    """JSON text inside a script element: no sign of it can close the element or open a comment."""
    return Markup(json.replace("<", "\\u003c"))


def _number(count: int) -> str:
    return f"{count:,}"


@jinja2.pass_environment
def _part(environment: jinja2.Environment, part: _Part, macro: str, page: _TextPage) -> str:
    """A part that many pages of a document repeat, rendered once: it may use of the page nothing but its depth (for
    relative links) and its languages. Forgotten with the part itself."""
    key = (macro, page.url.count("/"), page.frame.language, page.language)
    known = part.rendered.get(key)
    if known is None:
        known = part.rendered[key] = _text_macro(environment, macro)(part, page)
    return known


@jinja2.pass_environment
def _parts(environment: jinja2.Environment, these: Iterable[_Part], macro: str, page: _TextPage) -> bytes:
    """The same of many parts in a row, in a block and not in a macro: they are most of a page, and stay encoded."""
    key = (macro, page.url.count("/"), page.frame.language, page.language, "encoded")
    rows = []
    for part in these:
        known = part.rendered.get(key)
        if known is None:
            known = part.rendered[key] = _text_macro(environment, macro)(part, page).encode()
        rows.append(known)
    return b"".join(rows)


def _text_macro(environment: jinja2.Environment, name: str) -> Callable[..., str]:
    """A macro of _text.html; the engine's own way to it asks the loader each time."""
    known: Any = environment.globals["text_macros"]
    if name not in known:
        known[name] = getattr(environment.get_template("_text.html").module, name)
    return known[name]


@jinja2.pass_environment
def _around(environment: jinja2.Environment, page: View, template: str) -> str:
    """What stands around a page, rendered once for all pages with the same surroundings at the same depth: few keys."""
    key = (template, page.url.count("/"), surroundings(page))
    known: Any = environment.globals["rendered_surroundings"]
    if key not in known:
        known[key] = environment.get_template(template).render(page=page)
    return known[key]


def _trusted(html: str) -> str:
    return html


class _CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled by this very code and engine; what is damaged is compiled again."""

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{jinja2.__version__} {_THIS_CODE} {source}")


@cache
def _environment(theme: Theme) -> jinja2.Environment:
    if theme.compiled:
        theme.compiled.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=jinja2.FileSystemLoader(theme.templates),
        bytecode_cache=_CompiledTemplates(str(theme.compiled)) if theme.compiled else None,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # a process sees one theme: whoever changes it starts another build
        cache_size=-1,  # of which every template is kept, and none is looked for in the order of use
    )
    environment.filters |= {
        "from": _from,
        "day": day_in_words,
        "instant": instant_in_words,
        "iso": iso,
        "partial_date": partial_date_in_words,
        "number": _number,
        "script_data": _script_data,
        "trusted": _trusted,
        "part": _part,
        "parts": _parts,
        "around": _around,
    }
    environment.globals |= {"rendered_surroundings": {}, "text_macros": {}}
    return environment


def page_file(view: View, theme: Theme) -> SiteFile:
    """One page as a file of the site. An undefined name in a template is an error, never an empty string."""
    environment = _environment(theme)
    try:
        template = environment.get_template(view.template)
        context = Context(environment, {"page": view}, template.name, template.blocks)  # without the engine's own names
        html = joined(list(template.root_render_func(context)))
    except Exception as error:
        if fault := theme_fault(error, theme.templates):
            others = tuple(unreadable_templates(theme))
            raise ThemeError(fault.location, fault.message, fault.remedy, others) from error
        raise
    context.vars.clear()  # macros, which know it: the page would stay in memory until such circles are looked for
    return SiteFile(urls.file_of(view.url), html if isinstance(html, bytes) else html.encode())


def unreadable_templates(theme: Theme) -> Iterator[Problem]:
    """A finding for each template that the engine cannot read, whichever page asks for it."""
    environment = _environment(theme)
    for name in environment.list_templates(extensions=["html"]):
        try:
            environment.get_template(name)
        except jinja2.TemplateError as error:
            if fault := theme_fault(error, theme.templates):
                yield fault


def render(view: View, theme: Theme) -> str:
    """The HTML of one page."""
    return page_file(view, theme).content.decode()
