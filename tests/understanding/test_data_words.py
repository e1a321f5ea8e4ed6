import pytest

from palimpsest.understanding.glance import Glances
from palimpsest.understanding.topics.data_words import DataWords


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (True, "We use the information that you give us."),
        (True, "Your account details are kept on our servers."),
        (True, "Our cookies remember your language."),
        (True, "You may delete your account at any time."),
        (True, "California residents can write to us."),
        (True, "You must be sixteen years of age."),
        (False, "You may not bypass the security of the service."),
        (False, "The laws of California govern these terms."),
        (False, "We may suspend an account that breaks these rules."),
        (False, "For more information and details, see the rules of the game."),
    ],
)
def test_a_passage_names_personal_data_or_does_not(names, text):
    assert names == DataWords(Glances())[text]
