import pytest

from palimpsest.memo.asked import argument_digest
from palimpsest.model import Company
from palimpsest.problems import ContentError
from palimpsest.understanding.parties.mentions import own_parties, spots
from palimpsest.understanding.topics.labels import label_passage
from palimpsest.understanding.vocabulary import Prepared, Vocabulary, WordFile, opened, read_vocabulary, survey

from .conftest import CONTENT, placed

TEXTS = (
    "We use cookies and Google Analytics to remember your cart. We never sell your data to Criteo or others.",
    "Acme retains your payment information, unless you ask for its deletion, as PayPal does.",
)


def test_prepared_lists_find_what_the_lists_themselves_find():
    vocabulary = read_vocabulary(CONTENT)
    prepared = survey(vocabulary).prepared
    lexicon, directory = opened(Prepared(vocabulary, b""))
    other_lexicon, other_directory = opened(prepared)
    own = own_parties(Company("x.example", "Criteo"), directory)
    assert own == own_parties(Company("x.example", "Criteo"), other_directory)
    for text in TEXTS:
        passage = placed(text).passage
        found = label_passage(text, "Cookies", lexicon)
        assert found
        assert found == label_passage(text, "Cookies", other_lexicon)
        assert spots(passage, directory, own) == spots(passage, other_directory, own)


def test_results_depend_on_what_is_written_and_not_on_how_it_was_prepared():
    vocabulary = read_vocabulary(CONTENT)
    assert argument_digest(vocabulary) == argument_digest(survey(vocabulary).prepared)
    assert argument_digest(vocabulary) == argument_digest(Prepared(vocabulary, b"other bytes"))


@pytest.mark.parametrize("name", ["topics.yaml", "parties.yaml"])
def test_a_file_that_is_a_folder_is_a_finding(name, tmp_path):
    for other in {"topics.yaml", "parties.yaml"} - {name}:
        (tmp_path / other).write_bytes((CONTENT / other).read_bytes())
    (tmp_path / name).mkdir()
    (problem,) = survey(read_vocabulary(tmp_path)).problems
    assert (f"{tmp_path.name}/{name}:1", "cannot be read: Is a directory") == (str(problem.location), problem.message)
    assert "Create" not in problem.remedy


def test_a_vocabulary_that_cannot_be_read_is_a_finding_of_its_survey_and_of_whoever_opens_it():
    broken = Vocabulary(WordFile("content/topics.yaml", b"topics: ["), WordFile("content/parties.yaml", None))
    surveyed = survey(broken)
    assert ["content/topics.yaml"] == [problem.location.path for problem in surveyed.problems]
    with pytest.raises(ContentError):
        opened(surveyed.prepared)
