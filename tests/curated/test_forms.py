from palimpsest.curated.forms import Reader, either, entry, listing, located, parsed, table, text
from palimpsest.curated.yamltext import parse_yaml
from palimpsest.model import Baseline
from palimpsest.problems import Location
from palimpsest.timestamps import parse_day

PATH = "content/a.yaml"
DAY = parsed(parse_day, "Write a day.")
BASELINE = entry(lambda date, label: Baseline(date, label), required={"date": DAY, "label": text(10)})


def read(reader: Reader, written: str) -> tuple[object, list[str]]:
    value, problems = reader(parse_yaml(written, PATH)[0])
    return value, [f"{problem.location.line}: {problem.message}" for problem in problems]


def test_every_finding_of_every_item_is_given_at_once() -> None:
    written = "- date: 2018-02-30\n  label: much too long\n- {date: 2018-05-25, label: GDPR}\n- x: y\n- z\n"

    value, problems = read(listing(BASELINE), written)

    assert (Baseline(parse_day("2018-05-25"), "GDPR"),) == value
    assert problems == [
        "1: '2018-02-30' is not a day of the calendar",
        "2: 'much too long' is 13 characters long, at most 10 are allowed",
        "4: unknown key 'x'",
        "4: the key 'date' is required",
        "4: the key 'label' is required",
        "5: expected keys with values, found one value",
    ]


def test_value_left_empty_is_a_value_not_given() -> None:
    reader = entry(dict, required={}, optional={"a": text(), "b": listing(text())})

    assert read(reader, "a:\nb: [c]\n") == ({"b": ("c",)}, [])


def test_empty_text_in_quotes_is_a_value_and_refused() -> None:
    reader = entry(dict, required={}, optional={"a": text()})

    assert read(reader, 'a: ""\n') == ({}, ["1: this is empty"])


def test_error_of_the_whole_is_placed_at_its_first_line() -> None:
    def build(**_: object) -> None:
        raise ValueError("these do not fit")

    reader = listing(entry(build, required={"a": text(), "b": text()}))

    assert read(reader, "# comment\n- a: b\n  b: c\n") == ((), ["2: these do not fit"])


def test_keys_a_curator_chooses_are_checked_and_given_to_their_rows() -> None:
    def row(key: str) -> Reader[tuple[str, str]]:
        return parsed(lambda value: (key, value))

    reader = table(parsed(lambda key: str(int(key))), row)

    assert read(reader, "1: a\nx: b\n2: c\n") == (
        (("1", "a"), ("2", "c")),
        ["2: invalid literal for int() with base 10: 'x'"],
    )


def test_value_can_be_written_short_or_in_full() -> None:
    reader = listing(either(parsed(lambda name: {"name": name}), entry(dict, required={"name": text()})))

    assert read(reader, "- a\n- name: b\n") == (({"name": "a"}, {"name": "b"}), [])


def test_value_can_be_read_with_its_place() -> None:
    value, _ = read(listing(located(text())), "- a\n- b\n")

    assert ((Location(PATH, 1), "a"), (Location(PATH, 2), "b")) == value
