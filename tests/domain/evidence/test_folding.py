"""Duplicated, reordered and divided deliveries end in one state."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence.phones import BEGUN, Phone, delivery, photo, placed, seeded, shift
from guicheng.domain.evidence import clock_difference, effective_ms, fold, read_event, state_hash, states_of

EVENTS = 5_000
#: By hand 10,000 deliveries; see docs/how-to/evidence-log.md.
DELIVERIES = 60


@pytest.mark.unmeasured
def test_any_delivery_of_five_thousand_events_ends_in_one_state():
    chance = seeded(20261128)
    events = [placed(made) for made in shift(chance, EVENTS)]
    wanted = state_hash(events)
    for _each in range(DELIVERIES):
        assert state_hash(delivery(chance, events)) == wanted


@pytest.mark.unmeasured
def test_the_state_hash_tells_any_lost_event():
    chance = seeded(7)
    events = [placed(made) for made in shift(chance, 300)]
    wanted = state_hash(events)
    assert all(state_hash(events[:place] + events[place + 1 :]) != wanted for place in range(0, 300, 7))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 60))
def test_a_small_shift_ends_in_one_state_too(seed, count):
    chance = seeded(seed)
    events = [placed(made) for made in shift(chance, count, occurrences=3, phones=3)]
    assert state_hash(delivery(chance, events)) == state_hash(events)


def test_every_order_of_a_day_of_one_task_is_one_state():
    phone = Phone(seeded(3))
    kinds = ("accept", "arrive", "pause", "resume", "finish", "reopen")
    day = [placed(phone.event(kind, "t", payload={"reason": "等业主"} if kind == "pause" else {})) for kind in kinds]
    assert {state_hash(order) for order in permutations(day)} == {state_hash(day)}


def test_a_task_goes_from_open_to_finished():
    phone, task = Phone(seeded(2)), "task"
    events = []

    def phase(kind, **more):
        events.append(placed(phone.event(kind, task, **more)))
        return fold(task, events)

    assert fold(task, []).phase == "open"
    assert phase("note").phase == "open"
    assert phase("accept").phase == "accepted"
    assert phase("accept").phase == "accepted"
    assert phase("resume").phase == "accepted"
    assert phase("check_in", photos=[photo(1)]).phase == "started"
    assert phase("answer", payload={"line": "L1", "answer": "fail"}, photos=[photo(1), photo(2)]).answers == {
        "L1": "fail"
    }
    assert phase("answer", payload={"line": 7}).answers == {"L1": "fail"}
    assert phase("pause", payload={"reason": "等配件"}).phase == "paused"
    assert phase("pause").pauses == [(BEGUN + 8_000, None, "等配件")]
    assert phase("accept").phase == "paused"
    assert phase("resume").pauses == [(BEGUN + 8_000, BEGUN + 11_000, "等配件")]
    assert phase("reopen").phase == "started"
    assert phase("pause").phase == "paused"
    assert phase("finish").pauses[1] == (BEGUN + 13_000, BEGUN + 14_000, "")
    assert phase("finish").finished_ms == BEGUN + 14_000
    assert phase("reopen").finished_ms is None
    state = phase("finish")
    assert (state.phase, state.reopened, state.photos) == ("finished", 1, [photo(1), photo(2)])
    assert state.plain()["answers"] == [{"line": "L1", "answer": "fail", "event": events[5].event.id}]
    assert state.plain()["pauses"][1] == {"from": BEGUN + 13_000, "to": BEGUN + 14_000, "reason": ""}


def test_a_corrected_event_no_longer_counts_and_stays_in_the_list():
    phone = Phone(seeded(4))
    wrong = placed(phone.event("finish", "t"))
    elsewhere = placed(phone.event("finish", "other"))
    mend = placed(phone.event("correct", "t", payload={"of": wrong.event.id, "reason": "点错"}))
    astray = placed(phone.event("correct", "t", payload={"of": elsewhere.event.id}))
    empty = placed(phone.event("correct", "t", payload={"of": 7}))
    again = placed(phone.event("correct", "t", payload={"of": mend.event.id}))
    states = states_of([again, empty, astray, mend, elsewhere, wrong])
    assert (states["t"].phase, states["other"].phase) == ("open", "finished")
    assert states["t"].corrected == {wrong.event.id: mend.event.id}
    assert states["t"].events == [each.event.id for each in (wrong, mend, astray, empty, again)]
    assert states["t"].plain()["corrected"] == [{"event": wrong.event.id, "by": mend.event.id}]


def test_two_events_that_claim_one_id_end_in_one_state_whichever_comes_first():
    made = Phone(seeded(5)).event("answer", "t", payload={"line": "L", "answer": "pass"})
    one, two = placed(made), placed({**made, "payload": {"line": "L", "answer": "fail"}})
    assert state_hash([one, two]) == state_hash([two, one, one])
    assert len(fold("t", [one, two]).events) == 1


def test_the_moment_of_an_event_comes_from_the_contact_and_the_stopwatch_not_from_the_wall():
    phone = Phone(seeded(6), wrong_ms=7_200_000)
    event = read_event(phone.event("start", "t", after=90_000))
    assert effective_ms(event, BEGUN) == BEGUN + 90_000
    assert clock_difference(event.wall_ms, effective_ms(event, BEGUN)) == 7_200_000
    assert effective_ms(event, None) == event.wall_ms
    assert clock_difference(BEGUN + 120_000, BEGUN) == 0
    assert clock_difference(BEGUN - 120_001, BEGUN) == -120_001
    started_anew = read_event(phone.event("start", "t", since_contact_ms=None))
    assert effective_ms(started_anew, BEGUN) == started_anew.wall_ms
