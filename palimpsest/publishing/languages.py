"""The language of a text -> what pages say and mark of it, where it is another one than the site's.

a German text on an English site  ->  lang="de", "German, by its words"
"""

from palimpsest.model import Settings, Version

# English names of what `comparing/languages.py` tells by the words of a text; other tags that records name are shown
# as they are.
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fi": "Finnish", "fr": "French", "ga": "Irish", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "mt": "Maltese", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def text_language(settings: Settings, version: Version) -> str:
    """BCP 47 tag of a text; that of the site where nothing is known."""
    return version.language or settings.language


def foreign(settings: Settings, language: str) -> str:
    """A tag where it is another language than the site's, else nothing: an "en" told by its words is no other than a
    site's "en-GB"."""
    return "" if language in ("", settings.language, settings.language.partition("-")[0]) else language


def foreign_language(settings: Settings, version: Version) -> str:
    """The language of a text where it is another one than the site's, else nothing."""
    return foreign(settings, version.language)


def language_in_words(version: Version) -> str:
    """The language of a text, and how it is known where no record names it.

    A text whose record names "pt-BR" is in Portuguese (pt-BR), one that only reads like Dutch in Dutch, by its words.
    """
    tag = version.language
    name = _NAMES.get(tag.partition("-")[0].lower())
    said = name or tag if tag == tag.partition("-")[0] or not name else f"{name} ({tag})"
    return said if any(one.language for one in version.snapshots) else f"{said}, by its words"
