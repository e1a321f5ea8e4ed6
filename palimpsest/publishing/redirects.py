"""Pages at old addresses -> the rules by which a host answers what stood below them: versions, redlines, feeds, JSON.

    companies/twitter/ leads to companies/x/  ->  /companies/twitter/*  /companies/x/:splat  301

A file that stands is answered before any rule, so that the page at an old address is still the first to answer there.
The file `_redirects` is of the form that Netlify and Cloudflare Pages read; what they promise is done by `redirected`
too, which `make serve` and the tests ask. Other hosts know the pages alone.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.views.moved import MovedPage

_FORMS = re.compile(r"(\*)|:(\w+)")


def redirects_file(
    pages: Iterable[MovedPage], versions: Iterable[tuple[str, str]], base_url: str
) -> Iterator[SiteFile]:
    """The file of all rules, the most special ones first; none where nothing has moved. `versions` are the former and
    present addresses of those that are called otherwise."""
    folder = urlsplit(base_url).path
    deepest_first = sorted(pages, key=lambda page: page.url, reverse=True)
    rules = [rule for old, new in versions for rule in ((old[:-1], new), (f"{old}*", f"{new}:splat"))]
    rules += [rule for page in deepest_first for rule in _rules(page)]
    lines = [f"/{old} {folder}{new} 301\n" for old, new in rules]
    if lines:
        yield SiteFile(urls.REDIRECTS, "".join(lines).encode())


def _rules(page: MovedPage) -> Iterator[tuple[str, str]]:
    old, new = page.url, page.target.url
    was, is_ = (address.removeprefix(urls.COMPANIES) for address in (old, new))
    if was.count("/") > 1:  # a document: its facts for programs stand beside those of its company's others
        yield f"api/{old[:-1]}.json", f"api/{new[:-1]}.json"
        yield f"api/{urls.SHARED}{was[:-1]}.json", f"api/{urls.SHARED}{is_[:-1]}.json"
    else:
        yield f"api/{old}*", f"api/{new}:splat"
        yield f"api/{urls.SHARED}{was}*", f"api/{urls.SHARED}{is_}:splat"
        yield f"{urls.SHARED}{old}*", f"{urls.SHARED}{new}:splat"
        yield f"{urls.TOPICS}:topic/{was}*", f"{urls.TOPICS}:topic/{is_}:splat"
    yield f"{old}*", f"{new}:splat"


def redirected(rules: str, path: str) -> str:
    """Where the first rule that has a path leads it, "" where none has.

    >>> redirected("/companies/a/* /companies/b/:splat 301", "/companies/a/terms/2020-01-01/")
    '/companies/b/terms/2020-01-01/'
    >>> redirected("/topics/:topic/a/* /topics/:topic/b/:splat 301", "/topics/cookies/a/")
    '/topics/cookies/b/'
    """
    for old, new, _ in map(str.split, rules.splitlines()):
        if match := re.fullmatch(_FORMS.sub(_as_group, re.escape(old).replace(r"\*", "*")), path):
            return re.sub(r":(\w+)", lambda name: match[name[1]], new)
    return ""


def _as_group(form: re.Match[str]) -> str:
    return "(?P<splat>.*)" if form[1] else f"(?P<{form[2]}>[^/]+)"
