"""Every shipped process is read as meant, sound, timed and tied to clauses that it keeps, at every grade."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from importlib.resources import files

import pytest

from guicheng.adapters.norms.shipped import shipped_norms
from guicheng.adapters.process_library import read_shipped, shipped_processes
from guicheng.cli.main import main
from guicheng.domain.clause.reader import read as read_clause
from guicheng.domain.lint import check
from guicheng.domain.process.keeping import MINUTES
from guicheng.domain.standard.grades import UnknownGradeError, has_values, values_of
from guicheng.usecases.adopt_library import library_standards
from guicheng.usecases.shipped_promises import clauses, limit_of, promises_kept, worst_at
from library import shipped

PROCESSES = shipped_processes()
SHELF = files("guicheng.library") / "processes"
DOMAINS = {"customer", "order", "cleaning", "greening", "engineering", "value_added", "management"}
TYPES = {"residential", "office", "mall", "hospital", "industrial"}
TWELVE = ["LC-BX", "LC-CY", "LC-DT", "LC-FX", "LC-HJ", "LC-MY", "LC-PZ", "LC-SD", "LC-TS", "LC-XJ", "LC-XL", "LC-ZX"]
#: A post that handles what another is late with.
HIGHER = ("主管", "经理", "班长")
KEPT_FOR = re.compile(r"保存(\{[^{}]*\}|\d+[年日])")

each_process = pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.code)
at_every_grade = pytest.mark.parametrize(
    ("process", "grade"), list(shipped.at_every_grade()), ids=lambda value: getattr(value, "code", value)
)


def test_there_are_twelve_of_the_processes_that_every_company_has():
    assert [process.code for process in PROCESSES] == TWELVE


def test_every_reading_figure_and_promise_is_the_one_that_was_checked():
    assert shipped.steps() == shipped.stored(shipped.STEPS)
    assert shipped.figures() == shipped.stored(shipped.FIGURES)
    assert shipped.promises() == shipped.stored(shipped.PROMISES)


def test_the_timed_clauses_that_no_process_realises_are_known():
    assert shipped.left_over() == shipped.stored(shipped.UNREALISED)


@each_process
def test_the_file_as_it_lies_there_is_sound_for_the_command(process, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["process", "check", str(SHELF / process.file), "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (ended.value.code, answer["sound"], answer["findings"]) == (0, True, [])
    assert answer["worst_minutes"]["once"] <= answer["worst_minutes"]["twice"]


@at_every_grade
def test_nothing_is_found_and_the_worst_case_is_exact(process, grade):
    report = shipped.read(process.title, process.at(grade)).report
    assert report.findings == ()
    assert report.lacking == ()
    assert report.once.exact
    assert report.twice.exact


@each_process
def test_it_says_what_it_is_for_and_for_whom(process):
    assert process.domain in DOMAINS
    assert process.property_types
    assert set(process.property_types) <= TYPES
    assert process.grades == ("一级", "二级", "三级")
    assert process.purpose.endswith("。")
    assert process.purpose_en.endswith(".")
    assert process.english
    assert process.sources
    assert 8 <= len(process.rows) <= 20


@each_process
def test_whoever_is_told_of_a_delay_stands_higher(process):
    table = shipped.table(process, "一级")
    told = {alarm.target for step in table.steps for alarm in step.alarms}
    assert told
    for step in table.steps:
        for alarm in step.alarms:
            post = table.by_id[alarm.target].post
            assert post.endswith(HIGHER)
            assert post != step.post


@each_process
def test_it_ends_in_the_files(process):
    steps = shipped.table(process, "一级").steps
    assert any("归档" in step.name and ("结束",) in {way.targets for way in step.ways} for step in steps)


@each_process
def test_its_cells_have_a_value_for_each_grade_or_one_for_all(process):
    for row in process.rows:
        for text in row.values():
            assert all(len(values) == len(process.grades) for values in values_of(text)), text
            assert text.count("{") == len(values_of(text))
    for grade in process.grades:
        assert not any(has_values(text) for row in process.at(grade) for text in row.values())
    assert process.at("") == tuple(dict(row) for row in process.rows)
    with pytest.raises(UnknownGradeError):
        process.at("五星")


@each_process
def test_a_better_grade_is_never_slower(process):
    tables = [shipped.table(process, grade).steps for grade in process.grades]
    for graded in zip(*tables, strict=True):
        limits = [step.limit.minutes for step in graded]
        assert limits == sorted(limits), graded[0].name


@each_process
def test_nothing_in_it_is_vague(process):
    for row in process.at("一级"):
        for key in ("name", "note"):
            found = check(read_clause(row[key]), select=["MH"], ignore=["MH005", "MH006"])
            assert not found, (process.code, row[key], [each.code for each in found])


@each_process
def test_every_clause_that_a_step_cites_is_there_and_every_timed_one_has_its_span(process):
    cited = {clause for step in shipped.table(process, "一级").steps for clause in step.clauses}
    assert cited <= clauses().keys()
    timed = {each for each in cited if limit_of(*clauses()[each], "一级") is not None}
    assert timed == {each.what for each in process.promises}


@at_every_grade
def test_every_promise_is_kept(process, grade):
    late = [(each.clause, each.span, each.worst) for each in promises_kept(process, grade) if not each.kept]
    assert late == []


@each_process
def test_a_span_begins_or_ends_at_a_step_that_cites_its_clause(process):
    table = shipped.table(process, "一级")
    for each in process.promises:
        first, last = each.span.split(",")[0].split("→")
        assert any(each.what in table.by_id[step].clauses for step in (first, last)), each


@at_every_grade
def test_the_duties_of_law_are_there_and_the_timed_ones_are_kept(process, grade):
    duties = {duty.id: duty for duty in shipped_norms()}
    assert {each.what for each in process.norms} <= duties.keys()
    for each in process.norms:
        if each.span:
            bound = duties[each.what].figure
            assert bound.op == "<="
            assert worst_at(process, each, grade) <= Fraction(bound.value) * MINUTES[bound.unit]


def test_records_are_kept_as_long_as_the_starter_library_says():
    wanted = {
        "LC-BX": ("GC-01/4.4", "2年"),
        "LC-TS": ("KF-04/3.4", "3年"),
        "LC-DT": ("GC-03/4.1", "4年"),
        "LC-HJ": ("ZX-06/4.3", "3年"),
        "LC-XL": ("ZX-02/3.2", "2年"),
        "LC-XJ": ("GC-06/3.4", "2年"),
    }
    for process in PROCESSES:
        if process.code in wanted:
            clause, term = wanted[process.code]
            row = next(row for row in process.rows if clause in row["clauses"])
            assert KEPT_FOR.findall(row["record"]) == [term]
            assert f"不少于{term}" in clauses()[clause][1].text


def test_the_wrong_front_matter_is_named():
    data = (SHELF / PROCESSES[0].file).read_bytes()
    with pytest.raises(RuntimeError, match="english"):
        read_shipped("x.md", data.replace(b"english:", b"engish:"))
    with pytest.raises(RuntimeError, match="code"):
        read_shipped("x.md", data.removeprefix(b"---\n"))


def test_the_codes_of_processes_are_no_codes_of_standards():
    assert not {process.code for process in PROCESSES} & {standard.code for standard in library_standards()}
