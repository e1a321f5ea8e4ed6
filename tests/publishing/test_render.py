"""What goes through `{{ }}` is escaped as the library escapes it, and repeated parts are made once."""

import jinja2
import pytest
from markupsafe import Markup, escape

from palimpsest.publishing.render import _trusted
from palimpsest.publishing.template_code import Environment, _escaped


class Named(str):
    """A string of another kind."""


VALUES = ("", "plain", "<script>'\"&amp;", Named("<b>"), Markup("<b>"), 0, -2.5, True, None, ["<i>"], "\u2028é")


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_are_escaped_as_by_the_library(value):
    assert str(escape(value)) == str(_escaped(value))


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize(
    "source",
    [
        "{{ value }}",
        "{% macro said(one) %}{{ one }}{% endmacro %}{{ said(value) }}",
        "{% set said %}{{ value }}{% endset %}{{ said }}",
        "{% for one in [value] %}{{ one }}{% endfor %}",
        "{% autoescape false %}{{ value }}{% endautoescape %}",
    ],
)
def test_every_way_into_a_page_is_escaped_once(source, value):
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    assert str(escape(value)) == environment.from_string(source).render(value=value)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ html | trusted }}", "<b>"),
        ("{% macro said(one) %}{{ one | trusted }}{% endmacro %}{{ said(html) }}", "<b>"),
        ("{{ html | trusted | upper }}", "&lt;B&gt;"),
        ("{{ html | trusted if html }}", "&lt;b&gt;"),
        ("{% set kept = html | trusted %}{{ kept }}", "&lt;b&gt;"),
    ],
)
def test_html_is_trusted_only_where_it_is_put_out(source, expected):
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["trusted"] = _trusted
    assert expected == environment.from_string(source).render(html="<b>")


SAID = "{% macro said(one, two='&') %}<i>{{ one }}{{ two }}</i>{% endmacro %}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SAID + "{{ said('<') }}", "<i>&lt;&amp;</i>"),
        (SAID + "{{ said(said('', ''), '') }}", "<i>&lt;i&gt;&lt;/i&gt;</i>"),
        (SAID + "{{ said('', '') | upper }}", "&lt;I&gt;&lt;/I&gt;"),
        (SAID + "{{ value.lower() }}", "&lt;b&gt;"),
        ("{% block a %}<i>{{ value }}{% block b %}{{ value }}{% endblock %}{% endblock %}", "<i>&lt;B&gt;&lt;B&gt;"),
    ],
)
def test_what_a_macro_or_a_block_puts_out_is_html_and_what_anything_else_gives_is_escaped(source, expected):
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    assert expected == environment.from_string(source).render(value="<B>")


def test_a_macro_is_called_by_place():
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises(jinja2.TemplateAssertionError, match="by place"):
        environment.from_string(SAID + "{{ said(one='<') }}")


def test_an_attribute_that_a_view_has_not_is_an_error():
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises(AttributeError):
        environment.from_string("{{ page.nothing }}").render(page=())


def test_an_undefined_name_is_an_error():
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises(jinja2.UndefinedError):
        environment.from_string("{{ nothing }}").render()
