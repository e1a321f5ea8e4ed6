import pickle

from palimpsest.problems import ContentError, Location, Problem, errors

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


def test_content_error_survives_a_process_boundary() -> None:
    error = ContentError(HERE, "wrong", "Mend it.")

    assert error.problem == pickle.loads(pickle.dumps(error)).problem
