"""Everything that can happen to a case, in any order: where it stands follows from its log, and nothing is lost."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.domain.process.running.cases import Played, tokens_of
from tests.domain.process.tables import Blocks

from guicheng.domain.process.running import Clock, NotBackError, Outcome, dump, load, plan_migration, replay
from guicheng.domain.process.running.migrating import ends_properly
from guicheng.domain.process.token_table import waiting_alarms
from guicheng.domain.worktime import DayRule, Opening, Window, WorkingCalendar

pytestmark = pytest.mark.unmeasured
PEOPLE = st.sampled_from(["li", "wang", "zhao"])
PLACE = st.integers(0, 99)
CLOCK = Clock(Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),))), UTC)


class Cases(RuleBasedStateMachine):
    """One case of a random process."""

    @initialize(seed=st.integers(0, 400), size=st.integers(3, 12))
    def begin(self, seed, size):
        self.case = Played(tokens=load(dump(tokens_of(*Blocks(seed, size).process()))))
        self.editions = 1

    def pick(self, place, among):
        return among[place % len(among)]

    @property
    def steps(self):
        return sorted(self.case.state.items)

    def runs(self):
        return bool(self.case.state.items)

    @precondition(runs)
    @rule(place=PLACE, answer=PLACE, actor=PEOPLE)
    def complete(self, place, answer, actor):
        step = self.pick(place, self.steps)
        begun = self.case.state.items[step].begun
        answers = list(self.case.table.steps[step].effects)
        said = {"answer": self.pick(answer, answers), "begun": begun}
        waits = bool(self.case.state.items[step].signers)
        applied = self.case.tried("completed", step, actor, **said)
        assert (applied.refusal is not None) == waits
        if not waits:
            # The same completion once more does nothing.
            assert self.case.tried("completed", step, actor, **said).refusal is not None

    @precondition(runs)
    @rule(place=PLACE, number=PLACE)
    def ring(self, place, number):
        waiting = waiting_alarms(self.case.table, self.case.state.marking)
        if waiting:
            step, alarm, _found = self.pick(place, waiting)
            self.case.do("fired", step, "", number=alarm)
        else:
            assert self.case.tried("fired", self.pick(number, self.steps), number=0).refusal is not None

    @precondition(runs)
    @rule(place=PLACE, chosen=PLACE)
    def give_back(self, place, chosen):
        step = self.pick(place, self.steps)
        history = self.case.history()
        targets = history.returnable(step)
        if targets:
            chosen = self.pick(chosen, targets)
            self.case.back(step, chosen)
            item = self.case.state.items[chosen]
            assert item.begun == self.case.state.seq
            ringing = [name for name, _number, _alarm in waiting_alarms(self.case.table, self.case.state.marking)]
            assert ringing.count(chosen) == len(self.case.table.steps[chosen].alarms)

    @rule(place=PLACE, actor=PEOPLE)
    def take_back(self, place, actor):
        done = [event.step for event in self.case.log if event.kind.value == "completed"]
        if not done or self.case.state.outcome is Outcome.CANCELLED:
            return
        step = self.pick(place, done)
        try:
            data = self.case.history().take_back(step, actor)
        except NotBackError:
            return
        self.case.do("withdrawn", step, actor, **data)
        assert step in self.case.state.items

    @precondition(runs)
    @rule(place=PLACE, to=PEOPLE, kind=st.sampled_from(["reassigned", "substituted", "urged", "paused", "resumed"]))
    def attend(self, place, to, kind):
        self.case.tried(kind, self.pick(place, self.steps), to=to, reason="等配件")

    @precondition(runs)
    @rule(place=PLACE, to=PEOPLE)
    def sign(self, place, to):
        step = self.pick(place, self.steps)
        if to in self.case.state.items[step].signers:
            self.case.do("sign_given", step, to)
        else:
            self.case.do("sign_asked", step, to=[to])

    @precondition(runs)
    @rule(keeps=st.booleans())
    def move_to_another_edition(self, keeps):
        plan = plan_migration(self.case.table, self.case.table, self.case.state, {})
        if not plan.problems:
            self.editions += 1
            name = f"e{self.editions}"
            self.case.tables[name] = self.case.table
            self.case.do("migrated", **plan.data(name, keeps=keeps))

    @precondition(runs)
    @rule(sure=st.integers(0, 19))
    def end(self, sure):
        if sure == 7:
            self.case.do("ended", reason="误报")

    @invariant()
    def where_it_stands_follows_from_its_log(self):
        self.case.check()
        assert replay(self.case.tables, self.case.log) == self.case.state

    @invariant()
    def nothing_is_lost(self):
        state = self.case.state
        assert state.seq == len(self.case.log)
        assert (state.outcome in {Outcome.FINISHED, Outcome.CANCELLED}) == (not state.items)
        if not state.items:
            assert state.marking == 0
        assert ends_properly(self.case.table, state.marking) in {True, None}

    @invariant()
    def clocks_of_open_work_can_be_told(self):
        alarm = CLOCK.next_alarm(self.case.table, self.case.state)
        assert alarm is None or alarm[1] in self.case.state.items


Cases.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestCases = pytest.mark.unmeasured(Cases.TestCase)
