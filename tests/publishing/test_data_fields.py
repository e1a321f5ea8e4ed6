"""Every field of the JSON is told on the page on data, and nothing is told that no file has."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from palimpsest.model import Ending
from palimpsest.publishing.data.archive import archive_json
from palimpsest.publishing.data.document import document_json
from palimpsest.publishing.data.fields import ARCHIVE_FIELDS, DOCUMENT_FIELDS, SHARED_FIELDS
from palimpsest.values import replace
from tests.conftest import ROOT
from tests.publishing.catalogues import catalogue_of
from tests.publishing.outputs_fixture import ARCHIVE

GOLDEN = ROOT / "tests" / "golden" / "site" / "api"


def _paths(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, held in value.items():
            if name.startswith("p-"):  # an anchor, which is no field
                yield from _paths(held, f"{path}.<anchor>")
                continue
            below = f"{path}.{name}" if path else name
            yield below
            yield from _paths(held, below)
    elif isinstance(value, list):
        for held in value:
            yield from _paths(held, f"{path}[]")


def _files(which: str) -> Iterator[Any]:
    if which == "archive":
        yield json.loads(archive_json(catalogue_of(ARCHIVE)[0]).content)
        yield json.loads((GOLDEN / "archive.json").read_bytes())
        return
    if which == "shared":
        yield from (json.loads(file.read_bytes()) for file in sorted((GOLDEN / "shared").glob("*/*.json")))
        return
    for company in ARCHIVE.companies:
        for document in company.documents:
            ended = replace(document, endings=(Ending(document.snapshots[-1].captured_at, "a1b2c3"),))
            yield json.loads(document_json(ARCHIVE, company, ended).content)
            other = replace(document.versions[-1], language="de")
            first = [replace(version, language="en") for version in document.versions[:-1]]
            yield json.loads(document_json(ARCHIVE, company, replace(document, versions=(*first, other))).content)
    for file in sorted((GOLDEN / "companies").glob("*/*.json")):
        yield json.loads(file.read_bytes())


@pytest.mark.parametrize(
    "which, fields", [("archive", ARCHIVE_FIELDS), ("document", DOCUMENT_FIELDS), ("shared", SHARED_FIELDS)]
)
def test_the_fields_that_are_told_are_those_of_the_files(which, fields):
    told = [path for field in fields for path in field.paths]
    assert sorted(set(told)) == sorted(told)
    found = {path for file in _files(which) for path in _paths(file)}
    assert found == set(told)
