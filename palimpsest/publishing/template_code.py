"""Templates -> Python: Jinja's compiler, but for what it does hundreds of times on a page (decision 0019).

It overrides methods of the engine that are not promised to stay, so `pyproject.toml` bounds the releases, and
`tests/publishing/test_render.py` says what must hold of escaping whoever compiles.
"""

from collections.abc import Callable, Iterable

import jinja2
from jinja2 import compiler, nodes
from jinja2.runtime import missing
from markupsafe import Markup, _escape_inner, escape

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


def joined(pieces: list[str | bytes]) -> str | bytes:
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


class Environment(jinja2.Environment):
    """Every value is escaped: no template can turn it off."""

    code_generator_class = _CodeGenerator
    escape_text = staticmethod(_escape_inner)
    escaped = staticmethod(_escaped)
    joined = staticmethod(joined)
    macro = staticmethod(_macro)
