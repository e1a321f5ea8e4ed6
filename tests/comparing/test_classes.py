"""Classes by the text: each check with readings made by hand, and what must hold for any two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.comparing.classes import CHECKS, Classified, classify
from palimpsest.comparing.extraction import fault_of
from palimpsest.comparing.history import HistoryFacts
from palimpsest.comparing.languages import language_of
from palimpsest.model import Passage, Reading, Repair
from palimpsest.values import replace

from .notation import changes_between, reading

POLICY = "\n\n".join(
    [
        "# Privacy",
        "Last updated: 4 May 2019",
        "We collect your name and your address when you order something from our shop.",
        "We never sell what we know about you to anybody, and we ask you before we share it.",
        "# Cookies",
        "Small files remember what is in your basket until you close the window of your browser.",
        "# Rights",
        "You may ask us at any time what we hold about you, and have it corrected or erased.",
    ]
)
GERMAN = "\n\n".join(
    [
        "# Datenschutz",
        "Wir erheben Ihren Namen und Ihre Anschrift, wenn Sie in unserem Laden etwas bestellen.",
        "Wir verkaufen nicht, was wir über Sie wissen, und fragen Sie, bevor wir es mit anderen teilen.",
        "Kleine Dateien merken sich, was in Ihrem Korb ist, bis Sie das Fenster des Browsers schließen.",
    ]
)
BRITISH = "\n\n".join(
    [
        "We honour your choices and personalise what you see in your favourite colour.",
        "Our programme recognises the behaviour of visitors; see the centre for your licence.",
        "The catalogue analyses nothing else about the people who visit our shop in the town.",
    ]
)
AMERICAN = "\n\n".join(
    [
        "We honor your choices and personalize what you see in your favorite color.",
        "Our program recognizes the behavior of visitors; see the center for your license.",
        "The catalog analyzes nothing else about the people who visit our shop in the town.",
    ]
)
HOME_PAGE = "\n\n".join(["# Speak up", *(f"Slogan number {n}" for n in range(14)), "Join us"])


def classed(before: str | Reading, after: str | Reading, facts: HistoryFacts | None = None) -> Classified:
    one, other = (text if isinstance(text, Reading) else reading(text) for text in (before, after))
    return classify(one, other, changes_between(one, other), facts or HistoryFacts())


@pytest.mark.parametrize(
    ("old", "new", "expected", "check"),
    [
        ("never sell", "may sell", "wording", "wording_differs"),
        ("4 May 2019", "June 5, 2020", "date only", "only_dates_differ"),
        ("Last updated: 4 May 2019", "Last updated: 12 days ago", "date only", "only_dates_differ"),
        ("# Rights\n", "# Rights#\n", "furniture", "only_furniture_differs"),
        ("basket until", "basket **until**", "formatting only", "only_looks_differ"),
        ("name and", "name  and", "formatting only", "only_looks_differ"),
        ("at any time what", "at any time, what", "formatting only", "only_looks_differ"),
        ("We collect", "we collect", "wording", "wording_differs"),
    ],
)
def test_a_policy_touched_in_one_place_is_classed_by_what_was_touched(old, new, expected, check):
    found = classed(POLICY, POLICY.replace(old, new))
    assert (expected, check) == (found.revision_class, found.check)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("See [our help](https://a.example/1)", "See [our help](https://a.example/2)", "links only"),
        ("See our help", "See [our help](https://a.example/2)", "links only"),
        ("See https://a.example/?token=1", "See https://a.example/?token=2", "links only"),
        ("Write to [email\u00a0protected]", "Write to help@a.example.com", "links only"),
        ("Write to one@a.example.com", "Write to two@a.example.com", "wording"),
        ("your name", "- your name", "formatting only"),
    ],
)
def test_addresses_and_marks_are_no_wording(before, after, expected):
    assert expected == classed(f"{POLICY}\n\n{before}", f"{POLICY}\n\n{after}").revision_class


@pytest.mark.parametrize(
    "furniture",
    [
        "Was this page helpful?",
        "ShopNewsPressCareersHelp",
        "Copy link",
        "[Home](https://a.example/) > [Legal](https://a.example/legal) > [Privacy](https://a.example/p)",
        "# Related articles\n\nHow to order\n\nHow to return a parcel",
        "We'd like to use cookies to show you more of what you like.\n\nAccept all cookies",
        "© 2024 A Shop. All rights reserved.",
        "0:00 / 1:00",
    ],
)
def test_what_belongs_to_the_page_is_furniture_when_it_comes_and_when_it_goes(furniture):
    text = f"{POLICY}\n\n{furniture}"
    assert ("furniture", "furniture") == (
        classed(POLICY, text).revision_class,
        classed(text, POLICY).revision_class,
    )


def test_a_wording_change_outweighs_a_date_and_furniture():
    after = POLICY.replace("never", "may").replace("2019", "2020") + "\n\nWas this page helpful?"
    assert "wording" == classed(POLICY, after).revision_class


def test_passages_in_another_order_moved():
    first, second = "We lock our doors at night and count the keys.", "Our dog guards the cellar where the servers hum."
    before, after = (f"{POLICY}\n\n{one}\n\n{other}\n\nGoodbye." for one, other in ((first, second), (second, first)))
    assert "moved only" == classed(before, after).revision_class


def test_a_passage_split_in_two_is_no_new_wording():
    whole = "We keep your name for a year. After that year we erase it from every table."
    halves = "We keep your name for a year.\n\nAfter that year we erase it from every table."
    assert "formatting only" == classed(f"{POLICY}\n\n{whole}", f"{POLICY}\n\n{halves}").revision_class


def test_the_address_of_a_picture_that_reading_left_out_is_an_address():
    one, other = (
        replace(reading(POLICY), repairs=(Repair("image-not-loaded", f"https://a.example/{n}.png", ""),))
        for n in (1, 2)
    )
    assert "links only" == classed(one, other).revision_class


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("", "empty"),
        ("Expand all", "empty"),
        ("This page isn't available right now. Try again later.", "error page"),
        ("Redirecting to legal.a.example", "error page"),
        ("Es ist ein Fehler aufgetreten. Lade die Seite neu.", "error page"),
        ("Log in to continue\n\nForgot your password?", "sign-in page"),
    ],
)
def test_a_faulty_copy_is_extraction_on_the_way_there_and_back(page, kind):
    assert kind == fault_of(reading(page)).kind
    assert ("extraction", "extraction") == (
        classed(POLICY, page).revision_class,
        classed(page, POLICY).revision_class,
    )


def test_a_policy_is_no_faulty_copy_though_it_speaks_of_errors():
    text = f"{POLICY}\n\nYou must log in to see what we hold; if an error occurred, please try again or write to us."
    assert None is fault_of(reading(text))


def test_a_text_that_stands_twice_is_extraction():
    assert "is_doubling" == classed(POLICY, f"{POLICY}\n\n{POLICY}").check


def test_a_text_cut_off_without_a_new_word_is_extraction():
    long = POLICY + "".join(f"\n\nClause {n} says what happens to parcel {n} when nobody opens." for n in range(40))
    assert "is_truncation" == classed(long, POLICY).check


def test_one_source_page_that_failed_is_extraction_even_when_the_text_was_there_before():
    parcels, keys = (
        "".join(f"\n\nClause {n} says what happens to {thing} {n} when nobody opens." for n in range(20))
        for thing in ("parcel", "key")
    )
    failed = f"{POLICY}{keys}\n\nThis page isn't available\n\nAn unexpected error has occurred."
    found = classed(POLICY + keys + parcels, failed, HistoryFacts(is_return=True))
    assert ("extraction", "later_part_is_faulty") == (found.revision_class, found.check)


def test_an_index_of_slogans_in_the_place_of_a_policy_is_the_wrong_page():
    assert "is_wrong_page" == classed(POLICY, HOME_PAGE).check


def test_another_language_is_another_edition():
    found = classed(POLICY, GERMAN)
    assert ("edition", "language en, then de") == (found.revision_class, found.reason)


def test_another_spelling_is_another_edition():
    assert "edition" == classed(BRITISH, AMERICAN).revision_class


def test_another_spelling_with_a_new_stated_date_is_a_new_wording():
    one, other = (f"Last updated: 1 May {year}\n\n{text}" for year, text in ((2020, BRITISH), (2023, AMERICAN)))
    assert "wording" == classed(one, other).revision_class


def test_wordings_that_take_turns_are_editions():
    after = POLICY.replace("never", "may")
    assert "is_alternation" == classed(POLICY, after, HistoryFacts(alternates=True)).check


def test_a_page_of_other_words_between_two_captures_of_one_text_is_another_page():
    other = "# Appeals\n\nWhoever was banned from the place can ask us to think it over within a month of the day."
    facts = HistoryFacts(is_passing=True)
    assert ("extraction", "is_wrong_page") == (
        classed(POLICY, other, facts).revision_class,
        classed(POLICY, other, facts).check,
    )
    assert "wording" == classed(POLICY, other).revision_class
    assert "wording" == classed(POLICY, POLICY.replace("never", "may"), facts).revision_class


def test_an_exact_return_is_a_return_whatever_it_brings_back():
    facts = HistoryFacts(is_return=True)
    assert "return" == classed(POLICY, POLICY.replace("never", "may"), facts).revision_class
    assert "return" == classed(POLICY, POLICY.replace("2019", "2018"), facts).revision_class


def test_words_that_come_back_with_other_addresses_are_a_return_but_a_date_stays_a_date():
    facts = HistoryFacts(is_wording_return=True)
    assert "return" == classed(POLICY, POLICY.replace("never", "may"), facts).revision_class
    assert "date only" == classed(POLICY, POLICY.replace("2019", "2018"), facts).revision_class


SENTENCES = [
    "We collect your name and your address.",
    "We never sell your personal data to anybody for any reason.",
    "We may sell your personal data to some partners for some reasons.",
    "Last updated: 4 May 2019",
    "Was this page helpful?",
    "See [our help](https://a.example/1)",
    "# Data",
    "# Related articles",
    "This page isn't available",
]
some_text = st.lists(st.sampled_from(SENTENCES), max_size=12).map("\n\n".join)


@given(some_text)
def test_a_text_is_never_a_new_wording_of_itself(text):
    assert "wording" != classed(text, text).revision_class


@given(some_text, some_text)
def test_going_back_is_wording_only_if_going_there_was(before, after):
    there, back = classed(before, after).revision_class, classed(after, before).revision_class
    assert (there == "wording") == (back == "wording")


@given(some_text, some_text)
def test_a_return_is_a_return_in_both_directions_unless_a_copy_is_faulty(before, after):
    facts = HistoryFacts(is_return=True)
    assert {classed(before, after, facts).revision_class, classed(after, before, facts).revision_class} <= {
        "return",
        "extraction",
    }


@given(some_text, some_text)
def test_every_class_comes_with_its_check_and_reason(before, after):
    found = classed(before, after)
    assert found.reason
    assert (found.revision_class, found.check) in [(name, check.__name__) for name, check in CHECKS]


def test_every_check_says_why():
    assert all(check.__doc__ for _, check in CHECKS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "We use the information that you give us when you order, and we do not share it with any other company.",
        ),
        (
            "de",
            "Wir verwenden die Angaben, die Sie uns bei der Bestellung machen, und geben sie nicht an andere weiter.",
        ),
        (
            "fr",
            "Nous utilisons les données que vous nous donnez lors de la commande et ne les partageons "
            "pas avec vos amis.",
        ),
        (
            "es",
            "Usamos los datos que usted nos da al hacer un pedido y no los compartimos con ninguna "
            "otra empresa de la zona.",
        ),
        (
            "it",
            "Usiamo i dati che ci dai al momento dell'ordine e non li condividiamo con nessun'altra "
            "delle società della zona.",
        ),
        (
            "pt",
            "Usamos os dados que você nos dá ao fazer uma encomenda e não os partilhamos com nenhuma "
            "outra empresa da região.",
        ),
        (
            "nl",
            "Wij gebruiken de gegevens die u ons bij de bestelling geeft en delen deze niet met een "
            "ander bedrijf in het land.",
        ),
        (
            "sv",
            "Vi använder de uppgifter som du ger oss när du beställer och delar inte dem med något "
            "annat företag i det landet.",
        ),
        (
            "pl",
            "Używamy danych, które podajesz nam przy zamówieniu, i nie udostępniamy ich innej firmie, "
            "jeśli nie jest to konieczne.",
        ),
        (
            "cs",
            "Používáme údaje, které nám dáte při objednávce, a nesdílíme je s jinou firmou, pokud to "
            "není nutné pro dodání.",
        ),
        (
            "fi",
            "Käytämme tietoja, jotka annat meille kun tilaat, ja emme jaa niitä muiden kanssa, jos se "
            "ei ole tarpeen tai sovittu.",
        ),
        (
            "hu",
            "Az adatokat, amelyeket a rendelés során megad, csak arra használjuk, és nem adjuk át más "
            "cégnek, ha ez nem szükséges.",
        ),
        (
            "ru",
            "Мы используем данные, которые вы даёте нам при заказе, и не передаём их другой компании, "
            "если это не нужно для вас.",
        ),
        (
            "el",
            "Χρησιμοποιούμε τα στοιχεία που μας δίνετε με την παραγγελία και δεν τα δίνουμε σε άλλη "
            "εταιρεία αν δεν είναι ανάγκη.",
        ),
        ("ja", "ご注文の際にお預かりした情報は、他の会社と共有いたしません。"),
        ("zh", "我们使用您在订购时提供的信息，不与其他公司共享。"),
        ("unknown", "Cookies, Pixels, SDKs"),
        ("unknown", "Meta Platforms, Inc., 1 Hacker Way, Menlo Park"),
        ("unknown", ""),
    ],
)
def test_a_language_is_named_only_when_it_is_sure(language, text):
    assert language == language_of([text])


def test_a_title_that_left_is_furniture_and_a_new_one_is_wording():
    one, longer, other = (_titled(title) for title in ("Privacy Policy", "Privacy Policy | A Shop", "Data Statement"))
    assert ("furniture", "wording") == (classed(one, longer).revision_class, classed(one, other).revision_class)


def _titled(title: str) -> Reading:
    body = reading(f"{title}\n\n{POLICY}", title)
    first = body.sections[0]
    placed = replace(first.placed[0], role="title")
    return replace(body, sections=(replace(first, placed=(placed, *first.placed[1:])), *body.sections[1:]))


def test_emphasis_is_looks():
    one = reading(POLICY)
    first = one.sections[0]
    passage: Passage = first.placed[0].passage
    bold = replace(first.placed[0], passage=replace(passage, html=f"<strong>{passage.html}</strong>"))
    other = replace(one, sections=(replace(first, placed=(bold, *first.placed[1:])), *one.sections[1:]))
    assert "formatting only" == classed(one, other).revision_class


def test_a_menu_in_the_middle_of_a_text_is_furniture_with_the_links_beside_it():
    menu = """[![Acme Logo](/img/logo.svg)

![Acme Logo White](/img/white.svg)](https://a.example/)

Products

[Solutions](https://a.example/s)[Research](https://a.example/m)[Blog](https://a.example/b)Company

[Contact Sales](https://a.example/contact)

[Try Studio](https://a.example/studio)"""
    further = "\n\n".join(
        f"The rule numbered {number} tells what you may do and what we do then." for number in range(30)
    )
    links = "[Contact Sales](https://a.example/contact)\n\nProducts"
    before, with_menu, with_links = (f"{POLICY}\n\n{middle}{further}" for middle in ("", f"{menu}\n\n", f"{links}\n\n"))
    assert "furniture" == classed(before, with_menu).revision_class
    assert "wording" == classed(before, with_links).revision_class


def test_an_entry_of_a_menu_that_is_renamed_is_furniture():
    menu = "[Parler News](https://a.example/n)[Blog](https://a.example/b)[Updates {}](https://a.example/u)"
    before, after = (f"{POLICY}\n\n{menu.format(name)}" for name in ("& Help", "& Pulse"))
    assert "furniture" == classed(before, after).revision_class


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2693 out of 4010 found this helpful", "2699 out of 4018 found this helpful"),
        ("Yes or no?", "Was it helpful?\n\nYesNo\n\nYes or no?"),
    ],
)
def test_what_readers_are_asked_and_answer_is_furniture(old, new):
    assert "furniture" == classed(f"{POLICY}\n\n{old}", f"{POLICY}\n\n{new}").revision_class


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Updated: yesterday", "Updated: 2 days ago", "date only"),
        (
            "The following terms and this policy will take effect on 30 May 2026",
            "Last updated 30 May 2026",
            "date only",
        ),
        ("We delete it today", "We delete it 2 days ago", "wording"),
    ],
)
def test_a_day_counted_from_the_capture_is_a_date_beside_its_label_only(old, new, expected):
    assert expected == classed(f"{POLICY}\n\n{old}", f"{POLICY}\n\n{new}").revision_class


def test_the_rows_of_a_table_taken_apart_into_lines_are_wording_though_the_names_of_its_columns_repeat():
    rows = [f"Name\n\n_cookie{n}\n\nController\n\nExample" for n in range(30)]
    before = f"{POLICY}\n\n" + "\n\n".join(rows[:20])
    assert "wording" == classed(before, f"{POLICY}\n\n" + "\n\n".join(rows)).revision_class


def test_a_text_edited_beside_a_part_that_came_back_is_wording():
    terms = "\n\n".join(f"Rule {n} of the terms says what a customer of the shop may do on day {n}." for n in range(9))
    before = f"{POLICY}\n\nThis page is not available."
    after = f"{POLICY.replace('order something', 'buy something')}\n\n{terms}"
    assert "wording" == classed(before, after).revision_class


def test_parts_that_are_no_longer_unfolded_are_extraction():
    rules = [f"# Rule {n}\n\nWe say what {n} means.\n\nMore information\n\nA long story of {n}." for n in range(6)]
    before = "\n\n".join(rules)
    assert "wording" == classed(before, before.replace("We say", "We tell")).revision_class
    folded = "\n\n".join(rule[: rule.index("\n\nA long story")] for rule in rules)
    assert "extraction" == classed(before, f"{folded}\n\n# Overview\n\nWe have six rules.").revision_class
