"""The worst case, beside every run played one by one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.domain.process.tables import Blocks, row, table

from guicheng.domain.process import check_table, compile_table, read_promise
from guicheng.domain.process.promise import PromiseRefusedError, span_of
from guicheng.domain.process.spans import Span
from guicheng.domain.process.timing import worst_case

END = "结束"


class EveryRun:
    """Plays a table with its limits, every answer in turn, and shares no code with what it judges."""

    def __init__(self, process, times, last="", most=40_000):
        self.steps = {step.id: step for step in process.steps}
        self.sources = {name: set() for name in self.steps}
        for step in process.steps:
            for way in step.ways:
                for target in way.targets:
                    if target != END:
                        self.sources[target].add(step.id)
        self.times, self.last, self.left = times, last, most
        self.best = None

    def play(self):
        first = next(iter(self.steps))
        self._go([(self.steps[first].limit.minutes, first)], frozenset(), {first: 1}, Fraction(0))
        return self.best

    def _go(self, running, arrived, visits, last_end):
        self.left -= 1
        if self.left < 0:
            raise OverflowError
        if not running:
            if not self.last and not arrived:
                self._note(last_end)
            return
        running = sorted(running)
        (now, name), rest = running[0], running[1:]
        if name == self.last:
            self._note(now)
        for way in self.steps[name].ways:
            after, came, seen = list(rest), set(arrived), dict(visits)
            for target in way.targets:
                if target == END:
                    continue
                came.add((name, target))
                wanted = {(other, target) for other in self.sources[target]}
                if self.steps[target].waits_for_all and not wanted <= came:
                    continue
                came -= wanted
                seen[target] = seen.get(target, 0) + 1
                after.append((now + self.steps[target].limit.minutes, target))
            if all(count <= self.times for count in seen.values()):
                self._go(after, frozenset(came), seen, max(last_end, now))

    def _note(self, minutes):
        self.best = minutes if self.best is None else max(self.best, minutes)


@pytest.mark.unmeasured
@pytest.mark.parametrize("times", [1, 2])
def test_worst_cases_equal_those_of_every_run(times):
    compared = 0
    for seed in range(400):
        process = table(*Blocks(seed, 3 + seed % 7, alarms=False).process())
        graph = compile_table(process)
        for last in ("", process.steps[seed % len(process.steps)].id):
            try:
                expected = EveryRun(process, times, last).play()
            except OverflowError:
                continue
            found = worst_case(graph, Span(last=last), times)
            assert found.exact
            assert found.minutes == expected, (seed, last)
            compared += 1
    assert compared > 600


def test_a_join_waits_for_the_longest_branch():
    process = table(
        row(1, "并行→2、3"), row(2, "4", limit="1小时"), row(3, "4"), row(4, END, join="全部"),
    )  # fmt: skip
    report = check_table(process, read_promise("79:1→4"))
    assert report.once.minutes == 80
    assert [(finding.code, finding.steps) for finding in report.findings] == [("promise-broken", ("1", "2", "4"))]


def test_a_span_that_begins_in_a_branch_waits_for_the_others():
    process = table(
        row(1, "并行→2、3"), row(2, "4", limit="1小时"), row(3, "4"), row(4, END, join="全部"),
    )  # fmt: skip
    assert check_table(process, read_promise("90:3→4")).once.minutes == 70


def test_fixed_answers_close_the_other_ways():
    process = table(row(1, "紧急→2；一般→3"), row(2, "4"), row(3, "4", limit="3天"), row(4, "不行→1；行→结束"))
    assert check_table(process, read_promise("30:1→4,1=紧急")).once.minutes == 30
    assert check_table(process, read_promise("30:1→4")).once.minutes == 20 + 3 * 1440
    assert check_table(process, read_promise("30:1→4,1=紧急")).twice.minutes == 60


def test_a_split_in_a_loop_is_played_run_by_run():
    process = table(
        row(1, "并行→2、3"), row(2, "改→2；好→4"), row(3, "改→3；好→4", limit="20分钟"),
        row(4, "再来→1；好→结束", join="全部"),
    )  # fmt: skip
    graph = compile_table(process)
    assert worst_case(graph, Span(), 2).minutes == EveryRun(process, 2).play()
    assert worst_case(graph, Span(), 1).minutes == 40


@pytest.mark.parametrize("promise", ["30", "x:1→2", "30:1", "30:1→9", "30:2→1", "30:1→2,1=没有", "30:1→2,1"])
def test_a_promise_that_does_not_fit_is_refused(promise):
    process = table(row(1, "紧急→2；一般→3"), row(2, END), row(3, END))
    with pytest.raises(PromiseRefusedError):
        span_of(compile_table(process), read_promise(promise))


def test_without_a_limit_nothing_is_added_up():
    process = table(row(1, "2"), row(2, END, limit="及时"))
    report = check_table(process)
    assert (report.once.minutes, report.once.unlimited) == (None, ("2",))
