"""The last line of ``make test`` adds up what the runs said."""

import pytest

import suite


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["..F", "1 failed, 33 passed, 2 skipped in 3.48s"], "33 passed, 1 failed, 2 skipped"),
        (["5 passed, 17 errors in 3.48s"], "5 passed, 17 failed, 0 skipped"),
        (["2 passed, 1 failed, 1 error in 1s", "some other line"], "2 passed, 2 failed, 0 skipped"),
        (["12 passed, 0 failed"], "12 passed, 0 failed, 0 skipped"),
        (["no tests ran in 0.1s"], "0 passed, 0 failed, 0 skipped"),
    ],
)
def test_counts_are_read_from_the_closing_line(lines, said):
    assert suite.sentence(suite.counted(lines)) == said


def test_a_run_that_breaks_without_a_count_is_a_fault(capsys):
    session = suite.Session()
    assert session.run("broken", ["false"]) is False
    assert session.faults == ["broken ended with 1"]


def test_a_run_without_tests_is_no_fault():
    session = suite.Session()
    assert session.run("empty", ["sh", "-c", "exit 5"]) is True
    assert session.faults == []
