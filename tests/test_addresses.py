from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.addresses import (
    is_domain,
    parse_base_address,
    parse_domain,
    parse_slug,
    parse_terms_type,
    parse_web_address,
    slug_of,
)

risky = st.text(st.sampled_from("abz09-._~/\\:@?#%<>\"' \t\nAÜé"), max_size=30) | st.text(max_size=30)


@given(risky)
def test_every_slug_is_one_plain_folder_name(text: str) -> None:
    try:
        slug = parse_slug(text)
    except ValueError:
        return
    assert PurePosixPath(slug).parts == (text,)
    assert not slug.startswith(".") and text.isascii() and text == text.lower()


@given(risky)
def test_every_domain_is_a_slug(text: str) -> None:
    if is_domain(text) and text not in ("index.html", "feed.atom", "feed.json"):
        assert text == parse_slug(parse_domain(text))


@given(risky)
def test_words_of_a_title_make_a_slug_that_stays(text: str) -> None:
    try:
        slug = slug_of(text)
    except ValueError:
        return
    assert slug == slug_of(slug)
    assert slug.strip("-") == slug


@given(st.sampled_from(["http:", "https:", "javascript:", "data:", "//", "", " https://", "HTTPS://"]), risky)
def test_every_web_address_is_absolute_and_cannot_leave_its_attribute(start: str, rest: str) -> None:
    try:
        address = parse_web_address(f"{start}{rest}")
    except ValueError:
        return
    assert urlsplit(address).scheme in ("http", "https")
    assert urlsplit(address).hostname
    assert not set(address) & set('"<>\\ \t\n')


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "java\tscript:alert(1)",
        "vbscript:x",
        "//example.com/",
        "/privacy",
        "https:///privacy",
        "https://",
        "https://user@example.com/",
        "https://user:word@example.com/",
        "https://example.com:port/",
        "https://[::1/",
        "https://example.com\\@evil.example/",
        "https://example.com/\u00a0",
        "https://example.com/" + "a" * 4000,
    ],
)
def test_address_that_cannot_be_linked_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_web_address(text)


def test_terms_type_whose_address_no_folder_can_have_is_refused() -> None:
    with pytest.raises(ValueError, match="is 400 characters long, at most 253 are allowed"):
        parse_terms_type("\u33af" * 80)


@pytest.mark.parametrize("text", ["https://example.org", "https://example.org/", "http://localhost:8000/sub"])
def test_base_address_ends_with_a_slash(text: str) -> None:
    assert parse_base_address(text) == text.rstrip("/") + "/"
