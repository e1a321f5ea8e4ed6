"""What the pages over many documents are made from: a summary of each document, small enough to hold thousands.

    one document with all its versions -> its own pages and files, written where it was read, and a DocumentSummary
    all summaries -> Catalogue -> home, indexes, timelines of companies, topics, feeds, the report

A document's versions are never held together with another document's: an archive of 20,000 versions is a few hundred
documents, one at a time. What is large and asked for by few pages (every wording with its topics, the changes
that feeds carry) is a document's `Wordings`, kept beside its files and opened part by part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from palimpsest.model import Company, Party, Settings, Topic
from palimpsest.problems import Problem
from palimpsest.values import Frozen

if TYPE_CHECKING:  # only named here: the modules that make these things are made from the catalogue themselves
    from palimpsest.publishing.feeds.news import News
    from palimpsest.publishing.making.shared import SharedLine
    from palimpsest.publishing.views.charts import Stack
    from palimpsest.publishing.views.entries import Entry
    from palimpsest.publishing.views.facts import Mention
    from palimpsest.publishing.views.party_slips import PartySlip
    from palimpsest.publishing.views.passages import Slip
    from palimpsest.publishing.views.stated import StatedDates
    from palimpsest.publishing.views.steps import Step


class Headline(Frozen):
    """A piece of news by what chooses it for a feed or a list. The news itself, whose content `digest` stands for, is
    in the document's `Wordings.news[url]`."""

    kind: Literal["first", "wording"]
    instant: datetime
    url: str
    topics: tuple[str, ...]
    digest: str


class Chosen(Frozen):
    """A headline chosen for a feed, and where its news is opened: the slugs of the company and of the document."""

    headline: Headline
    company: str
    document: str


class YearHeld(Frozen):
    """How many changes of wording and first captures a document has in a year, and the instant of the newest. `digest`
    stands for the content of `Wordings.steps`."""

    changes: int
    firsts: int
    newest: datetime
    digest: str


class Mended(Frozen):
    """What was mended and noticed in one version, and in none before it."""

    label: str
    url: str
    repairs: int
    flags: int


class Then(Frozen):
    """What stood on a topic in the newest text of a document at the end of a year: how many wordings, which of
    `Wordings.slips` are shown, and when that text was first captured. `digest` stands for the content of those slips.
    There are many: a tuple is digested faster."""

    wordings: int
    chosen: tuple[int, ...]
    captured_at: datetime
    digest: str


class TopicHolding(Frozen):
    """The wordings a document has on a topic: how many, how many of them stand in its newest version, how many say that
    it does not happen; the year of the first capture of any of them, and of the last where none stands any longer.
    `digest` stands for the content of `Wordings.shown`. `then` tells of the ends of the years with a capture."""

    wordings: int
    standing: int
    denials: int
    first_year: int
    last_year: int | None
    digest: str
    then: Mapping[int, Then]


class PartyHolding(Frozen):
    """The wordings of a document that mention a party: how many, how many of them stand in its newest version. `digest`
    stands for the content of `Wordings.parties_shown`, `last_change` is the day when that last changed."""

    wordings: int
    standing: int
    digest: str
    last_change: date


class Rejoined(Frozen):
    """A version that has another address since its document's histories were joined: what its texts were filed under
    there (company, type), what it was called there, and what it is called now."""

    filed_under: str
    terms_type: str
    former: str
    name: str


Whole = Literal["whole"]  # of what is kept in one piece


class DocumentSummary(Frozen):
    """A document as the pages over many documents see it. `captures` are in order; `words` are those of all versions.

    `stacks` are the columns of its small charts (at most 24), `layers` its words by year of capture and by year of
    first sight. `headlines` and `years` tell of its first capture and its changes of wording, and of nothing else.
    `topics` has a key for each topic held; `topic_days` says when what is shown of it last changed; `repairs`, `flags`
    and `classes` count by kind. `mended` has the versions with most to tell, and `more_mended` counts the others.
    `parties` has a key for each party mentioned. `rejoined` are versions whose addresses a renaming changed.
    """

    terms_type: str
    slug: str
    filed_under: tuple[str, ...]
    collections: tuple[str, ...]
    sources: tuple[str, ...]
    versions: int
    captures: tuple[datetime, ...]
    words: int
    stacks: tuple[Stack, ...]
    layers: Mapping[int, Mapping[int, int]]
    years: Mapping[int, YearHeld]
    headlines: tuple[Headline, ...]
    topics: Mapping[str, TopicHolding]
    topic_days: Mapping[str, date]
    repairs: Mapping[str, int]
    flags: Mapping[str, int]
    classes: Mapping[str, int]
    mended: tuple[Mended, ...]
    more_mended: int
    parties: Mapping[str, PartyHolding]
    rejoined: tuple[Rejoined, ...] = ()


class Wordings(Frozen):
    """The large part of a document: by topic, every slip and those that the topic's page shows; news by address; its
    steps by year; its captures as the timeline of its company tells them; the dates its texts state, and the first
    mention of each law and scheme; for each of its own pages (address) when what it shows last changed; by party, the
    slips that its page can show."""

    slips: Mapping[str, tuple[Slip, ...]]
    shown: Mapping[str, tuple[Slip, ...]]
    news: Mapping[str, News]
    steps: Mapping[str, tuple[Step, ...]]
    timeline: Mapping[Whole, tuple[Entry, ...]]
    stated: Mapping[Whole, StatedDates]
    laws: Mapping[Whole, tuple[Mention, ...]]
    days: Mapping[Whole, Mapping[str, date]]
    parties_shown: Mapping[str, tuple[PartySlip, ...]]


class CompanyHolding(Frozen):
    """A company (its `documents` left empty) with the summaries of its documents, by terms type."""

    company: Company
    documents: tuple[DocumentSummary, ...]


# Opens the wordings of a document, given the slugs of its company and its own; they are not kept.
OpenWordings = Callable[[str, str], Wordings]


class Catalogue(Frozen):
    """The root of the pages over many documents. `shared` are the wordings that companies share, a line each."""

    settings: Settings
    topics: tuple[Topic, ...]
    companies: tuple[CompanyHolding, ...]
    problems: tuple[Problem, ...]
    parties: tuple[Party, ...] = ()
    shared: tuple[SharedLine, ...] = ()
