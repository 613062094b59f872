"""What happened to an order makes one state, whoever told it, how often and in which order."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence.phones import seeded
from domain.orders.logs import at, happening, log
from guicheng.domain.orders import ENDED, Act, Happening, Phase, possible, standing, state_of

KINDS = [*(act.value for act in Act), "check_in", "answer", "sign", "nonsense"]


def phase(*steps):
    return state_of(log(*steps)).phase


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ((), Phase.REPORTED),
        (("report",), Phase.REPORTED),
        (("report", "accept@1/li"), Phase.ACCEPTED),
        (("report", "claim@1/li"), Phase.ACCEPTED),
        (("report", "arrive@1/li"), Phase.ARRIVED),
        (("report", "check_in@1/li"), Phase.ARRIVED),
        (("report", "answer@1/li"), Phase.STARTED),
        (("report", "start@1/li", "accept@2/li", "arrive@3/li"), Phase.STARTED),
        (("report", "start@1", "pause@2"), Phase.PAUSED),
        (("report", "start@1", "pause@2", "pause@3", "resume@4"), Phase.STARTED),
        (("report", "pause@1", "arrive@2", "resume@3"), Phase.ARRIVED),
        (("report", "resume@1"), Phase.REPORTED),
        (("report", "finish@1"), Phase.FINISHED),
        (("report", "finish@1", "start@2", "pause@3", "accept@4", "finish@5", "dispatch@6"), Phase.FINISHED),
        (("report", "follow_up@1"), Phase.REPORTED),
        (("report", "finish@1", "follow_up@2"), Phase.VISITED),
        (("report", "reopen@1"), Phase.REPORTED),
        (("report", "finish@1", "reopen@2"), Phase.STARTED),
        (("report", "finish@1", "follow_up@2", "reopen@3"), Phase.STARTED),
        (("report", "cancel@1"), Phase.CANCELLED),
        (("report", "cancel@1", "finish@2", "accept@3", "reopen@4"), Phase.CANCELLED),
        (("report", "finish@1", "cancel@2"), Phase.FINISHED),
        (("report", "nonsense@1", "sign@2"), Phase.REPORTED),
    ],
)
def test_an_order_goes_from_phase_to_phase(steps, wanted):
    assert phase(*steps) is wanted


def test_the_first_report_counts_and_says_whether_it_is_urgent():
    state = state_of(log(happening("report", 0, urgent=True), happening("report", 5, urgent=False)))
    assert (state.reported, state.urgent, state.reached) == (at(0), True, {"received": at(0)})


def test_of_those_who_take_an_order_that_nobody_has_the_first_gets_it():
    offered = happening("dispatch", 1, post="维修工")
    state = state_of([offered, *log("claim@3/zhou", "claim@2/li")])
    assert (state.holder, state.post, state.offered) == ("li", "维修工", False)
    assert state_of([offered]).offered


def test_a_phone_of_somebody_else_accepts_nothing_but_a_desk_may_say_so():
    given_away = happening("dispatch", 1, to="li", post="维修工")
    phone = happening("accept", 2, "zhou", device="D")
    assert state_of([given_away, phone]).phase is Phase.DISPATCHED
    assert state_of([given_away, happening("accept", 2, "sun")]).holder == "li"
    assert state_of([given_away, happening("accept", 2, "sun")]).phase is Phase.ACCEPTED
    assert state_of([given_away, happening("accept", 2, "", device="D")]).phase is Phase.ACCEPTED
    assert state_of([happening("accept", 2, "", device="D")]).holder == ""


def test_ends_of_clocks_are_reached_once():
    state = state_of(log("report", "contact@2", "arrive@5", "arrive@9", "finish@20", "finish@30"))
    assert state.reached == {
        "received": at(0), "responded": at(2), "dispatched": at(5), "arrived": at(5), "finished": at(20),
        "replied": at(20),
    }  # fmt: skip


def test_words_to_the_resident_are_an_answer_and_words_inside_are_none():
    inside, outside = (happening("comment", 3, stream=stream) for stream in ("internal", "resident"))
    assert "replied" not in state_of([inside]).reached
    assert state_of([outside]).reached["replied"] == at(3)
    assert state_of(log("report", "finish@1", happening("comment", 3, stream="resident"))).reached["replied"] == at(1)
    assert "replied" not in state_of([happening("comment", 3, stream="from_resident")]).reached


def test_pauses_have_begin_end_and_reason_and_a_finish_ends_one():
    why = happening("pause", 2, reason="parts")
    assert state_of([why]).pauses == [(at(2), None, "parts")]
    assert state_of([why, *log("resume@5")]).pauses == [(at(2), at(5), "parts")]
    assert state_of([why, *log("finish@5")]).pauses == [(at(2), at(5), "parts")]
    assert state_of([why, *log("cancel@5")]).pauses == [(at(2), at(5), "parts")]


def test_a_priority_changes_only_where_it_is_another_one():
    urgent, again, calm = (happening("priority", when, urgent=now) for when, now in ((1, True), (2, True), (3, False)))
    state = state_of([urgent, again, calm])
    assert (state.urgent, state.changes) == (False, [(at(1), True), (at(3), False)])
    assert state_of(log("finish@0", urgent)).changes == []


def test_a_reopened_order_keeps_when_it_had_been_finished():
    state = state_of(log("report", "finish@5/li", happening("reopen", 9, reason="又坏了")))
    assert (state.reopenings, state.why, state.finisher) == ([(at(5), at(9))], "又坏了", "li")
    assert "finished" not in state.reached


def test_costs_add_up_and_what_is_no_number_counts_nothing():
    lines = [
        happening("cost", when, what="material", name="灯管", quantity="2", measure="支", amount=amount, number=when)
        for when, amount in ((1, "36.50"), (2, "x"), (3, "NaN"), (4, "0.50"))
    ]
    state = state_of(lines)
    assert (state.total, len(state.costs), state.costs[0].quantity) == (Decimal("37.00"), 4, Decimal(2))
    assert len(state_of(log("cancel@0", lines[0])).costs) == 1


def test_a_desk_strikes_anything_and_a_phone_only_what_phones_said():
    desk, phone = happening("arrive", 1, own="desk:1"), happening("arrive", 2, device="D", own="phone")
    by_phone = [happening("correct", 3, device="D", own="c1", of=of) for of in ("desk:1", "phone")]
    by_phone[1] = happening("correct", 3, device="D", own="c2", of="phone")
    assert [each.id for each in standing([desk, phone, *by_phone])] == ["desk:1"]
    by_desk = happening("correct", 3, own="c3", of="desk:1")
    assert [each.id for each in standing([desk, phone, by_desk])] == ["phone"]


def test_of_two_that_claim_one_id_one_stands_in_every_order():
    one, other = happening("arrive", 1, own="x"), happening("finish", 1, own="x")
    assert {state_of(order).phase for order in permutations([one, other])} == {state_of([one, other]).phase}
    assert len(standing([one, one, other])) == 1


def test_what_was_said_is_text_or_nothing():
    assert (happening("pause", reason=3).text("reason"), happening("pause").text("reason")) == ("", "")


@st.composite
def logs(draw):
    count = draw(st.integers(1, 14))
    chance = seeded(draw(st.integers(0, 2**32)))
    made = []
    for number in range(count):
        data = {"urgent": chance.random() < 0.5, "reason": "parts", "stream": chance.choice(["internal", "resident"])}
        data |= {"to": chance.choice(["", "li"]), "of": f"i{chance.randrange(count)}", "amount": "1", "quantity": "1"}
        device = chance.choice(["", "", "D", "E"])
        made.append(Happening(f"i{number}", chance.choice(KINDS), at(chance.randrange(30)), device, number, "li", data))
    return made


@settings(max_examples=200, deadline=None)
@given(made=logs(), seed=st.integers(0, 2**32))
def test_any_delivery_of_a_log_ends_in_one_state(made, seed):
    chance = seeded(seed)
    told = made + chance.choices(made, k=5)
    chance.shuffle(told)
    assert state_of(told) == state_of(made)


@settings(max_examples=200, deadline=None)
@given(made=logs())
def test_every_state_is_one_that_can_be(made):
    state = state_of(made)
    assert (state.phase in ENDED) == state.ended
    assert all(end is None or begun <= end for begun, end, _why in state.pauses)
    assert [end for _begun, end, _why in state.pauses[:-1] if end is None] == []
    assert (state.phase is Phase.PAUSED) == any(end is None for _begun, end, _why in state.pauses)
    assert ("finished" in state.reached) == (state.phase in {Phase.FINISHED, Phase.VISITED})
    assert len(set(possible(state))) == len(possible(state))


def test_what_can_be_done_follows_from_how_it_stands():
    def can(*steps):
        return [act.value for act in possible(state_of(log(*steps)))]

    assert can("report")[0] == "claim"
    given_away = happening("dispatch", 1, to="li")
    assert can("report", given_away)[:2] == ["accept", "arrive"]
    assert "accept" not in can("report", given_away, "accept@2/li")
    assert "contact" not in can("report", given_away, "accept@2/li")
    paused = can("report", given_away, "accept@2/li", "pause@3")
    assert paused[0] == "resume"
    assert "pause" not in paused
    assert can("report", "pause@3")[:2] == ["resume", "claim"]
    assert can("report", "finish@1")[:2] == ["follow_up", "reopen"]
    assert can("report", "finish@1", "follow_up@2")[0] == "reopen"
    assert can("report", "cancel@1") == ["cost", "comment", "attach"]
