"""The whole: companies, sources, settings, and the one root that is handed to publishing."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from palimpsest.model.findings import Findings, Topic
from palimpsest.model.history import Document, Version
from palimpsest.model.parties import Party
from palimpsest.model.passages import TextLink
from palimpsest.problems import Problem
from palimpsest.values import Frozen


class DatedName(Frozen):
    """A domain or an operator with the days it is known to hold between (None: open), and a curator's note."""

    name: str
    since: date | None = None
    until: date | None = None
    note: str = ""


class Company(Frozen):
    """Who publishes. `slug` is its address on the site; everything but `documents` comes from companies.yaml. `names`
    are those that collections file its texts under, `renamed_terms` pairs of an old and a new terms type."""

    slug: str
    name: str
    domains: tuple[DatedName, ...] = ()
    operators: tuple[DatedName, ...] = ()
    links: tuple[TextLink, ...] = ()
    documents: tuple[Document, ...] = ()
    names: tuple[DatedName, ...] = ()
    renamed_terms: tuple[tuple[str, str], ...] = ()


class Baseline(Frozen):
    """A day worth comparing with, such as the day a law came into force."""

    day: date
    label: str


Layout = Literal["open-terms-archive", "princeton-leuven"]


class Source(Frozen):
    """Where texts are looked for: `path`, relative to the content folder. `branch` "" is the one checked out, `layout`
    None the one its paths show. `collection`, `licence` and `attribution` are shown with the texts."""

    kind: Literal["folder", "git"]
    path: str
    branch: str = ""
    layout: Layout | None = None
    collection: str = ""
    licence: str = ""
    attribution: str = ""


class Settings(Frozen):
    """content/archive.yaml. `base_url` ends with a slash; `featured` holds company slugs."""

    title: str
    base_url: str
    description: str
    language: str
    licence: str
    featured: tuple[str, ...]
    sources: tuple[Source, ...]
    baselines: tuple[Baseline, ...]


class Archive(Frozen):
    """Everything, arranged: the one root handed to publishing. `findings` is keyed by the version's digest."""

    settings: Settings
    companies: tuple[Company, ...]
    topics: tuple[Topic, ...]
    findings: Mapping[str, Findings]
    problems: tuple[Problem, ...] = ()
    parties: tuple[Party, ...] = ()

    def findings_of(self, version: Version) -> Findings:
        """What was understood of one version."""
        return self.findings[version.digest]
