"""A round is finished when nothing is missing, whatever way its events came."""

from decimal import Decimal
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence.phones import BEGUN, Phone, delivery, photo, placed, seeded
from guicheng.domain.evidence.lines import Bounds, Fault, LineKind, LineRule, Mark, PhotoRule
from guicheng.domain.evidence.rounds import Missing, RoundRule, fold_round

CLEAN = LineRule("clean", LineKind.PASS)
DEPTH = LineRule("depth", LineKind.NUMBER, Bounds(high=Decimal(2)))
EXTRA = LineRule("extra", LineKind.TEXT, mandatory=False)
RULE = RoundRule((CLEAN, DEPTH, EXTRA))
PATROL = RoundRule((CLEAN,), points=("P1", "P2"), bulk=True, signed=True)
MINUTE = 60_000


class Walk:
    """A round as a phone tells it; each step returns the state after it."""

    def __init__(self, rule, arrived=()):
        self.phone, self.rule, self.arrived, self.events = Phone(seeded(1)), rule, set(arrived), []

    def __call__(self, kind, photos=(), **payload):
        self.events.append(placed(self.phone.event(kind, "r", after=MINUTE, payload=payload, photos=list(photos))))
        return self.state()

    def answer(self, line, answer, photos=(), **more):
        return self("answer", photos, line=line, answer=answer, **more)

    def state(self):
        return fold_round(self.rule, self.events, self.arrived)

    @property
    def last(self):
        return self.events[-1].event.id


def faults(state):
    return [(each.fault, each.address) for each in state.missing]


def test_nothing_told_is_open_and_all_mandatory_lines_are_missing():
    state = Walk(RULE).state()
    assert state.phase == "open"
    assert faults(state) == [(Fault.UNANSWERED, "clean"), (Fault.UNANSWERED, "depth")]


def test_a_round_is_finished_when_somebody_says_so_and_nothing_is_missing():
    walk = Walk(RULE)
    assert walk.answer("clean", "pass").phase == "begun"
    assert faults(walk("finish")) == [(Fault.UNANSWERED, "depth")]
    assert walk.state().phase == "unfinished"
    state = walk.answer("depth", "1.5")
    assert (state.phase, state.finish_ms, state.finished_ms) == ("finished", BEGUN + 2 * MINUTE, BEGUN + 3 * MINUTE)
    assert walk.answer("clean", "pass").finished_ms == BEGUN + 3 * MINUTE
    assert walk("reopen").phase == "begun"
    assert walk("finish").finished_ms == BEGUN + 6 * MINUTE


def test_answers_that_break_a_rule_are_kept_and_do_not_count():
    walk = Walk(RULE)
    walk.answer("clean", "fail")
    state = walk.answer("depth", "deep")
    assert faults(state) == [(Fault.NO_PHOTO, "clean"), (Fault.NOT_AN_ANSWER, "depth")]
    assert (state.answers["depth"].answer, state.answers["depth"].mark) == ("deep", None)
    assert state.count(Mark.FAIL) == 0
    state = walk.answer("clean", "fail", [photo(1)])
    assert faults(state)[0] == (Fault.PHOTO_UNDER_WAY, "clean")
    walk.arrived.add(photo(1))
    assert walk.state().count(Mark.FAIL) == 1
    assert faults(walk.state()) == [(Fault.NOT_AN_ANSWER, "depth")]


def test_a_later_answer_that_breaks_a_rule_opens_what_was_finished():
    walk = Walk(RoundRule((CLEAN,)))
    walk.answer("clean", "pass")
    assert walk("finish").phase == "finished"
    assert walk.answer("clean", "fail").phase == "unfinished"


def test_what_the_checklist_does_not_have_is_named_and_kept_apart():
    walk = Walk(RULE)
    walk.answer("gone", "pass")
    walk.answer("gone", "pass")
    state = walk("answer", answer="pass")
    assert state.unknown == ("gone", "")
    assert state.answers == {}


def test_a_patrol_visits_its_points_and_is_signed_after_its_last_answer():
    walk = Walk(PATROL)
    assert faults(walk.state()) == [
        (Fault.NOT_VISITED, "P1"),
        (Fault.NOT_VISITED, "P2"),
        (Fault.UNANSWERED, "clean@P1"),
        (Fault.UNANSWERED, "clean@P2"),
        (Fault.NOT_SIGNED, ""),
    ]
    for point in ("P1", "P2"):
        walk("check_in", point=point)
        walk.answer(f"clean@{point}", "pass", bulk=True)
    walk("sign")
    assert walk("finish").phase == "finished"
    assert walk.state().visits == {"P1": BEGUN + MINUTE, "P2": BEGUN + 3 * MINUTE}
    state = walk.answer("clean@P2", "pass")
    assert (state.phase, faults(state)) == ("unfinished", [(Fault.SIGNED_BEFORE, "")])
    assert walk("sign").phase == "finished"


def test_a_signature_over_nothing_counts_where_nothing_is_asked():
    walk = Walk(RoundRule((), signed=True))
    walk("sign")
    assert walk("finish").phase == "finished"


def test_a_correction_takes_the_place_of_the_answer_and_makes_nothing_late():
    walk = Walk(RoundRule((CLEAN,)))
    walk.answer("clean", "fail", [photo(1)])
    first = walk.last
    walk.arrived.add(photo(1))
    assert walk("finish").finished_ms == BEGUN + 2 * MINUTE
    state = walk("correct", of=first, answer="pass", reason="扫错码")
    assert state.finished_ms == BEGUN + 2 * MINUTE
    given = state.answers["clean"]
    assert (given.event, given.by, given.mark, given.at_ms) == (first, walk.last, Mark.PASS, BEGUN + MINUTE)
    assert given.photos == (photo(1),)
    assert walk("correct", of=first, answer="na", reason="看错").missing == (Missing(Fault.NO_REASON, "clean"),)
    state = walk("correct", of=first, answer="na", reason="看错", na_reason="closed")
    assert (state.phase, state.answers["clean"].reason) == ("finished", "closed")


def test_a_correction_without_an_answer_voids_the_event():
    walk = Walk(RoundRule((CLEAN,)))
    walk.answer("clean", "pass")
    answered = walk.last
    walk("finish")
    finished = walk.last
    assert faults(walk("correct", of=answered)) == [(Fault.UNANSWERED, "clean")]
    assert walk("correct", of=finished, answer="pass").phase == "open"
    assert walk("correct", of=7).phase == "open"
    assert walk("correct", of="elsewhere").phase == "open"


def test_a_note_begins_nothing_but_the_round():
    assert Walk(RULE)("note").phase == "begun"


def test_every_order_of_a_round_is_one_state():
    walk = Walk(RULE, {photo(2)})
    walk.answer("clean", "fail", [photo(2)])
    wrong = walk.last
    walk.answer("depth", "3")
    walk("correct", of=wrong, answer="pass")
    walk.answer("depth", "1")
    walk("finish")
    wanted = walk.state()
    assert wanted.phase == "finished"
    for order in permutations(walk.events):
        assert fold_round(RULE, order, walk.arrived) == wanted


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_any_delivery_of_any_round_ends_in_one_state(seed, count):
    chance, phones, events = seeded(seed), [Phone(seeded(seed + k)) for k in (1, 2, 3)], []
    rule = RoundRule(
        (CLEAN, DEPTH, LineRule("seen", LineKind.PHOTO), LineRule("door", LineKind.PASS, photo=PhotoRule.ALWAYS)),
        points=("P1", "P2"), bulk=bool(seed % 2), signed=bool(seed % 3),
    )  # fmt: skip
    names = [name for name, _point, _line in rule.addresses()]
    while len(events) < count:
        kind = chance.choice(["answer"] * 5 + ["check_in", "sign", "finish", "reopen", "correct"])
        payload = {
            "line": chance.choice([*names, "gone"]),
            "answer": chance.choice(("pass", "fail", "na", "1", "told")),
        }
        if kind == "check_in":
            payload = {"point": chance.choice(("P1", "P2", "P3"))}
        elif kind == "correct" and events:
            payload = {"of": chance.choice(events).event.id, **({"answer": "pass"} if chance.random() < 0.5 else {})}
        photos = [photo(chance.randrange(3))] if chance.random() < 0.4 else []
        made = chance.choice(phones).event(
            kind, "r", after=chance.choice((0, 1, 60_000)), payload=payload, photos=photos
        )
        events.append(placed(made))
    arrived = {photo(0), photo(1)}
    wanted = fold_round(rule, events, arrived)
    assert fold_round(rule, delivery(chance, events), arrived) == wanted
    assert (wanted.finished_ms is not None) == (wanted.finish_ms is not None and not wanted.missing)
