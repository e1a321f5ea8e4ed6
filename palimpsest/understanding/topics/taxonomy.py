"""content/topics.yaml, loaded -> topics and the lexicon that finds them, or problems with file and line.

    {"topics": {"retention": {"label": "How long they keep it", "strong": ["(keep|kept) * until"], ...}}}
        ->  Lexicon(topics=(Topic("retention", ...),), rules={"retention": Rule(...)}, ...)

Everything wrong in the file is reported in one run; an entry with an unusable phrase is kept without that phrase.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from palimpsest.model import Topic
from palimpsest.problems import Problem
from palimpsest.understanding.topics.form import (
    LineOf,
    LoadedTopics,
    check_known,
    did_you_mean,
    is_mapping,
    is_slug,
    read_mapping,
    read_number,
    read_text,
    read_texts,
    read_yes_or_no,
)
from palimpsest.understanding.topics.matching import Matcher, PhraseKind, TopicPhrase, matcher_of
from palimpsest.understanding.topics.ngrams import NO_NGRAMS, NGramMatcher, NGrams, ngram_matcher, ngram_words
from palimpsest.understanding.topics.phrases import Phrase, PhraseError, parse_phrase
from palimpsest.understanding.words import Speller, alphabet_of
from palimpsest.values import Frozen

PHRASE_KEYS: Mapping[str, PhraseKind] = {
    "headings": "heading",
    "strong": "strong",
    "weak": "weak",
    "not": "not",
    "deny": "deny",
}
POLARITY_KEYS = ("look-alikes", "orders", "conditions", "consent", "legal", "asides", "turns")
_TEXT_KEYS = ("label", "description", "parent", "opp115")
_LIST_KEYS = ("dpv", "also")
_NUMBER_KEYS = ("minimum", "share", "sure")
_EVERYWHERE = "everywhere"
_ENTRY_KEYS = (*_TEXT_KEYS, *_LIST_KEYS, *_NUMBER_KEYS, *PHRASE_KEYS, _EVERYWHERE)


class Rule(Frozen):
    """When a topic is given. `parents` are the categories one of which has to be given too (none for a category).

    It takes `minimum` points, and for a category `share` (0 to 1) of the best category's points; from `sure` points
    on, the label is sure. A topic that `follows` has no phrases of its own: it stands for its whole category. What is
    given `everywhere` does not ask for words of data in texts that are about something else.
    """

    parents: tuple[str, ...]
    minimum: int
    share: float
    sure: int
    follows: bool
    everywhere: bool = False


class Lexicon(Frozen):
    """Topics in the file's order, their rules, their phrases ready to be found, and n-grams for the categories.

    `order`: the place of each topic; `below`: the topics whose first parent each category is."""

    topics: tuple[Topic, ...]
    order: Mapping[str, int]
    below: Mapping[str, tuple[str, ...]]
    rules: Mapping[str, Rule]
    speller: Speller
    passages: Matcher
    headings: Matcher
    polarity: Matcher
    ngrams: NGramMatcher


def read_topics(
    document: Any, path: str, line_of: LineOf, ngrams: NGrams = NO_NGRAMS
) -> tuple[Lexicon, tuple[Problem, ...]]:
    """The lexicon of a loaded topics.yaml with every problem found in it. `path` names the file in problems."""
    source = LoadedTopics(document if isinstance(document, Mapping) else {}, path, line_of, [])
    for key in source.document:
        check_known(source, (key,), key, ("lists", "polarity", "announcements", "topics"))
    if not isinstance(source.document.get("topics"), Mapping):
        source.complain((), "no 'topics:' map", "List the topics below a key 'topics:'.")
    entries = {
        slug: entry
        for slug, entry in read_mapping(source, "topics").items()
        if is_slug(source, slug) and is_mapping(source, ("topics", slug), entry)
    }
    lists = _lists(source)
    phrases = [phrase for slug, entry in entries.items() for phrase in _phrases(source, slug, entry, lists)]
    phrases += [
        TopicPhrase("", "announce", phrase)
        for phrase in _parsed(source, ("announcements",), source.document.get("announcements"), lists)
    ]
    polarity = list(_polarity_phrases(source, lists))
    topics = tuple(_topic(source, slug, entry) for slug, entry in entries.items())
    rules = {slug: _rule(source, slug, entry, entries) for slug, entry in entries.items()}
    named = (word for item in (*phrases, *polarity) for word in item.phrase.vocabulary())
    alphabet = alphabet_of(chain(named, ngram_words(ngrams)))
    lexicon = Lexicon(
        topics,
        {topic.slug: place for place, topic in enumerate(topics)},
        {
            topic.slug: tuple(other.slug for other in topics if other.parent == topic.slug)
            for topic in topics
            if not topic.parent
        },
        rules,
        Speller(alphabet),
        passages=matcher_of((item for item in phrases if item.kind != "heading"), alphabet),
        headings=matcher_of((item for item in phrases if item.kind == "heading"), alphabet),
        polarity=matcher_of(polarity, alphabet),
        ngrams=ngram_matcher(ngrams, alphabet),
    )
    return lexicon, tuple(source.problems)


def _topic(source: LoadedTopics, slug: str, entry: Mapping[str, Any]) -> Topic:
    for key in entry:
        check_known(source, ("topics", slug, key), key, _ENTRY_KEYS)
    for key in ("label", "description"):
        if not isinstance(entry.get(key), str):
            source.complain(("topics", slug), f"topic '{slug}' has no {key}", f"Give it a line '{key}: ...'.")
    return Topic(
        slug,
        label=str(entry.get("label", slug)),
        description=str(entry.get("description", "")),
        parent=read_text(source, ("topics", slug, "parent"), entry.get("parent")),
        dpv=tuple(read_texts(source, ("topics", slug, "dpv"), entry.get("dpv")).values()),
        opp115=read_text(source, ("topics", slug, "opp115"), entry.get("opp115")) or "",
    )


def _rule(source: LoadedTopics, slug: str, entry: Mapping[str, Any], entries: Mapping[str, Any]) -> Rule:
    also = read_texts(source, ("topics", slug, "also"), entry.get("also"))
    first = entry.get("parent") if isinstance(entry.get("parent"), str) else None
    parents = tuple(parent for parent in (first, *also.values()) if parent)
    for parent in parents:
        place = ("topics", slug, "parent" if parent == first else "also")
        if parent not in entries:
            categories = [slug for slug, one in entries.items() if not one.get("parent")]
            remedy = did_you_mean(parent, entries) or f"Categories: {', '.join(categories)}."
            source.complain(place, f"no topic is called '{parent}'", remedy)
        elif isinstance(entries[parent], Mapping) and entries[parent].get("parent"):
            source.complain(place, f"'{parent}' is not a category: it has a parent itself", "Topics have two levels.")
    numbers = {key: read_number(source, ("topics", slug, key), entry[key]) for key in _NUMBER_KEYS if key in entry}
    minimum = int(numbers.get("minimum", 2))
    return Rule(
        parents,
        minimum,
        share=numbers.get("share", 0.0),
        sure=int(numbers.get("sure", minimum + 1 if parents else minimum)),
        follows=bool(parents) and not any(entry.get(key) for key in ("strong", "weak", "headings")),
        everywhere=read_yes_or_no(source, ("topics", slug, _EVERYWHERE), entry.get(_EVERYWHERE, "no")),
    )


def _phrases(
    source: LoadedTopics, slug: str, entry: Mapping[str, Any], lists: Mapping[str, Sequence[str]]
) -> Iterator[TopicPhrase]:
    for key, kind in PHRASE_KEYS.items():
        for phrase in _parsed(source, ("topics", slug, key), entry.get(key), lists):
            yield TopicPhrase(slug, kind, phrase)


def _polarity_phrases(source: LoadedTopics, lists: Mapping[str, Sequence[str]]) -> Iterator[TopicPhrase]:
    section = read_mapping(source, "polarity")
    for key in section:
        check_known(source, ("polarity", key), key, POLARITY_KEYS)
    for key in POLARITY_KEYS:
        for phrase in _parsed(source, ("polarity", key), section.get(key), lists):
            yield TopicPhrase(key, "weak", phrase)


def _parsed(
    source: LoadedTopics, place: tuple[str, ...], value: Any, lists: Mapping[str, Sequence[str]]
) -> Iterator[Phrase]:
    seen: set[str] = set()
    for number, text in read_texts(source, place, value).items():
        try:
            phrase = parse_phrase(text, lists)
        except PhraseError as error:
            source.complain((*place, number), f"phrase '{text}' can never be right: {error}", "See the file's head.")
            continue
        if text in seen:
            source.complain((*place, number), f"phrase '{text}' stands twice in the same list", "Remove one.")
            continue
        seen.add(text)
        yield phrase


def _lists(source: LoadedTopics) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name, value in read_mapping(source, "lists").items():
        members = read_texts(source, ("lists", name), value)
        good = []
        for number, member in members.items():
            try:
                parse_phrase(f"({member})", {})
            except PhraseError as error:
                source.complain(
                    ("lists", name, number), f"'{member}' can never be right: {error}", "See the file's head."
                )
            else:
                good.append(member)
        if not good:
            source.complain(("lists", name), f"the list '{name}' is empty", "Give it a word, or remove it.")
        lists[name] = tuple(good)
    return lists
