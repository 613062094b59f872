"""Running cases that move to another edition: planned, refused with a reason, or moved with their clocks."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.domain.process.running.cases import END, Played, tokens_of
from tests.domain.process.tables import row

from guicheng.domain.process.running import NotBackError, plan_migration
from guicheng.domain.process.running.migrating import ends_properly
from guicheng.domain.process.token_table import Effect, TokenStep, TokenTable, start
from guicheng.domain.worktime import Limit, LimitUnit

OLD = (row(1, "并行→2、3"), row(2, "4", late="30分钟→5"), row(3, "4"), row(4, END, join="全部"), row(5, END))


def moved(case, new, mapping=None, *, keeps=False):
    case.tables["e2"] = new
    plan = plan_migration(case.table, new, case.state, mapping or {})
    assert not plan.problems, [problem.render() for problem in plan.problems]
    case.do("migrated", **plan.data("e2", keeps=keeps))
    return case


def problems(case, new, mapping=None):
    found = plan_migration(case.table, new, case.state, mapping or {})
    return [problem.render() for problem in found.problems]


def test_a_case_goes_on_by_steps_that_got_other_numbers():
    renumbered = tokens_of(
        row(10, "并行→20、30"), row(20, "40", late="30分钟→50"), row(30, "40"), row(40, "41", join="全部"),
        row(41, END), row(50, END),
    )  # fmt: skip
    case = Played(*OLD).done("1", "3").do("fired", "2", number=0)
    mapping = {str(number): str(number * 10) for number in range(1, 6)}
    moved(case, renumbered, mapping)
    assert case.open == "20 50"
    assert case.tried("fired", "20", number=0).refusal
    case.done("20", "50", "40", "41").check()


def test_a_step_without_a_counterpart_is_told_and_can_be_named():
    new = tokens_of(row(1, "7"), row(7, END))
    case = Played(*OLD).done("1")
    assert len(problems(case, new)) == 2
    assert "become the one step" in problems(case, new, {"2": "7", "3": "7"})[0]
    assert problems(Played(*OLD), new) == []


def test_what_waits_before_a_join_needs_a_join_there():
    new = tokens_of(row(1, "2"), row(2, "4"), row(4, END))
    case = Played(*OLD).done("1", "3")
    assert "waits before step 4" in problems(case, new)[0]


def test_a_case_that_could_not_end_by_the_new_edition_stays():
    case = Played(row(1, "2"), row(2, END)).done("1")
    new = tokens_of(row(1, "并行→2、3"), row(2, "4"), row(3, "4"), row(4, END, join="全部"))
    assert "proper end" in problems(case, new)[0]


def test_nobody_can_say_where_too_much_runs_side_by_side():
    heads = "、".join(str(number) for number in range(2, 15))
    wide = tokens_of(
        row(1, f"并行→{heads}"), *(row(number, "15") for number in range(2, 15)), row(15, END, join="全部")
    )
    case = Played(tokens=wide).done("1")
    assert "nobody can say" in problems(case, wide)[0]


def test_a_loop_without_a_way_out_is_no_proper_end():
    tokens = tokens_of(row(1, "好→结束；不好→1"))
    assert ends_properly(tokens, start(tokens)) is True
    assert ends_properly(tokens, 0) is True
    endless = TokenTable({"1": TokenStep(1, 1, {"": Effect(1)})}, (), Effect(1), ("1",))
    assert ends_properly(endless, 1) is False


def test_several_answers_are_looked_at_together():
    from tests.domain.process.test_diagrams import graph

    from guicheng.domain.process.token_compiling import compile_tokens

    tokens = compile_tokens(graph("s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>e"))
    assert ends_properly(tokens, start(tokens)) is True


@pytest.mark.parametrize("keeps", [True, False])
def test_clocks_keep_what_they_had_or_take_the_new_limit_from_the_same_beginning(keeps):
    case = Played(row(1, END, limit="30分钟"))
    since = case.state.items["1"].since
    moved(case, tokens_of(row(1, END, limit="60分钟", late="90分钟→2"), row(2, END)), keeps=keeps)
    item = case.state.items["1"]
    assert item.since == since
    assert item.kept == ((Limit(Fraction(30), LimitUnit.MINUTE),) if keeps else None)
    # Moved once more it still keeps the first one.
    moved(case, case.tables["e2"], keeps=True)
    assert case.state.items["1"].kept[0].value == (30 if keeps else 60)
    case.done("1").check()


def test_an_alarm_that_is_no_more_is_left_out():
    case = Played(*OLD).done("1").do("fired", "2", number=0).done("5")
    new = tokens_of(*OLD[:1], row(2, "4"), *OLD[2:4])
    moved(case, new).done("2", "3", "4").check()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"edition": "e1"},
        {"edition": "e1", "marking": "fffff"},
        {"edition": "e1", "marking": "1", "steps": {}},
        {"edition": "e1", "marking": "2", "steps": {"1": "1"}},
    ],
)
def test_a_move_that_does_not_fit_does_nothing(data):
    case = Played(*OLD)
    assert "does not fit" in case.tried("migrated", **data).refusal.render()


def test_what_happened_before_a_move_is_not_taken_back():
    case = moved(Played(*OLD).done("1"), tokens_of(*OLD))
    with pytest.raises(NotBackError):
        case.history().back_to("2", "1")
    case.done("2", "3").back("4", "2").done("2", "4").check()
