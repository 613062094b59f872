"""退回 and 撤回 on the marking: what came of a step goes, what runs beside it stays, clocks and alarms begin anew."""

from __future__ import annotations

import pytest
from tests.domain.process.running.cases import END, Played
from tests.domain.process.tables import row
from tests.domain.process.test_diagrams import graph

from guicheng.domain.process.running import NotBackError, Outcome
from guicheng.domain.process.token_compiling import compile_tokens

SPLIT = (
    row(1, "并行→2、3"), row(2, "4"), row(3, "4"), row(4, "5", join="全部"), row(5, "好→结束；不好→6"), row(6, "5"),
)  # fmt: skip


def test_going_back_along_a_line_begins_the_earlier_step_anew():
    case = Played(row(1, "2", late="30分钟→4"), row(2, "3"), row(3, END), row(4, END))
    case.do("fired", "1", number=0).done("1", "2").back("3", "1")
    assert case.open == "1 4"
    assert case.state.items["1"].begun == len(case.log)
    # The alarm rings again on the second visit.
    case.done("4").do("fired", "1", number=0)
    assert case.done("1", "2", "3", "4").state.outcome is Outcome.FINISHED
    case.check()


def test_the_branch_beside_stays_when_one_goes_back_behind_a_join():
    case = Played(*SPLIT).done("1", "2", "3").back("4", "2")
    assert case.open == "2"
    assert case.done("2").open == "4"
    case.check()


def test_going_back_before_a_split_takes_all_its_branches_back():
    case = Played(*SPLIT).done("1", "2").back("3", "1")
    assert case.open == "1"
    assert case.done("1").open == "2 3"
    case.done("2", "3", "4", "5=好")
    assert (case.state.outcome, case.state.marking) == (Outcome.FINISHED, 0)
    case.check()


def test_a_step_goes_back_only_to_what_it_comes_of():
    case = Played(*SPLIT).done("1", "2")
    assert case.history().returnable("3") == ("1",)
    for step, target in (("3", "2"), ("3", "3"), ("3", "9"), ("5", "1"), ("9", "1")):
        with pytest.raises(NotBackError):
            case.history().back_to(step, target)


def test_in_a_loop_the_last_visit_counts():
    case = Played(*SPLIT).done("1", "2", "3", "4", "5=不好", "6")
    assert case.history().returnable("5") == ("1", "2", "3", "4", "6")
    case.back("5", "6").done("6").back("5", "2").done("2", "4", "5=好")
    assert case.state.outcome is Outcome.FINISHED
    case.check()


def test_a_step_can_be_gone_back_to_again_and_again():
    case = Played(*SPLIT).done("1", "2", "3")
    for target in ("2", "3", "1"):
        case.back("4", target).check()
        case.done(*{"1": "123", "2": "2", "3": "3"}[target])
        assert case.open == "4"
    case.done("4", "5=好").check()


def test_a_join_that_went_on_since_nothing_more_could_come_waits_again():
    text = "s>A A>o1 o1>急>B o1>难>C B>x1 x1>停>e1 x1>行>o2 C>o2 o2>D D>e2"
    case = Played(tokens=compile_tokens(graph(text))).done("A=急、难", "C", "B=停")
    assert case.open == "D"
    assert case.history().returnable("D") == ("A", "B", "C")
    case.take("B")
    assert case.open == "B"
    case.done("B=行", "D").check()


def test_what_an_alarm_told_goes_with_the_step_that_is_taken_back():
    case = Played(row(1, "2"), row(2, "3", late="10分钟→4"), row(3, END), row(4, END))
    case.done("1").do("fired", "2", number=0).back("2", "1")
    assert case.open == "1"
    case.done("1").do("fired", "2", number=0)
    assert case.open == "2 4"
    case.check()


def test_a_step_that_was_taken_away_can_be_gone_back_before():
    case = Played(row(1, "2"), row(2, "3", late="10分钟改派→4"), row(3, END), row(4, "3"))
    case.done("1").do("fired", "2", number=0)
    assert case.open == "4"
    case.back("4", "1").done("1", "2", "3").check()
    assert case.state.outcome is Outcome.FINISHED


def test_whoever_did_a_step_takes_it_back_and_its_clock_goes_on():
    case = Played(row(1, "2", late="30分钟→3"), row(2, END), row(3, END))
    case.do("reassigned", "1", to="li").do("paused", "1", reason="等业主").do("resumed", "1").do("fired", "1", number=0)
    before = case.state.items["1"]
    case.done("1").take("1")
    assert case.state.items["1"] == before
    assert case.open == "1 3"
    with pytest.raises(NotBackError):
        case.history().take_back("1", "li")
    case.done("1", "2", "3").check()


def test_others_take_nothing_back_and_nothing_is_taken_back_after_somebody_went_on():
    case = Played(*SPLIT).done("1", "2")
    for step, actor in (("2", "wang"), ("3", "li"), ("1", "li"), ("9", "li")):
        with pytest.raises(NotBackError):
            case.history().take_back(step, actor)
    assert case.history().take_back("2")["fills"]


def test_the_last_step_is_taken_back_after_the_end():
    case = Played(row(1, "2"), row(2, END)).done("1", "2").take("2")
    assert (case.state.outcome, case.open) == (Outcome.RUNNING, "2")
    case.done("2").check()


def test_an_arrival_before_a_join_is_taken_back():
    case = Played(*SPLIT).done("1", "2").take("2")
    assert case.open == "2 3"
    case.done("2", "3").take("2")
    assert case.open == "2"
    case.done("2", "4", "5=好").check()


def test_an_end_of_everything_that_took_others_along_is_not_taken_back():
    case = Played(tokens=compile_tokens(graph("s>A A>+1 +1>B +1>C B>t C>e"))).done("A", "B")
    assert case.state.outcome is Outcome.FINISHED
    with pytest.raises(NotBackError):
        case.history().take_back("B", "li")


def test_what_does_not_fit_leaves_no_trace():
    case = Played(*SPLIT).done("1", "2")
    case.log.insert(2, case.log[1])
    assert case.history().state == case.state
    case.do("urged", "3").back("3", "1").check()


def test_a_case_goes_back_again_after_alarms_fell_silent():
    case = Played(row(1, "2", late="30分钟→4"), row(2, "3"), row(3, END), row(4, END))
    case.do("fired", "1", number=0).done("1", "2").back("3", "1").do("fired", "1", number=0).done("1", "2")
    assert case.history().state == case.state
    case.back("3", "2").back("2", "1").done("1", "2", "3", "4").check()
    assert case.state.marking == 0


def test_a_log_from_elsewhere_may_go_to_a_step_that_was_never_done():
    case = Played(row(1, "急→2；缓→3"), row(2, END), row(3, "2")).done("1=急")
    case.do("returned", "2", target="3", takes="2", fills="4")
    assert case.done("3").open == "2"
    case.back("2", "3").done("3", "2").check()
