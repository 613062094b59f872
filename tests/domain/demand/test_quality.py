"""Responses that deserve a second look."""

from __future__ import annotations

from tests.domain.demand.forms import ask, form

from guicheng.domain.demand.quality import Doubt, Sent, doubts, longest_run

ASKED = form(
    *[ask(f"q{n}", "rating", unsure=True) for n in range(9)],
    ask("why", "text"),
    ask("grid", "matrix", options=[{"id": "x", "text": "x"}]),
)
LONG = "楼道里的声控灯坏了三个月没有人修，报了四次还是一样。"


def found(*sent: Sent) -> list[tuple[int, Doubt]]:
    return [(flag.response, flag.doubt) for flag in doubts(ASKED, sent)]


def answers(*points: int | str, **more: str):
    return {**{f"q{n}": value for n, value in enumerate(points)}, **more}


def test_one_column_is_flagged_and_a_varied_answer_is_not():
    assert found(Sent(1, answers(*[5] * 9)), Sent(2, answers(*[5] * 8, 4))) == [(1, Doubt.ONE_COLUMN)]
    assert found(Sent(1, answers(*[5] * 7, "na", "na"))) == []
    assert found(Sent(1, answers(*[5] * 8, "na"))) == [(1, Doubt.ONE_COLUMN)]


def test_a_set_of_answers_sent_twice_is_flagged_once():
    same = answers(1, 2, 3, 4, 5, 4, 3, 2, 1)
    assert found(Sent(1, same), Sent(2, same), Sent(3, {**same, "q0": 2})) == [(2, Doubt.TWICE)]
    short = answers(1, 2, 3)
    assert found(Sent(1, short), Sent(2, short)) == []


def test_a_long_open_answer_given_twice_is_flagged_and_a_short_one_is_not():
    assert found(Sent(1, answers(1, why=LONG)), Sent(2, answers(2, why=LONG))) == [(2, Doubt.SAME_WORDS)]
    assert found(Sent(1, answers(1, why="多扫地")), Sent(2, answers(2, why="多扫地"))) == []


def test_faster_than_reading_is_flagged():
    varied = answers(1, 2, 3, 4, 5, 4, 3, 2, 1)
    assert found(Sent(1, varied, 17), Sent(2, {**varied, "q0": 3}, 18), Sent(3, {}, 0)) == [(1, Doubt.TOO_FAST)]
    flag = next(doubts(ASKED, [Sent(1, varied, 9)]))
    assert flag.message.render() == "9 answers in 9 seconds: less than 2 seconds each."


def test_the_longest_run_of_equal_values():
    assert longest_run([]) == 0
    assert longest_run("aabbbc") == 3
