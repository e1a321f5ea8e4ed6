import pickle
from errno import EACCES, ENOSPC, ENOTDIR, EROFS

import pytest

from palimpsest.problems import ContentError, Location, Problem, counted_by_severity, errors, writing

HERE = Location("content/archive.yaml", 3)


def test_problem_without_a_remedy_is_one_line() -> None:
    assert str(Problem(HERE, "warning", "odd")) == "content/archive.yaml:3: warning: odd"


def test_problem_with_a_remedy_is_two_lines() -> None:
    assert str(Problem(HERE, "error", "wrong", "Mend it.")) == "content/archive.yaml:3: error: wrong\n    Mend it."


def test_problems_stand_in_the_order_of_their_places() -> None:
    later = Problem(Location("b", 1), "error", "a")
    earlier = Problem(Location("a", 10), "error", "z")
    first = Problem(Location("a", 9), "warning", "z")

    assert [first, earlier, later] == sorted([later, earlier, first])


def test_only_errors_stop_a_publication() -> None:
    error, warning = Problem(HERE, "error", "a"), Problem(HERE, "warning", "b")

    assert [error] == errors([warning, error])
    assert ("1 error, 1 warning", "none") == (counted_by_severity([warning, error, warning]), counted_by_severity([]))


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (ENOSPC, "Make room on the disk, or name another folder."),
        (EROFS, "Allow this program to write there, or name another folder."),
        (EACCES, "Allow this program to write there, or name another folder."),
        (ENOTDIR, "Move what stands there, a file for a folder or a folder for a file, or name another folder."),
    ],
)
def test_what_the_system_refuses_to_write_has_a_remedy_of_its_own(code: int, remedy: str) -> None:
    with pytest.raises(ContentError) as caught, writing(HERE, "name another folder"):
        raise OSError(code, "no")

    assert remedy == caught.value.problem.remedy


def test_content_error_survives_a_process_boundary() -> None:
    error = ContentError(HERE, "wrong", "Mend it.")

    assert error.problem == pickle.loads(pickle.dumps(error)).problem
