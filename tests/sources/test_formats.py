"""Reading and writing a provenance are opposites."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.problems import Location
from palimpsest.sources.front_matter import format_front_matter, parse_front_matter
from palimpsest.sources.princeton_leuven import COLLECTION, TERMS_TYPE, format_line, parse_line
from palimpsest.sources.record import ProvenanceRecord
from palimpsest.sources.wayback import Memento, format_memento_url, parse_memento_url

HERE = Location("content/snapshots/a.md")

instants = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59), timezones=st.just(UTC)).map(
    lambda instant: instant.replace(microsecond=0)
)
labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
domains = st.builds("{}.{}".format, labels, st.sampled_from(["com", "co.uk", "xn--p1ai"]))
visible = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='<>"\\')
addresses = st.builds("{}://{}/{}".format, st.sampled_from(["http", "https"]), domains, st.text(visible, max_size=60))
mementos = st.builds(Memento, instants, addresses, st.sampled_from(["id_", "", "if_"]))
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=60)
languages = st.sampled_from(["", "en", "pt-BR"])


@given(mementos)
def test_wayback_address_survives_writing_and_reading(memento: Memento) -> None:
    assert memento == parse_memento_url(format_memento_url(memento))


@given(domains, instants, addresses)
def test_princeton_leuven_record_survives_writing_and_reading(domain: str, instant: datetime, address: str) -> None:
    memento_url = format_memento_url(Memento(instant, address))
    record = ProvenanceRecord(domain, TERMS_TYPE, instant, address, memento_url, COLLECTION)

    assert (record, []) == parse_line(format_line(record), HERE)


@given(domains, instants, addresses, words, languages)
def test_front_matter_record_survives_writing_and_reading(
    domain: str, instant: datetime, address: str, words: str, language: str
) -> None:
    record = ProvenanceRecord(domain, "Terms of Service", instant, address, f"{address}#copy", words, language)

    assert (record, []) == parse_front_matter(format_front_matter(record), HERE.path)


@given(st.text(max_size=200))
def test_no_first_line_crashes_the_princeton_leuven_format(line: str) -> None:
    record, problems = parse_line(line, HERE)

    assert (record is None) == bool(problems)


@given(st.text(max_size=200))
def test_no_block_crashes_the_front_matter_format(block: str) -> None:
    record, problems = parse_front_matter(block, HERE.path)

    assert (record is None) == bool(problems)


@pytest.mark.parametrize(
    ("address", "original"),
    [
        ("https://web.archive.org/web/20041207152939id_/http%3A//a.example/b.asp%3Fc%3Dd%26e%3D", "http://a.example/b.asp?c=d&e="),
        ("https://web.archive.org/web/20041207152939id_/http%3a//a.example/%2520", "http://a.example/%20"),
        ("https://web.archive.org/web/20041207152939/http://a.example:80/%3Fb", "http://a.example:80/%3Fb"),
        ("http://web.archive.org/web/20041207152939if_/http://a.example/?b=c#d", "http://a.example/?b=c#d"),
    ],
)  # fmt: skip
def test_original_address_is_recovered(address: str, original: str) -> None:
    assert original == parse_memento_url(address).original_url
