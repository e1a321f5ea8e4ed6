"""Texts of passages -> the sensitive kinds of data and the purposes they name.

    "we collect your precise location and voice recordings"
        ->  ("location data", "precise location", "p-1f3a9c20"), ("voice recordings", "voice recordings", ...)

A short list of what readers ask about. It is for pointing at changes and far from complete, as pages say.
"""

import re
from collections.abc import Iterable, Mapping

from palimpsest.understanding.glance import words_in
from palimpsest.understanding.words import folded

# For folded text: a pattern for letters in any case takes longer.
SUBJECTS = {
    subject: re.compile(rf"\b(?:{pattern.lower()})\b")
    for subject, pattern in {
        "location data": r"(?:precise|exact|real[- ]time|approximate|device|your|gps|physical)[- ](?:geo-?)?location"
        r"|geo-?location|location (?:data|information)|GPS",
        "biometric data": r"biometrics?|fingerprints?(?= (?:data|scan|and|or))|faceprints?|voiceprints?|iris scans?",
        "face data": r"facial (?:recognition|features|geometry|images?)|face (?:data|recognition|scans?)",
        "voice recordings": r"voice (?:recordings?|data|commands?|inputs?)|audio recordings?|recordings? of your voice",
        "health data": r"health (?:data|information|conditions?)|medical (?:data|information|records?)|heart rate",
        "contact lists": r"address books?|contact lists?|(?:your|phone|device) contacts|phonebook",
        "children's data": r"(?:information|data) (?:from|about|of) (?:children|minors)"
        r"|children's (?:data|information)",
        "genetic data": r"genetic (?:data|information)|DNA",
        "messages' content": r"content of (?:your )?(?:messages|communications|e-?mails)|private messages",
        "payment data": r"(?:credit|debit|payment) card (?:numbers?|details|information)"
        r"|bank account (?:numbers?|details)",
        "training of AI": r"(?:train|training|improve|develop|fine-tune)\w*[^.;\n]{0,60}?\b(?:AI|machine[- ]learning"
        r"|artificial intelligence|language models?|models?)|generative AI|AI (?:models?|training)",
        "targeted advertising": r"(?:targeted|personali[sz]ed|interest[- ]based|behaviou?ral|tailored)"
        r" (?:ads?|advert\w+)",
        "profiling": r"profiling|automated (?:individual )?decision[- ]making",
        "a sale of data": r"(?:sell|selling|sale of) (?:your |the |any )?(?:personal )?(?:data|information)",
        "tracking across sites": r"cross[- ](?:device|site|app|context)(?: \w+)? (?:tracking|advertising)"
        r"|across (?:websites|sites|devices|apps)",
    }.items()
}
# In small letters, one of which stands wherever a subject is named: one set of words tells of all subjects at once that
# a passage names none, where looking for each took two thirds of the time of all signals.
_WORDS = {
    "location data": "location geolocation gps",
    "biometric data": "biometric biometrics fingerprint fingerprints faceprint faceprints voiceprint voiceprints iris",
    "face data": "facial face",
    "voice recordings": "voice audio",
    "health data": "health medical heart",
    "contact lists": "book books list lists contacts phonebook",
    "children's data": "children minors",
    "genetic data": "genetic dna",
    "messages' content": "messages communications mails emails",
    "payment data": "card bank",
    "training of AI": "ai machine artificial model models",
    "targeted advertising": "targeted personalized personalised interest behavioral behavioural tailored",
    "profiling": "profiling automated",
    "a sale of data": "sell selling sale",
    "tracking across sites": "cross across",
}
_BY_WORD: dict[str, list[str]] = {}
for _subject, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, []).append(_subject)
_TELLING = frozenset(_BY_WORD)
_ORDER = {subject: number for number, subject in enumerate(SUBJECTS)}


class KnownSubjects(dict[str, Mapping[str, str]]):
    """Texts -> the subjects that each names, with the words that name them, for all who ask about the passages of a
    document: what a step changed is often changed again in the next one.

    >>> KnownSubjects()["We store GPS data and your fingerprints or iris scans."]
    {'biometric data': 'fingerprints', 'location data': 'GPS'}
    """

    def __missing__(self, text: str) -> Mapping[str, str]:
        subjects = {subject for word in _TELLING.intersection(words_in(text)) for subject in _BY_WORD[word]}
        lowered = folded(text) if subjects else ""
        named = self[text] = {
            subject: " ".join(text[match.start() : match.end()].split())
            for subject in sorted(subjects)
            if (match := SUBJECTS[subject].search(lowered))
        }
        return named


def subjects_of(
    passages: Iterable[tuple[str, str]], known: KnownSubjects | None = None
) -> tuple[tuple[str, str, str], ...]:
    """Subject, the words that name it, and the anchor, for each subject where it first comes.

    >>> subjects_of([("p-1", "We store GPS data and your fingerprints or iris scans.")])
    (('location data', 'GPS', 'p-1'), ('biometric data', 'fingerprints', 'p-1'))
    """
    known = known if known is not None else KnownSubjects()
    found: dict[str, tuple[str, str, str]] = {}
    for anchor, text in passages:
        for subject, words in known[text].items():
            found.setdefault(subject, (subject, words, anchor))
    return tuple(sorted(found.values(), key=lambda one: _ORDER[one[0]]))
