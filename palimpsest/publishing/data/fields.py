"""What the fields of the JSON files mean, in the order of the files: as the page on data tells it.

    "versions[].captures[]", "sha256"  ->  the SHA-256 digest of the source bytes

A field that is not told here, or is told and not there, is a mistake.
"""

from collections.abc import Iterable

from palimpsest.values import Frozen


class FieldMeaning(Frozen):
    """Fields that stand in one place of a file (`[]` for each entry of a list, `""` for the file itself), and what they
    mean."""

    place: str
    names: tuple[str, ...]
    meaning: str

    @property
    def paths(self) -> tuple[str, ...]:
        """Each of them from the top of the file."""
        return tuple(f"{self.place}.{name}" if self.place else name for name in self.names)


def _field(place: str, names: str, meaning: str) -> FieldMeaning:
    return FieldMeaning(place, tuple(names.split()), meaning)


ARCHIVE_FIELDS = (
    _field("", "format", "a number that rises when the meaning of a field changes, and not when a field is added"),
    _field("", "title description url licence", "of the archive, as its curator wrote them"),
    _field("", "origins", "the sources that have terms of their own"),
    _field("origins[]", "collection licence attribution", "who recorded the texts, on what terms, whom to name"),
    _field("", "counts", "how much there is of everything"),
    _field("counts", "companies documents versions captures changes_of_wording", "numbers"),
    _field("", "companies", "all companies, by name"),
    _field("companies[]", "slug name url", "the last part of its address, what it is called, and its page"),
    _field("companies[]", "domains operators", "those the curator knows, with the days between which they were so"),
    _field("companies[].domains[]", "name since until", "days, or null where none is known"),
    _field("companies[].operators[]", "name since until", "the same of who runs the service"),
    _field("companies[]", "documents", "its documents, by type"),
    _field("companies[].documents[]", "terms_type slug url", "its type, the last part of its address, and its page"),
    _field("companies[].documents[]", "json", "the address of the document's own file, described below"),
    _field("companies[].documents[]", "origins", "places, counted from 0, in the list of origins"),
    _field("companies[].documents[]", "versions captures", "how many there are"),
    _field("companies[].documents[]", "first_captured_at last_captured_at", "instants in UTC"),
)

DOCUMENT_FIELDS = (
    _field("", "format", "the same number"),
    _field("", "company", "who publishes the document"),
    _field("company", "slug name", "the last part of its address, and what it is called"),
    _field("", "terms_type slug url", "its type, the last part of its address, and its page"),
    _field("", "origins", "the sources of its captures that have terms of their own"),
    _field("origins[]", "collection licence attribution", "who recorded the texts, on what terms, whom to name"),
    _field("", "versions", "its distinct texts, in the order of their first captures"),
    _field(
        "versions[]", "digest", "SHA-256 of the text, without what a collection wrote above it: the name of the version"
    ),
    _field("versions[]", "url title", "its page, and the title that the text gives itself"),
    _field("versions[]", "words", "of the policy's own text: titles and furniture of the page are not counted"),
    _field("versions[]", "language", "what a record names, else what its words show; empty where neither does"),
    _field("versions[]", "captures", "every time it was seen, in order"),
    _field("versions[].captures[]", "captured_at", "when, in UTC"),
    _field(
        "versions[].captures[]", "record collection", "the record of the collection it comes from, such as a commit"
    ),
    _field("versions[].captures[]", "path", "of the record in its repository, empty where the record is a file"),
    _field("versions[].captures[]", "origin", "its place, counted from 0, in the list of origins; null if not in it"),
    _field("versions[].captures[]", "sha256 source", "the digest of the source bytes, and where they are to be had"),
    _field("versions[].captures[]", "original_url memento_url", "the live page and the archived one, where known"),
    _field("versions[].captures[]", "language", "the tag (BCP 47) that the record names, empty where it names none"),
    _field("versions[]", "stated_dates", "dates that the text states about itself: claims, never mixed with captures"),
    _field("versions[].stated_dates[]", "claim date quote", "what is claimed, the date, and the words that say so"),
    _field("versions[]", "passages", "its passages in order, as places in the list of passages below, counted from 0"),
    _field("versions[]", "intervals", "for each run of captures that have it, the first and the last instant"),
    _field("", "breaks", "captures in a row between which a first or last sight says nothing of the company"),
    _field("breaks[]", "last first kind", "their instants; another edition, or not the whole page (extraction)"),
    _field("", "tracking_ended", "when the collection stopped following the document"),
    _field("tracking_ended[]", "ended_at record", "the instant, and the record that says so"),
    _field("", "revisions", "the steps from each recorded text to the next, in the order of the history"),
    _field("revisions[]", "before after", "digests of the two versions"),
    _field("revisions[]", "class", "what the texts show: wording, links only, formatting only, furniture, return ..."),
    _field("revisions[]", "cause", "what the record says: the company, or the collection's own work"),
    _field("revisions[]", "share_kept verdict", "of the words, those that stand in both; and the same in words"),
    _field("revisions[]", "words_added words_removed", "by the redline"),
    _field("revisions[]", "counts", "of passages, by what became of them"),
    _field("revisions[].counts", "kept moved edited rewritten added removed", "numbers"),
    _field("revisions[]", "added_again", "of the passages added, how many an earlier version had, not the one before"),
    _field("revisions[]", "added_already_there", "of the passages added, how many the one before had at another place"),
    _field("revisions[]", "removed_for_a_time", "of the passages removed, how many a later version has again"),
    _field(
        "revisions[]", "removed_still_there", "of the passages removed, how many the later one has at another place"
    ),
    _field(
        "revisions[]", "moved added removed", "places of passages: of the later text, or of the earlier for removed"
    ),
    _field("revisions[]", "edited rewritten", "pairs of places: the passage before, the passage after"),
    _field("revisions[]", "beside", "such pairs of a passage added or removed and a like one that stands in both"),
    _field("revisions[]", "signals", "what a reader may want to look at, found by rules"),
    _field("revisions[].signals[]", "kind text", "the rule, and what it found, in words"),
    _field("revisions[].signals[]", "before after", "anchors on the pages of the two versions"),
    _field("", "parties", "organisations that the texts name or link to"),
    _field("parties[]", "slug name url", "the last part of its address, what it is called, and its page"),
    _field("parties[]", "mentions", "every passage that does"),
    _field("parties[].mentions[]", "passage start end", "its place, and from which character to which"),
    _field("parties[].mentions[]", "role basis", "what the sentence has it do, and whether it is named or linked"),
    _field("", "passages", "every distinct passage, once"),
    _field("passages[]", "id", "the beginning of a digest of its words; its anchor is p- and eight characters of it"),
    _field(
        "passages[]", "kind role", "what it is, and whether it is the policy's own text, a title, or page furniture"
    ),
    _field("passages[]", "text", "as it is read here: what is mended is listed on the pages of its versions"),
    _field("passages[]", "first_seen last_seen", "captures in UTC; null for titles and furniture"),
    _field("passages[]", "intervals", "for each run of captures that have it, the first and the last instant"),
    _field("passages[]", "earlier later", "its lineage: the wordings it came from, and those that came from it"),
    _field(
        "passages[].earlier[]", "kind passage seen", "edited, moved, split ...; its place; when this was first seen"
    ),
    _field("passages[].later[]", "kind passage seen", "the same"),
    _field("passages[]", "topics", "its labels in the versions that have it, each once"),
    _field("passages[].topics[]", "topic certainty polarity", "sure, possible, or a curator's; says, or denies"),
    _field("passages[]", "facts", "what it names: laws, addresses, ages, times of keeping"),
    _field("passages[].facts[]", "kind value start end", "what, in a plain form, and from which character to which"),
)

SHARED_FIELDS = (
    _field("", "format", "a number of its own, that rises in the same way"),
    _field("", "wordings", "the page below which every shared wording has its own"),
    _field("", "passages", "the passages that have words of other companies' texts, by their anchors"),
    _field("passages.<anchor>", "companies", "how many other companies' texts have them"),
    _field("passages.<anchor>", "wording", "the last part of the address of the wording they share"),
)


def by_place(fields: Iterable[FieldMeaning]) -> tuple[tuple[str, tuple[FieldMeaning, ...]], ...]:
    """Fields by where they stand in a file, places in the order in which they come first."""
    places: dict[str, list[FieldMeaning]] = {}
    for field in fields:
        places.setdefault(field.place, []).append(field)
    return tuple((place, tuple(own)) for place, own in places.items())
