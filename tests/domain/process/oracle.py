"""A second opinion on soundness and time, written from the rules of the step table and sharing no code with ours.

It plays the table itself: running steps and arrivals at joins, as plain sets, one at a time.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

END = "结束"


@dataclass
class Opinion:
    deadlock: bool = False
    livelock: bool = False
    doubled: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    states: int = 0
    whole: bool = True

    @property
    def sound(self) -> bool:
        return not (self.deadlock or self.livelock or self.doubled or self.dead)


class Oracle:
    def __init__(self, process) -> None:
        self.steps = {step.id: step for step in process.steps}
        self.first = process.steps[0].id
        self.sources = {name: set() for name in self.steps}
        for step in process.steps:
            for way in step.ways:
                for target in way.targets:
                    if target != END:
                        self.sources[target].add(step.id)
            for alarm in step.alarms:
                if alarm.target and alarm.target != END:
                    self.sources[alarm.target].add(step.id)
        self.main = self._main()

    def _main(self) -> set[str]:
        seen, waiting = {self.first}, [self.first]
        while waiting:
            step = self.steps[waiting.pop()]
            targets = [target for way in step.ways for target in way.targets]
            targets += [alarm.target for alarm in step.alarms if alarm.interrupts]
            for target in targets:
                if target in self.steps and target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return seen

    def arrive(self, running, arrived, targets, source, told):
        """Put tokens at targets; return the new state and the steps that were doubled."""
        running, arrived, doubled = dict(running), set(arrived), set()
        for target in targets:
            if target == END or not target:
                continue
            step = self.steps[target]
            if step.waits_for_all and len(self.sources[target]) > 1:
                if (source, target) in arrived and not told:
                    doubled.add(target)
                arrived.add((source, target))
                if all((other, target) in arrived for other in self.sources[target]):
                    arrived -= {(other, target) for other in self.sources[target]}
                    if target in running:
                        doubled.add(target)
                    running[target] = 0
            else:
                if target in running:
                    if not (told or (source not in self.main and target not in self.main)):
                        doubled.add(target)
                    continue
                running[target] = 0
        return (frozenset(running.items()), frozenset(arrived)), doubled

    def following(self, state):
        running, arrived = state
        for name, rung in running:
            step = self.steps[name]
            rest = dict(running)
            del rest[name]
            for way in step.ways or [None]:
                targets = way.targets if way else ()
                yield (*self.arrive(rest, arrived, targets, name, told=False), name)
            alarms = [alarm for alarm in step.alarms if alarm.target]
            ordinary = [index for index, alarm in enumerate(alarms) if not alarm.interrupts]
            for index, alarm in enumerate(alarms):
                before = sum(1 for other in ordinary if other < index)
                if alarm.interrupts and rung >= before:
                    yield (*self.arrive(rest, arrived, [alarm.target], name, told=False), name)
                elif not alarm.interrupts and rung == before:
                    kept = {**rest, name: rung + 1}
                    yield (*self.arrive(kept, arrived, [alarm.target], name, told=True), name)

    def judge(self, most=30_000) -> Opinion:
        opinion = Opinion()
        start = (frozenset({(self.first, 0)}), frozenset())
        after, seen, waiting = {}, {start}, deque([start])
        while waiting:
            state = waiting.popleft()
            after[state] = []
            for target, doubled, _name in self.following(state):
                if doubled:
                    opinion.doubled |= doubled
                    continue
                after[state].append(target)
                if target not in seen:
                    if len(seen) >= most:
                        opinion.whole = False
                        return opinion
                    seen.add(target)
                    waiting.append(target)
        opinion.states = len(seen)
        opinion.dead = set(self.steps) - {name for running, _arrived in seen for name, _rung in running}
        self._ends(opinion, after)
        return opinion

    @staticmethod
    def _ends(opinion, after) -> None:
        before = {state: [] for state in after}
        for state, targets in after.items():
            for target in targets:
                before[target].append(state)
        good = {state for state in after if not state[0] and not state[1]}
        waiting = list(good)
        while waiting:
            for state in before[waiting.pop()]:
                if state not in good:
                    good.add(state)
                    waiting.append(state)
        bad = set(after) - good
        opinion.deadlock = any(not running for running, _arrived in bad)
        stuck = {state for state in bad if not state[0]}
        waiting = list(stuck)
        leads = set(stuck)
        while waiting:
            for state in before[waiting.pop()]:
                if state not in leads:
                    leads.add(state)
                    waiting.append(state)
        opinion.livelock = bool(bad - leads)
