"""What the token table lets run, beside SpiffWorkflow on the same random walks, with and without timers."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from tests.domain.process.running.cases import AT
from tests.domain.process.spiff import SpiffCases, stop_the_clock
from tests.domain.process.tables import Blocks, row, table

from guicheng.domain.process import Kind, compile_table
from guicheng.domain.process.running import Clock, Event, EventKind, State, apply, replay
from guicheng.domain.process.soundness import prove
from guicheng.domain.process.token_compiling import compile_tokens
from guicheng.domain.process.token_table import complete, is_over, ready, start
from guicheng.domain.worktime import DayRule, Opening, Window, WorkingCalendar

pytestmark = pytest.mark.unmeasured
_MODELS, _WALKS, _LONGEST = 120, 18, 40
_TIMED, _TIMED_WALKS = 60, 6


def _answers(graph, step):
    """Return the answers of a step, in the order of its ways."""
    (way,) = graph.ways(step)
    behind = graph.by_id[way.target]
    decides = behind.kind is Kind.CHOICE and len(graph.ways(behind.id)) > 1
    return [edge.answer for edge in graph.ways(behind.id)] if decides else [""]


def test_random_walks_have_the_same_steps_ready_as_spiffworkflow():
    walks = finished = 0
    for seed in range(_MODELS):
        graph = compile_table(table(*Blocks(seed, 4 + seed % 9, alarms=False).process()))
        tokens, cases = compile_tokens(graph), SpiffCases(graph)
        for number in range(_WALKS):
            chance = random.Random(seed * 1_000 + number)  # noqa: S311  it makes test inputs and no secrets
            finished += _walk(graph, tokens, cases.start(), chance)
            walks += 1
    assert walks >= 2_000
    assert finished > walks / 2


def _walk(graph, tokens, case, chance) -> bool:
    marking = start(tokens)
    log = [Event(EventKind.STARTED, AT, data={"edition": "e"})]
    for _step in range(_LONGEST):
        assert sorted(ready(tokens, marking)) == case.ready()
        if is_over(tokens, marking):
            break
        step = chance.choice(ready(tokens, marking))
        answers = _answers(graph, step)
        said = chance.randrange(len(answers))
        marking = complete(tokens, marking, step, answers[said])
        case.complete(step, [said])
        log.append(Event(EventKind.COMPLETED, AT, step=step, data={"answer": answers[said]}))
    assert replay({"e": tokens}, log).marking == marking
    assert is_over(tokens, marking) == case.is_over
    return case.is_over


def test_random_walks_with_timers_have_the_same_steps_ready_as_spiffworkflow(monkeypatch):
    clock = stop_the_clock(monkeypatch)
    rang = finished = 0
    for seed in range(_TIMED):
        graph = compile_table(table(*_with_alarms(seed)))
        tokens, cases = compile_tokens(graph), SpiffCases(graph)
        for number in range(_TIMED_WALKS):
            chance = random.Random(seed * 1_000 + number)  # noqa: S311  it makes test inputs and no secrets
            clock.here = AT
            found = _TimedWalk(graph, tokens, cases.start(), clock, chance)
            found.walk()
            rang += found.rang
            finished += found.case.is_over
    assert rang >= 300
    assert finished > _TIMED * _TIMED_WALKS / 2


def _with_alarms(seed):
    """Return rows in which about half of the steps have alarms that tell or take over, as far as that is sound."""
    chance = random.Random(seed)  # noqa: S311  it makes test inputs and no secrets
    rows = Blocks(seed, 4 + seed % 9, alarms=False).process()
    told = row(len(rows) + 1, "结束")
    for cells in rows:
        before, late = cells[6], [f"{chance.randint(1, 30)}分钟→{told[0]}" for _alarm in range(chance.randint(0, 2))]
        if chance.random() < 0.3:
            late.append(f"{chance.randint(1, 30)}分钟改派→{told[0]}")
        cells[6] = "；".join(late)
        if prove(compile_table(table(*rows, told))):
            cells[6] = before
    return [*rows, told]


class _TimedWalk:
    """Moves one case in both engines, by steps and by the clock."""

    def __init__(self, graph, tokens, case, clock, chance) -> None:
        self.graph, self.tables, self.case, self.time, self.chance = graph, {"e": tokens}, case, clock, chance
        self.clock = Clock(Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),))), AT.tzinfo)
        self.state, self.rang = State(), 0
        self.do(EventKind.STARTED, edition="e")

    def do(self, kind, step="", **data):
        applied = apply(self.tables, self.state, Event(kind, self.time.here, step=step, data=data))
        assert applied.refusal is None
        self.state = applied.state

    def walk(self):
        for _step in range(_LONGEST):
            assert sorted(self.state.items) == sorted(set(self.case.ready()))
            if not self.state.items:
                break
            if self.chance.random() < 0.3:
                self.wait()
            else:
                self.step()
        assert (not self.state.items) == self.case.is_over

    def step(self):
        step = self.chance.choice(sorted(self.state.items))
        answers = _answers(self.graph, step)
        said = self.chance.randrange(len(answers))
        self.do(EventKind.COMPLETED, step, answer=answers[said])
        self.case.complete_all(step, [said])

    def wait(self):
        """Let time go by, a while or until just after the next alarm."""
        alarm = self.clock.next_alarm(self.tables["e"], self.state)
        until = self.time.here + timedelta(minutes=self.chance.randint(1, 20), seconds=1)
        while alarm is not None and alarm[0] < until:
            self.time.here = alarm[0]
            self.do(EventKind.FIRED, alarm[1], number=alarm[2])
            self.time.here = alarm[0] + timedelta(seconds=0.001)
            self.case.look_at_the_clock()
            self.rang += 1
            alarm = self.clock.next_alarm(self.tables["e"], self.state)
        self.time.here = until
        self.case.look_at_the_clock()
