"""Words -> the language they are written in, or "unknown": counts of frequent function words, by script first.

    "We collect the information that you give to us ..."  ->  "en"
    "Cookies, IDs, Pixels"                                ->  "unknown"

Names, tables and lists hold no function words, so a text of them has no language here. That is meant: whoever asks
wants to be sure that two texts differ in language, and "unknown" never differs from anything.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from palimpsest.values import Frozen

UNKNOWN = "unknown"

# About thirty of the most frequent function words of each language, as they stand in running text. Words that several
# languages share count for each of them in proportion (`_WEIGHTS`), so that "de" alone says little and "della" much.
_FUNCTION_WORDS = {
    "en": "the of and to in you we your our that is for with this are as may or not be by it from have any will us "
    "when if use on",
    "de": "der die und das in zu den von mit ist des sie für auf wir ein eine nicht dem im oder wenn sich wie auch "
    "werden ihre können uns bei aus",
    "fr": "de la le et les des vous à nous que pour en une dans est sur qui ou par pas avec votre vos nos au du ces "
    "être sont cette",
    "es": "de la que el en y los para se las por con una su del como no o al más sus es nosotros usted puede nuestra "
    "nuestros esta tus",
    "it": "di e che la il per in le non con del della un una i gli dei si da al sono nel alla tuo nostri delle questo "
    "o puoi tua",
    "pt": "de que e a o para os do da em com não uma você seu se por as dos no na ou mais como sua nós nosso ao são "
    "pela",
    "nl": "de van het een en in te dat is voor op met je we zijn die of niet aan om u onze wij door ook als bij deze "
    "worden kunnen",
    "da": "og i at det en den til er af for på med du vi de som der ikke kan et dine vores eller har om din fra hvis "
    "os bliver",
    "sv": "och i att det en som för är på av med du vi den till de inte kan ett om din eller vår vi har oss dina från "
    "när också våra",
    "no": "og i å det en på er som av for med til du vi den ikke de kan har et om eller vår din fra dine hvis oss våre "
    "være",
    "fi": "ja on ei että tai se voi myös sen joka kun ovat jos mukaan kuin ole sekä tämä voimme sinun käyttää voit "
    "tietoja olet palvelun emme nämä kanssa siitä me",
    "pl": "i w na z do się nie o że jest lub oraz za dla przez od są może po które to jak ich tym przy także można "
    "naszych nas twoje",
    "cs": "a v na se je s z že k o do pro nebo za které jsou od může při jako není vaše ve aby by také podle těchto "
    "tyto naše které",
    "sk": "a v na sa je s z že k o do pre alebo za ktoré sú od môže pri ako nie vaše vo aby by tiež podľa týchto tieto "
    "naše ktorý",
    "sl": "in v na se je za z da so ki ali lahko pri od do s o kot ne ter iz vaše bo po smo nas tudi naše če vas",
    "hr": "i u na se je za da su od koje ili s o ne može iz kao koji vam mi vaše naše te smo bi također biti ako nas "
    "prema",
    "hu": "a az és hogy nem is vagy egy ha meg ez mint azt által csak kell lehet amely való ezt pedig más valamint "
    "illetve szerint ön arra során ezek olyan",
    "ro": "de și în a la cu care pe din să pentru nu este sau o un ce mai sunt dumneavoastră noastre prin al acest "
    "această vă poate ale fi le dvs",
    "et": "ja on ei et see või kui mis ka ning oma teie meie te me võib selle kes mida saab seda need olema teil "
    "kasutada kohta vastavalt meil peab sellest",
    "lv": "un ir no ar par uz vai ka kas lai jūsu mēs jūs mūsu tas kā arī var pie to nav šo ja šīs šajā tiek jums tiem "
    "pēc dēļ",
    "lt": "ir į kad iš su ar yra mes jūsų jūs tai apie mūsų už kaip arba gali bei jei nuo pagal ne būti šios tik šis "
    "dėl jums kurie taip",
    "mt": "u ta li il jew għal ma fil din hija tiegħek tagħna dan aħna jekk biex minn dwar huwa meta inti fuq tal mill "
    "jista bħal għandek lil kif tista",
    "ga": "agus an na a ar i le do go is ag sa ní nó atá ár faoi chun sin seo bhfuil leis mar tá as ó sinn againn "
    "nuair féidir",
    "tr": "ve bir bu için ile da de olarak veya daha çok gibi olan en ne kadar her tarafından sizin bize kişisel nasıl "
    "ilgili göre bizim siz değil ya ancak olduğu",
    "id": "yang dan di untuk dengan anda kami dari dalam ini atau tidak pada akan dapat kepada oleh itu adalah sebagai "
    "jika ke kita juga bisa tersebut lain saat hal telah",
    "vi": "của và các cho bạn chúng tôi là có không được để trong với này một khi những theo cũng đã từ về hoặc vào sẽ "
    "như thể trên hay tại",
    "bg": "и на за да от в се с са не ще или по че е при ви вашите вие ние което които може как до този нашите това "
    "към ни",
    "ru": "и в на не с что для по вы мы или к о от это как вашей за при из вас если могут мы его также может нам быть "
    "этой",
    "uk": "і в на не що для з та ми ви до або за про як від це ваші нас якщо може є вас при також щоб цих бути наші й",
    "el": "και το να του η της με για την που από των στο είναι ή σας οι ο τα στην μας θα τις δεν σε μπορεί τους ότι "
    "αν όταν",
}

# Scripts that settle the language by themselves, and how many letters of a text's must be of them.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),  # kana: Japanese text is mostly Han, but never without kana
    ("ko", re.compile("[\uac00-\ud7af]"), 0.3),
    ("zh", re.compile("[\u3400-\u9fff]"), 0.3),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.3),
    ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
)
_WORD = re.compile(r"[^\W\d_]+")

# Running text of any of these languages has a third or more of function words; a seventh, weighted, is running text
# with many names in it. Below six hits a title or a menu could be anything.
_LEAST_SHARE = 0.14
_LEAST_HITS = 6
# How much better the best must be than the next one: Danish and Norwegian share most function words and come to 1.25.
_LEAD = 1.15
# More words than these say nothing new.
_ENOUGH_WORDS = 1500


def _weights() -> dict[str, dict[str, float]]:
    speakers = Counter(word for words in _FUNCTION_WORDS.values() for word in set(words.split()))
    weights: dict[str, dict[str, float]] = {}
    for language, words in _FUNCTION_WORDS.items():
        for word in sorted(set(words.split())):
            weights.setdefault(word, {})[language] = 1 / speakers[word] ** 0.5
    return weights


_WEIGHTS = _weights()


def language_of(texts: Iterable[str]) -> str:
    """BCP 47 tag of the language that some texts are written in together, `"unknown"` when that is not sure.

    >>> language_of(["We may use the information that you give us, and share it with our partners."])
    'en'
    >>> language_of(["Wir verwenden die Daten, die Sie uns geben, und teilen sie mit unseren Partnern."])
    'de'
    >>> language_of(["Cookies, Pixels, SDKs", "Meta Platforms, Inc."])
    'unknown'
    """
    beginning: list[str] = []
    words = 0
    for text in texts:
        beginning.append(text)
        words += _counted(text).words
        if words >= _ENOUGH_WORDS:
            break
    return _language_of(tuple(beginning))


@lru_cache(maxsize=8)  # most versions begin like the one before them
def _language_of(texts: tuple[str, ...]) -> str:
    looked_at = [_counted(text) for text in texts]
    return _by_script(looked_at) or _by_function_words(looked_at, sum(text.words for text in looked_at))


class _Counted(Frozen):
    """What counts in a text: its words, the function words among them, and where letters beyond ASCII stand in its
    words how many letters there are and how many of each script."""

    words: int
    function_words: tuple[str, ...]
    letters: int
    of_script: tuple[int, ...]


@lru_cache(maxsize=1024)  # two versions have most of their beginning in common
def _counted(text: str) -> _Counted:
    words = _WORD.findall(text.casefold())
    function_words = tuple(filter(_WEIGHTS.__contains__, words))
    letters = "".join(words)
    of_script = () if letters.isascii() else tuple(len(script.findall(letters)) for _, script, _ in _SCRIPTS)
    return _Counted(len(words), function_words, len(letters), of_script)


def _by_script(texts: list[_Counted]) -> str:
    found = [text.of_script for text in texts if text.of_script]
    if not found:
        return ""
    letters = sum(text.letters for text in texts)
    counts = zip(_SCRIPTS, map(sum, zip(*found, strict=True)), strict=True)
    return next((name for (name, _, share), count in counts if count >= share * letters), "")


def _by_function_words(texts: list[_Counted], words: int) -> str:
    times = Counter(chain.from_iterable(text.function_words for text in texts))
    scores: dict[str, float] = defaultdict(float)
    hits: Counter[str] = Counter()
    for word, count in times.items():
        for language, weight in _WEIGHTS[word].items():
            scores[language] += weight * count
            hits[language] += count
    ranked = sorted(((score, language) for language, score in scores.items()), reverse=True)
    if not ranked:
        return UNKNOWN
    best, language = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    sure = hits[language] >= _LEAST_HITS and hits[language] >= _LEAST_SHARE * words and best >= _LEAD * second
    return language if sure else UNKNOWN
