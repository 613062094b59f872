"""Cases moved by the token table: steps, decisions, joins, alarms, logs."""

from __future__ import annotations

import random

import pytest
from tests.domain.process.tables import Blocks, row, table
from tests.domain.process.test_diagrams import graph

from guicheng.domain.process import compile_table
from guicheng.domain.process.clocks import clock_limit
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.token_compiling import NotExecutableError, compile_tokens
from guicheng.domain.process.token_table import (
    MAX_MARKING_BYTES,
    NotReadyError,
    UnknownAnswerError,
    complete,
    from_bytes,
    is_over,
    ready,
    ring,
    start,
    to_bytes,
    waiting_alarms,
)
from guicheng.domain.worktime import Limit, LimitUnit

END = "结束"


def of_table(*rows):
    return compile_tokens(compile_table(table(*rows)))


def played(tokens, moves: str):
    """Return what runs after each move of ``A B=急``; ``A!0`` lets an alarm ring."""
    marking = start(tokens)
    seen = ["".join(ready(tokens, marking))]
    for move in moves.split():
        step, _mark, answer = move.partition("=")
        name, bell, number = step.partition("!")
        marking = ring(tokens, marking, name, int(number)) if bell else complete(tokens, marking, step, answer)
        seen.append("".join(ready(tokens, marking)))
    return " ".join(seen), is_over(tokens, marking)


@pytest.mark.parametrize(
    ("text", "moves", "seen"),
    [
        ("s>A A>+1 +1>B +1>C B>+2 C>+2 +2>D D>e", "A C B D", "A BC B D "),
        ("s>A A>x1 x1>急>B x1>缓>C B>x2 C>x2 x2>e", "A=缓 C", "A C "),
        ("s>A A>B A>C B>+1 C>+1 +1>D D>e", "A B C D", "A BC C D "),
        ("s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>e", "A=急 B D", "A B D "),
        ("s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>e", "A=急、难 C B D", "A BC B D "),
        ("s>A A>+1 +1>B +1>C B>t C>e", "A B", "A BC "),
        ("s>A A>x1 x1>改>A x1>好>x2 x2>大>B x2>小>e B>e", "A=改 A=好 x2=大 B", "A A x2 B "),
        ("s>x0 x0>甲>A x0>乙>B A>x1 B>x1 x1>e", "x0=乙 B", "x0 B "),
        ("s>A A>+1 +1>B +1>C B>o2 C>o2 o2>甲>D o2>乙>E D>o3 E>o3 o3>e", "A B C o2=甲、乙 E D", "A BC C o2 DE D "),
        ("s>A A>+1 +1>B +1>C B>+2 C>+2 +2>t", "A B C", "A BC C "),
        ("s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>t", "A=急 B", "A B "),
    ],
)
def test_a_case_goes_from_step_to_step(text, moves, seen):
    assert played(compile_tokens(graph(text)), moves) == (seen, True)


def test_a_join_that_waits_for_what_can_come_goes_on_when_it_no_longer_can():
    text = "s>A A>o1 o1>急>B o1>难>C B>x1 x1>停>e1 x1>行>o2 C>o2 o2>D D>e2"
    tokens = compile_tokens(graph(text))
    assert played(tokens, "A=急、难 C B=停 D") == ("A BC B D ", True)


def test_nothing_is_left_when_a_join_that_no_longer_waits_ends_everything():
    text = "s>A A>o1 o1>急>B o1>难>C B>x1 x1>停>e1 x1>行>o2 C>o2 o2>t"
    assert played(compile_tokens(graph(text)), "A=急、难 C B=停") == ("A BC B ", True)


def test_alarms_tell_others_or_take_the_step_away_and_ring_again_on_a_second_visit():
    tokens = of_table(
        row(1, "好→结束；不好→1；交→2", late="30分钟→3；2个工作日改派→2"), row(2, END), row(3, END)
    )  # fmt: skip
    marking = start(tokens)
    first, second = waiting_alarms(tokens, marking)
    assert (first[:2], first[2].limit, first[2].interrupts) == (("1", 0), Limit(30, LimitUnit.MINUTE), False)
    assert (second[:2], second[2].limit, second[2].interrupts) == (("1", 1), Limit(2, LimitUnit.WORKDAY), True)
    assert played(tokens, "1!0 1=不好 3 1!0 1!1 3 2") == ("1 13 13 1 13 23 2 ", True)
    assert [number for _step, number, _alarm in waiting_alarms(tokens, ring(tokens, marking, "1", 0))] == [1]


def test_an_alarm_without_a_length_of_time_has_none():
    tokens = of_table(row(1, END, late="→2", limit="及时"), row(2, END))
    ((_step, _number, alarm),) = waiting_alarms(tokens, start(tokens))
    assert alarm.limit is None


@pytest.mark.parametrize("moves", ["2", "9", "1!1", "2!0", "9!0", "1!0 1!0", "1!-1"])
def test_what_does_not_run_is_neither_finished_nor_rung(moves):
    tokens = of_table(row(1, "2", late="30分钟→3"), row(2, END), row(3, END))
    with pytest.raises(NotReadyError) as refused:
        played(tokens, moves)
    assert refused.value.code == "step-not-ready"


@pytest.mark.parametrize(
    ("said", "then"), [("1处", "2"), ("3处", "3"), ("不知道", "4"), ("３处以上", "3"), ("其他", "4")]
)
def test_an_answer_is_found_within_what_the_process_writes(said, then):
    tokens = of_table(row(1, "不足3处→2；3处以上→3；其他→4"), row(2, END), row(3, END), row(4, END))
    assert ready(tokens, complete(tokens, start(tokens), "1", said)) == (then,)


@pytest.mark.parametrize("said", ["", "不知道"])
def test_an_answer_that_opens_no_way_is_refused_with_those_that_do(said):
    tokens = of_table(row(1, "急→2；缓→3"), row(2, END), row(3, END))
    with pytest.raises(UnknownAnswerError) as refused:
        complete(tokens, start(tokens), "1", said)
    assert "急、缓" in str(refused.value)


def test_a_process_with_a_fault_is_not_run():
    with pytest.raises(NotExecutableError):
        of_table(row(1, "急→2；缓→3"), row(2, "4"), row(3, "4"), row(4, END, join="全部"))


def test_a_process_too_large_for_its_marking_is_not_run():
    rows = [row(number, str(number + 1), late="1小时→500；2小时→500") for number in range(1, 499)]
    with pytest.raises(NotExecutableError):
        of_table(*rows, row(499, END), row(500, END))


def test_a_marking_is_kept_in_few_bytes():
    for seed in range(60):
        tokens = compile_tokens(compile_table(table(*Blocks(seed, 4 + seed % 20).process())))
        chance = random.Random(seed)  # noqa: S311  it makes test inputs and no secrets
        marking = start(tokens)
        for _move in range(50):
            if is_over(tokens, marking):
                break
            alarms = waiting_alarms(tokens, marking)
            if alarms and chance.random() < 0.3:
                step, number, _alarm = chance.choice(alarms)
                marking = ring(tokens, marking, step, number)
            else:
                step = chance.choice(ready(tokens, marking))
                marking = complete(tokens, marking, step, chance.choice(list(tokens.steps[step].effects)))
            kept = to_bytes(tokens, marking)
            assert from_bytes(kept) == marking
            assert len(kept) <= MAX_MARKING_BYTES


def test_every_bit_of_a_marking_has_a_name_of_its_own():
    tokens = of_table(
        row(1, "并行→2、3"), row(2, "急→4；缓→4", late="→5"), row(3, "4"), row(4, END, join="全部"), row(5, END)
    )
    assert sorted(tokens.names) == ["1", "2", "2!0", "3", "4", "4.join<3", "4.join<4.from.2", "5"]
    assert len(set(tokens.names)) == tokens.bits


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("30分钟", Limit(30, LimitUnit.MINUTE)),
        ("1小时30分", Limit(90, LimitUnit.MINUTE)),
        ("24小时", Limit(1440, LimitUnit.MINUTE)),
        ("2个工作日", Limit(2, LimitUnit.WORKDAY)),
        ("半个工作日", Limit(240, LimitUnit.MINUTE)),
        ("1个工作日2小时", Limit(1560, LimitUnit.MINUTE)),
        ("3日", Limit(3, LimitUnit.DAY)),
        ("2周", Limit(14, LimitUnit.DAY)),
        ("当日", Limit(0, LimitUnit.DAY)),
        ("次日", Limit(1, LimitUnit.DAY)),
        ("1个月", Limit(1, LimitUnit.MONTH)),
        ("1季度", Limit(3, LimitUnit.MONTH)),
        ("2年", Limit(24, LimitUnit.MONTH)),
        ("当班", Limit(480, LimitUnit.MINUTE)),
    ],
)
def test_a_limit_keeps_its_unit(text, limit):
    assert clock_limit(read_limit(text)) == limit


def test_a_limit_counts_once_for_each_time_that_a_step_is_repeated():
    assert clock_limit(read_limit("2日"), times=3) == Limit(6, LimitUnit.DAY)
