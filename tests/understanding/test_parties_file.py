"""content/parties.yaml: what is wrong is reported with its line, all of it in one run."""

from pathlib import Path

import pytest

from palimpsest.understanding.parties_file import load_parties
from palimpsest.understanding.party_names import Directory

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


def loaded(text: str, tmp_path: Path) -> tuple[Directory, list[str]]:
    file = tmp_path / "parties.yaml"
    file.write_text(text, encoding="utf-8")
    directory, problems = load_parties(file, "content/parties.yaml")
    assert all(problem.remedy for problem in problems)
    return directory, [f"{problem.location.line}: {problem.message}" for problem in problems]


def test_the_shipped_directory_has_no_problems():
    directory, problems = load_parties(CONTENT / "parties.yaml", "content/parties.yaml")
    assert [] == problems
    assert len(directory.parties) > 150


def test_without_the_file_nobody_is_known(tmp_path):
    directory, problems = load_parties(tmp_path / "parties.yaml", "content/parties.yaml")
    assert ({}, []) == (directory.parties, problems)


def test_an_entry_becomes_a_party(tmp_path):
    directory, problems = loaded(GOOD, tmp_path)
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
def test_what_is_wrong_is_reported_with_its_line(old, new, expected, tmp_path):
    assert GOOD.count(old) == 1
    _, problems = loaded(GOOD.replace(old, new), tmp_path)
    assert sorted(expected) == sorted(problems)


def test_everything_wrong_is_reported_in_one_run(tmp_path):
    broken = GOOD.replace("[Alphabet Inc.]", "[alphabet]").replace("owner: google", "owner: nobody")
    directory, problems = loaded(broken, tmp_path)
    assert 2 == len(problems)
    assert {"google", "youtube"} == set(directory.parties)


def test_yaml_that_cannot_be_read_is_a_problem_with_its_line(tmp_path):
    directory, problems = loaded("google:\n  name: [\n", tmp_path)
    assert {} == directory.parties
    assert 1 == len(problems)
