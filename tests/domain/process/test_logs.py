"""A log beside its process: who is who, in which order, how long each step was waited for, which ways were taken."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.process.tables import row, table
from guicheng.domain.process import compile_table
from guicheng.domain.process.logs import Entry, read_log
from guicheng.domain.process.replay import Deviation
from guicheng.domain.process.words import log_column_of

GRAPH = compile_table(table(row(1, "甲→2；乙→3"), row(2, "3"), row(3, "结束")))
DAY = datetime(2026, 1, 5, 8)


def entry(case, step, end=None, start=None, answer=""):
    at = [None if minutes is None else DAY + timedelta(minutes=minutes) for minutes in (start, end)]
    return Entry(case, step, answer, at[0], at[1])


def test_lines_are_put_in_the_order_of_their_times_and_steps_are_known_by_number_name_and_both():
    lines = [entry("A", "做第3件事", 30), entry("A", "1", 0, answer="甲"), entry("A", "2 做第2件事", 20)]
    report = read_log(GRAPH, [*lines, entry("B", "第1步", 5, answer="乙"), entry("B", "结束", 9), entry("B", "3", 8)])
    assert {case: verdict.kind for case, verdict in report.verdicts.items()} == {
        "A": Deviation.FITTING,
        "B": Deviation.FITTING,
    }
    assert [(variant.steps, variant.count) for variant in report.variants] == [(("1", "2", "3"), 1), (("1", "3"), 1)]
    assert (report.events, report.kinds[Deviation.FITTING]) == (6, 2)


def test_lines_without_times_stay_in_their_order():
    report = read_log(GRAPH, [entry("A", "1", answer="甲"), entry("A", "3"), entry("A", "2", 5)])
    assert report.verdicts["A"].kind is Deviation.REVERSED
    assert report.variants[0].steps == ("1", "3", "2")


def test_waiting_runs_from_what_led_to_a_step_until_somebody_began():
    lines = []
    for number in range(20):
        case = str(number)
        lines += [entry(case, "1", 0), entry(case, "2", number + 5, number), entry(case, "3", 100)]
    times = {each.step: each for each in read_log(GRAPH, lines).steps}
    waited, lasted = times["2"].waited, times["2"].lasted
    assert (waited.count, waited.median, waited.tail, waited.longest) == (20, 9.5, 18, 19)
    assert (lasted.count, lasted.median, lasted.longest) == (20, 5, 5)
    assert times["1"].waited is None
    assert times["3"].waited.longest == 95
    assert times["3"].lasted is None
    assert times["2"].count == 20


def test_heat_is_relative_to_the_longest_middle_and_none_without_figures():
    report = read_log(GRAPH, [entry("A", "1", 0), entry("A", "2", 10), entry("A", "3", 50)])
    assert report.heat == {"2": 0.25, "3": 1.0}
    assert read_log(GRAPH, [entry("A", "1")]).heat == {}


def test_a_step_that_nobody_knows_is_kept_as_written():
    report = read_log(GRAPH, [entry("A", "开始"), entry("A", "1"), entry("A", "喝茶", 3)])
    assert report.verdicts["A"].kind is Deviation.UNKNOWN_STEP
    assert report.verdicts["A"].step == "喝茶"
    assert report.variants[0].steps == ("1", "喝茶")


@pytest.mark.parametrize(
    ("heading", "column"),
    [("工单编号", "case"), ("环节", "step"), ("concept:name", "step"), ("完成时间", "complete"), ("天气", "")],
)
def test_headings_of_logs_are_known_by_many_names(heading, column):
    assert log_column_of(heading) == column
