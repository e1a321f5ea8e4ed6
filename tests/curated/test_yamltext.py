import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.curated import yamltext
from palimpsest.curated.yamltext import Mapping, Node, Scalar, Sequence, parse_yaml
from palimpsest.problems import ContentError, Location
from tests.conftest import ROOT

PATH = "content/a.yaml"


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("# only a comment\n", {}),
        ("---\n", {}),
        ("title: No", {"title": "No"}),
        ("a: 2017-10-07\nb: 1_000\nc: ~\nd: yes", {"a": "2017-10-07", "b": "1_000", "c": "~", "d": "yes"}),
        ("a: [b, {c: d}]", {"a": ["b", {"c": "d"}]}),
        ("- a\n- b", ["a", "b"]),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("a: >-\n  one\n  two", {"a": "one two"}),
        ("a:", {"a": ""}),
    ],
)  # fmt: skip
def test_every_value_stays_the_text_that_was_written(text: str, expected: object) -> None:
    assert expected == plain(parse_yaml(text, PATH)[0])


def test_every_key_and_value_knows_its_line() -> None:
    node, _ = parse_yaml("# comment\na:\n  - b\n  - c: d\n", PATH, first_line=10)

    (key, value) = node.entries[0]
    assert [key.location.line, value.items[0].location.line, value.items[1].entries[0][1].location.line] == [11, 12, 13]


def test_lines_are_counted_as_editors_count_them() -> None:
    node, _ = parse_yaml('a: "x\u2028\u0085y"\nb: c\n', PATH)

    assert node.entries[1][0].location.line == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b: c", 1, "YAML: mapping values are not allowed here"),
        ("a: b\n\tc: d", 2, "YAML: found character '\\t' that cannot start any token"),
        ("a:\n  - b\n c: d", 3, "YAML: expected <block end>, but found '<block mapping start>'"),
        ("a: b\n? [c]\n: d", 2, "a key must be plain text"),
        ("a: &x b\nc: *x", 1, "anchors and aliases (&x) are not read here"),
        ("a: *x", 1, "anchors and aliases (*x) are not read here"),
        ("a: !!python/name:os.system x", 1, "tags ('tag:yaml.org,2002:python/name:os.system') are not read here"),
        ("a: b\n---\nc: d", 2, "a second document starts here"),
        ("a: b\nc: \x00", 2, "YAML: the character U+0000 is not allowed"),
        ('a: b\nc: "\\U00110000"', 2, "YAML: the escape \\U00110000 names no character"),
        ('a: b\nc: "\\UFFFFFFFF"', 2, "YAML: the escape \\UFFFFFFFF names no character"),
        ('a: b\nc: "\\ud800"', 2, "YAML: the escape of U+D800 names half a character"),
        ("[" * 100_000, 1, "more than 16 levels deep"),
        ("{a: " * 100_000, 1, "more than 16 levels deep"),
        ("- " * 100_000, 1, "more than 16 levels deep"),
        ("".join(" " * n + f"a{n}:\n" for n in range(50)), 17, "more than 16 levels deep"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quick", [yamltext._QUICK, yaml.SafeLoader], ids=["quick parser", "plain parser"])
def test_what_is_not_read_is_reported_at_its_line(
    text: str, line: int, message: str, quick: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamltext, "_QUICK", quick)
    with pytest.raises(ContentError) as caught:
        parse_yaml(text, PATH)

    assert (Location(PATH, line), message) == (caught.value.problem.location, caught.value.problem.message)
    assert caught.value.problem.remedy


def test_a_key_that_stands_again_is_reported_and_the_first_kept() -> None:
    node, problems = parse_yaml("a: b\na: c\nd: {e: f, e: g}\na: h\n", PATH)
    assert {"a": "b", "d": {"e": "f"}} == plain(node)
    assert [
        (2, "the key 'a' stands here again, first on line 1"),
        (3, "the key 'e' stands here again, first on line 3"),
        (4, "the key 'a' stands here again, first on line 1"),
    ] == [(problem.location.line, problem.message) for problem in sorted(problems)]


@given(st.text(st.characters(codec="utf-8"), max_size=200) | st.text("ab:-? [{]}\n\t\"'#&*!|>%@,", max_size=60))
def test_any_text_gives_nodes_or_a_content_error(text: str) -> None:
    try:
        parse_yaml(text, PATH)
    except ContentError as error:
        assert 1 <= error.problem.location.line <= text.count("\n") + 1


@pytest.mark.parametrize("name", ["archive.yaml", "companies.yaml", "parties.yaml", "topics.yaml"])
def test_the_quick_parser_gives_the_same_nodes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "content" / name).read_text(encoding="utf-8")
    quick = parse_yaml(text, name)
    monkeypatch.setattr(yamltext, "_QUICK", yaml.SafeLoader)
    assert quick == parse_yaml(text, name)
