"""Views -> HTML text. The only file that knows the template engine.

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

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import jinja2
from jinja2 import compiler, nodes
from jinja2.runtime import Context, missing
from markupsafe import Markup, _escape_inner, escape

from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.theme import Theme
from palimpsest.publishing.views.frame import View, surroundings
from palimpsest.timestamps import day_in_words, instant_in_words, iso, partial_date_in_words

_THIS_FILE = sha256(Path(__file__).read_bytes()).hexdigest()


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


_HTML = frozenset({"trusted", "part", "parts", "around"})
"""The filters whose results are HTML. `{{ value | filter }}` puts them out as they are; anywhere else they are plain
text, so that a template that does more with them escapes too often, and never too seldom."""


def _escaped(value: object) -> str:
    """What `escape` gives, as plain text: wrapping each of the hundreds of values of a page as markup, only to join
    them, takes longer than all the rest of rendering. Text does not even come here: it is escaped by `_escape_inner`,
    the inner half of `escape`, in an eighth of the time of five `str.replace`."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int or kind is float else escape(value)


def _joined(pieces: list[str | bytes]) -> str | bytes:
    """Pieces of HTML in a row, as text, or encoded if any of them is."""
    try:
        return "".join(pieces)  # type: ignore[arg-type]
    except TypeError:
        return b"".join([piece if type(piece) is bytes else piece.encode() for piece in pieces])  # type: ignore


def _macro(function: Callable[..., str], parameters: int) -> Callable[..., str]:
    """A macro as the function it is compiled to, which puts its own defaults in the place of what is missing."""
    function.__defaults__ = (missing,) * parameters
    return function


class _CodeGenerator(compiler.CodeGenerator):
    """Jinja's own, but for what it does hundreds of times on a page, which takes half the time of rendering:

    - the functions through which each `{{ value }}` goes, if it is not HTML already (to wrap a text of 60 kB as markup
      is to copy it): one that is no line of Python for text, `_escaped` for the rest;
    - attributes: views have nothing but attributes, so `page.url` is compiled to just that, and no item is tried next;
    - macros: they are plain functions, called by place, whose results are HTML where they are put out;
    - blocks, and the template around them: each is joined, as macros are, and not handed on piece by piece.
    """

    macros: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: compiler.Frame | None = None) -> None:  # noqa: N802
        imported = [name for of in node.find_all(nodes.FromImport) for name in of.names if isinstance(name, str)]
        self.macros = frozenset(imported) | {macro.name for macro in node.find_all(nodes.Macro)}
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape_text, escaped = environment.escape_text, environment.escaped")

    def blockvisit(self, body: Iterable[nodes.Node], frame: compiler.Frame) -> None:
        is_outermost = frame.buffer is None and (frame.block_frame or frame.rootlevel)
        if is_outermost:
            self.buffer(frame)
        super().blockvisit(body, frame)
        if is_outermost:
            self.writeline(f"yield environment.joined({frame.buffer})")

    def macro_def(self, macro_ref: compiler.MacroRef, frame: compiler.Frame) -> None:
        self.write(f"environment.macro(macro, {len(macro_ref.node.args)})")

    def visit_Call(self, node: nodes.Call, frame: compiler.Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if not self._is_macro(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _is_macro(self, node: nodes.Expr) -> bool:
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return False
        if node.node.name in self.macros and (node.kwargs or node.dyn_args or node.dyn_kwargs):
            self.fail("a macro is called by place", node.lineno)
        return node.node.name in self.macros

    def _is_html(self, node: nodes.Expr) -> bool:
        return self._is_macro(node) or (isinstance(node, nodes.Filter) and node.name in _HTML)

    def _output_child_pre(self, node: nodes.Expr, frame: compiler.Frame, finalize: object) -> None:
        self.write("(" if self._is_html(node) else "(escape_text(value) if type(value := (")

    def _output_child_post(self, node: nodes.Expr, frame: compiler.Frame, finalize: object) -> None:
        self.write(")" if self._is_html(node) else ")) is str else escaped(value))")

    def visit_Getattr(self, node: nodes.Getattr, frame: compiler.Frame) -> None:  # noqa: N802 (the engine's names)
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class _Environment(jinja2.Environment):
    """Every value is escaped: no template can turn it off."""

    code_generator_class = _CodeGenerator
    escape_text = staticmethod(_escape_inner)
    escaped = staticmethod(_escaped)
    joined = staticmethod(_joined)
    macro = staticmethod(_macro)


class _CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled by this very file and engine; what is damaged is compiled again."""

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{jinja2.__version__} {_THIS_FILE} {source}")


@cache
def _environment(theme: Theme) -> jinja2.Environment:
    if theme.compiled:
        theme.compiled.mkdir(parents=True, exist_ok=True)
    environment = _Environment(
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
    template = environment.get_template(view.template)
    context = Context(environment, {"page": view}, template.name, template.blocks)  # without the engine's own names
    html = _joined(list(template.root_render_func(context)))
    context.vars.clear()  # macros, which know it: the page would stay in memory until such circles are looked for
    return SiteFile(urls.file_of(view.url), html if isinstance(html, bytes) else html.encode())


def render(view: View, theme: Theme) -> str:
    """The HTML of one page."""
    return page_file(view, theme).content.decode()
