"""content/parties.yaml: what is wrong is reported with its line, all of it in one run."""

import pytest

from palimpsest.understanding.parties.file import read_directory
from palimpsest.understanding.parties.names import Directory
from palimpsest.understanding.vocabulary import WordFile, opened, read_vocabulary, survey
from palimpsest.values import replace

from .conftest import CONTENT

GOOD = """\
google:
  name: Google
  description: Search.
  roles: [advertising, analytics]
  aliases: [Alphabet Inc.]
  products:
    Google Analytics: analytics
  domains: [google.com]
youtube:
  name: YouTube
  description: Videos.
  roles: [social]
  owner: google
"""


def loaded(text: str) -> tuple[Directory, list[str]]:
    directory, problems = read_directory(text, "content/parties.yaml")
    assert all(problem.remedy for problem in problems)
    return directory, [f"{problem.location.line}: {problem.message}" for problem in problems]


def test_the_shipped_directory_has_no_problems():
    surveyed = survey(read_vocabulary(CONTENT))
    _, directory = opened(surveyed.prepared)
    assert () == surveyed.problems
    assert len(directory.parties) > 150


def test_without_the_file_nobody_is_known():
    vocabulary = replace(read_vocabulary(CONTENT), parties=WordFile("content/parties.yaml", None))
    surveyed = survey(vocabulary)
    _, directory = opened(surveyed.prepared)
    assert ({}, ()) == (directory.parties, surveyed.problems)


def test_an_entry_becomes_a_party():
    directory, problems = loaded(GOOD)
    google = directory.parties["google"]
    assert [] == problems
    expected = ("Google", ("advertising", "analytics"), ("Alphabet Inc.",), (("Google Analytics", "analytics"),))
    assert expected == (google.name, google.roles, google.aliases, google.products)
    assert "google" == directory.parties["youtube"].owner
    assert {"google.com": "google"} == directory.domains


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("roles: [social]", "roles: [sociable]",
         ["12: unknown role 'sociable'", "10: the party 'youtube' has no role"]),
        ("Analytics: analytics", "Analytics: counting", ["7: unknown role 'counting'"]),
        ("[Alphabet Inc.]", "[alphabet]", ["5: 'alphabet' has no capital letter: it can never be found"]),
        ("[Alphabet Inc.]", "[YouTube]", ["10: the name 'YouTube' stands here again, first on line 5"]),
        ("[Alphabet Inc.]", "[GOOGLE]", ["5: the name 'GOOGLE' stands here again, first on line 2"]),
        ("domains: [google.com]", "domains: [Google.com]",
         ["8: 'Google.com' is not a domain in its plain form; did you mean 'google.com'?"]),
        ("roles: [social]", "roles: [social]\n  domains: [google.com]",
         ["13: the domain 'google.com' stands here again, first on line 8"]),
        ("owner: google", "owner: gogle", ["13: unknown party 'gogle'"]),
        ("owner: google", "owner: youtube", ["13: 'youtube' owns itself by way of 'youtube'"]),
        ("owner: google", "needs: [Video]",
         ["13: 'Video' can never be found: it is compared with words in small letters"]),
        ("owner: google", "doubtful: [Tube]", ["10: the doubtful names of 'youtube' have no 'needs'"]),
        ("owner: google", "alias: [Tube]", ["13: unknown key 'alias'"]),
        ("  description: Videos.\n", "", ["10: the key 'description' is required"]),
        ("name: YouTube", "name: [YouTube]", ["10: expected one value, found a list"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_reported_with_its_line(old, new, expected):
    assert GOOD.count(old) == 1
    _, problems = loaded(GOOD.replace(old, new))
    assert sorted(expected) == sorted(problems)


def test_an_entry_that_lacks_something_is_known_to_those_that_name_it():
    broken = GOOD.replace("  description: Search.\n", "").replace("name: YouTube", "name: google")
    broken += "tube:\n  name: Google\n  description: x\n  roles: [social]\n  domains: [google.com]\n"
    _, problems = loaded(broken.replace("name: google", "name: Analytics") + "tube: {}\n")
    assert [
        "2: the key 'description' is required",
        "14: the name 'Google' stands here again, first on line 2",
        "17: the domain 'google.com' stands here again, first on line 7",
        "18: the key 'tube' stands here again, first on line 13",
    ] == problems


def test_everything_wrong_is_reported_in_one_run():
    broken = GOOD.replace("[Alphabet Inc.]", "[alphabet]").replace("owner: google", "owner: nobody")
    directory, problems = loaded(broken)
    assert 2 == len(problems)
    assert {"google", "youtube"} == set(directory.parties)


def test_yaml_that_cannot_be_read_is_a_problem_with_its_line():
    directory, problems = loaded("google:\n  name: [\n")
    assert {} == directory.parties
    assert 1 == len(problems)
