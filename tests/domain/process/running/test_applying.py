"""Each kind of event: what it makes of a case, and when it does not fit."""

from __future__ import annotations

import pytest
from tests.domain.process.running.cases import AT, END, Played
from tests.domain.process.tables import row

from guicheng.domain.process.running import Event, EventKind, Outcome, State, apply, replay

ROWS = (row(1, "急→2；缓→3", late="30分钟→4；2小时改派→3"), row(2, END), row(3, END), row(4, END))


@pytest.fixture
def case():
    return Played(*ROWS)


def refused(case, kind, step="", actor="li", **data):
    before = case.state
    applied = case.tried(kind, step, actor, **data)
    assert applied.refusal is not None
    assert applied.state is before
    return applied.refusal.render()


def test_a_case_goes_from_step_to_step_until_it_is_over(case):
    assert case.open == "1"
    case.do("completed", "1", answer="急", holders={"2": "wang"})
    assert (case.open, case.state.items["2"].holder, case.state.items["2"].begun) == ("2", "wang", 2)
    assert case.done("2").state.outcome is Outcome.FINISHED
    case.check()


def test_nothing_happens_before_the_start_and_a_case_starts_once(case):
    assert "begun" in apply(case.tables, State(), Event(EventKind.URGED, AT, step="1")).refusal.render()
    assert "begun already" in refused(case, "started", edition="e1")
    assert "not known" in apply(case.tables, State(), Event(EventKind.STARTED, AT)).refusal.render()


def test_a_step_is_done_once_on_each_visit_and_duplicates_do_nothing(case):
    case.do("completed", "1", answer="缓", begun=1)
    assert "not under way" in refused(case, "completed", "1", answer="缓", begun=1)
    looping = Played(row(1, "好→结束；返工→1"))
    looping.do("completed", "1", answer="返工", begun=1)
    refused(looping, "completed", "1", answer="好", begun=1)
    looping.do("completed", "1", answer="好", begun=2)
    looping.check()


def test_an_answer_that_opens_no_way_is_told(case):
    assert "急、缓" in refused(case, "completed", "1", answer="也许")


def test_after_the_end_a_case_takes_only_copies(case):
    case.done("1=急", "2")
    assert "over" in refused(case, "ended")
    assert "over" in refused(case, "urged", "2")
    case.do("copied", to=["zhao", "zhao", ""])
    assert case.state.followers == {"zhao"}
    case.check()


def test_somebody_ends_a_case_and_nothing_is_left(case):
    case.do("ended", reason="误报")
    assert (case.state.outcome, case.state.marking, case.open) == (Outcome.CANCELLED, 0, "")
    refused(case, "withdrawn", "1")


def test_work_goes_to_somebody_else_and_a_stand_in_does_it_for_the_holder(case):
    case.do("reassigned", "1", to="wang").do("substituted", "1", to="zhao")
    assert (case.state.items["1"].holder, case.state.items["1"].stand_in) == ("wang", "zhao")
    case.do("substituted", "1", to="wang")
    assert case.state.items["1"].stand_in == ""
    case.do("substituted", "1", to="zhao").do("reassigned", "1", to="sun")
    assert (case.state.items["1"].holder, case.state.items["1"].stand_in) == ("sun", "")


def test_a_step_waits_for_the_opinions_that_were_asked_for(case):
    assert "Name somebody" in refused(case, "sign_asked", "1", to=[])
    case.do("sign_asked", "1", to=["wang", "zhao"]).do("sign_asked", "1", to=["wang"])
    assert "opinion" in refused(case, "completed", "1", answer="急")
    refused(case, "sign_given", "1", "sun")
    case.do("sign_given", "1", "zhao", reason="同意").do("sign_given", "1", "wang", reason="不同意")
    case.done("1=急").check()


def test_haste_and_lateness_are_counted(case):
    case.do("urged", "1").do("urged", "1").do("escalated", "1", level=1).do("escalated", "1", level=2)
    assert (case.state.items["1"].urged, case.state.items["1"].level) == (2, 2)
    assert "already" in refused(case, "escalated", "1", level=2)
    refused(case, "escalated", "1")


def test_a_pause_has_a_reason_and_ends(case):
    refused(case, "resumed", "1")
    case.do("paused", "1", reason="等业主")
    assert case.state.items["1"].rest.reason == "等业主"
    refused(case, "paused", "1", reason="等配件")
    case.do("resumed", "1").do("paused", "1", reason="等配件")
    first, second = case.state.items["1"].rests
    assert (first.until is not None, second.until, second.reason) == (True, None, "等配件")
    case.done("1=急").check()


@pytest.mark.parametrize(
    "kind",
    [each for each in EventKind if each.value not in {"started", "copied", "migrated", "ended", "withdrawn"}],
)
def test_what_is_about_a_step_that_does_not_run_does_nothing(case, kind):
    refused(case, kind, "2")
    refused(case, kind, "9")


def test_alarms_ring_once_tell_others_and_take_a_step_away(case):
    case.do("fired", "1", number=0)
    assert case.open == "1 4"
    refused(case, "fired", "1", number=0)
    refused(case, "fired", "1", number=7)
    case.do("fired", "1", number=1)
    assert (case.open, case.state.items["3"].begun) == ("3 4", 3)
    case.done("4", "3").check()


def test_an_alarm_that_finds_its_step_at_work_already_leaves_it_alone():
    case = Played(row(1, "并行→2、3"), row(2, END, late="→4"), row(3, END, late="→4"), row(4, END)).done("1")
    case.do("fired", "2", number=0, holders={"4": "wang"}).do("fired", "3", number=0, holders={"4": "sun"})
    assert (case.open, case.state.items["4"].holder) == ("2 3 4", "wang")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"target": "1"},
        {"target": "1", "takes": "x", "fills": "1"},
        {"target": "9", "takes": "2", "fills": "1"},
        {"target": "1", "takes": "2", "fills": "4"},
        {"target": "1", "takes": "4", "fills": "1"},
        {"target": "1", "takes": "2", "fills": "3"},
        {"target": "1", "takes": "2", "fills": "fffffff1"},
        {"target": "1", "takes": "0", "fills": "1"},
        {"target": "1", "takes": "-2", "fills": "1"},
    ],
)
def test_a_return_that_does_not_fit_the_marking_does_nothing(data):
    case = Played(*ROWS).done("1=急")
    assert "moved on" in refused(case, "returned", "2", **data)


ITEM = {"step": "1", "begun": 1, "since": AT.isoformat(), "holder": "", "stand_in": "", "rests": [], "urged": 0,
        "level": 0, "kept": None}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        {"takes": "2", "fills": "1"},
        {"takes": "2", "fills": "1", "item": {**ITEM, "step": "2"}},
        {"takes": "2", "fills": "1", "item": {**ITEM, "since": "gestern"}},
        {"takes": "2", "fills": "1", "item": {**ITEM, "rests": 7}},
        {"takes": "8", "fills": "1", "item": ITEM},
        {"takes": "0", "fills": "4", "item": ITEM},
    ],
)
def test_a_withdrawal_that_does_not_fit_the_marking_does_nothing(data):
    case = Played(*ROWS).done("1=急")
    assert "moved on" in refused(case, "withdrawn", "1", **data)
    assert "moved on" in refused(case, "withdrawn", "9", **{**data, "item": ITEM})


def test_data_of_a_wrong_kind_reads_as_nothing():
    event = Event(
        EventKind.STARTED, AT, data={"a": 1, "b": True, "c": "x", "d": [1, "y", "y"], "e": {"k": 2, "l": "m"}}
    )
    assert (event.text("a"), event.number("b"), event.number("c"), event.texts("c")) == ("", -1, -1, ())
    assert (event.texts("d"), event.table("d"), event.table("e"), event.mask("c")) == (("y",), {}, {"l": "m"}, -1)


def test_a_log_with_what_does_not_fit_leads_where_the_rest_leads(case):
    case.done("1=急")
    event = case.log[-1]
    assert replay(case.tables, [case.log[0], event, event, *case.log]) == case.state
