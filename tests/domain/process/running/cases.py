"""Cases for tests: short to write, moved through events as the product does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.domain.process.tables import table

from guicheng.domain.process import compile_table
from guicheng.domain.process.running import Applied, Event, EventKind, History, State, apply, replay
from guicheng.domain.process.token_compiling import compile_tokens

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
END = "结束"


def tokens_of(*rows):
    return compile_tokens(compile_table(table(*rows)))


class Played:
    """A case with its log; an act that does not fit raises its refusal."""

    def __init__(self, *rows, tokens=None):
        self.tables = {"e1": tokens or tokens_of(*rows)}
        self.state, self.log, self.clock = State(), [], AT
        self.do(EventKind.STARTED, edition="e1")

    @property
    def table(self):
        return self.tables[self.state.edition]

    @property
    def open(self):
        return " ".join(sorted(self.state.items, key=list(self.table.steps).index))

    def do(self, kind, step="", actor="li", **data):
        applied = self.tried(kind, step, actor, **data)
        assert applied.refusal is None, applied.refusal.render()
        return self

    def tried(self, kind, step="", actor="li", **data) -> Applied:
        self.clock += timedelta(minutes=1)
        event = Event(EventKind(kind), self.clock, actor, step, data)
        applied = apply(self.tables, self.state, event)
        if applied.refusal is None:
            self.state = applied.state
            self.log.append(event)
        return applied

    def done(self, *steps, actor="li"):
        for said in steps:
            step, _mark, answer = said.partition("=")
            self.do("completed", step, actor, answer=answer)
        return self

    def history(self):
        return History(self.tables, self.log)

    def back(self, step, target):
        return self.do("returned", step, **self.history().back_to(step, target))

    def take(self, step, actor="li"):
        return self.do("withdrawn", step, actor, **self.history().take_back(step, actor))

    def check(self):
        assert replay(self.tables, self.log) == self.state
        running = {name for name, step in self.table.steps.items() if self.state.marking & step.bit}
        assert set(self.state.items) == running
