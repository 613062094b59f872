"""Processes of the shipped library made drafts: at a grade, once, with links to the clauses of the company."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import AT, Company

from guicheng.adapters.process_library import shipped_processes
from guicheng.apps.processes import services
from guicheng.apps.processes.models import Process, StepClause
from guicheng.apps.processes.readings import citations
from guicheng.apps.processes.selectors import steps_realising
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.domain.standard.grades import UnknownGradeError
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.adopt_library import adopt_library, library_standards
from guicheng.usecases.adopt_processes import (
    adopt_processes,
    adopt_together,
    plan_processes,
    process_grades,
    shipped,
)

pytestmark = pytest.mark.django_db
CODES = [each.code for each in shipped_processes()]


@pytest.fixture
def company(db):
    return Company()


def adopt(company, *codes, by="chen", grade="二级"):
    return adopt_processes(
        actor=company.actor(by), unit_key=company.estate.key, codes=codes or CODES, at=AT, grade=grade
    )


def together(company, codes, processes, by="chen", grade="二级"):
    return adopt_together(
        actor=company.actor(by), unit_key=company.estate.key, codes=codes, processes=processes, at=AT, grade=grade
    )


def linked(process):
    """Return the clauses that the steps of a process are linked to, by citation."""
    numbers = {row["id"]: row["number"] for row in process.rows}
    keys = dict(DraftClause.objects.values_list("key", "number"))
    return {(numbers[link.step_id], keys[link.clause]) for link in StepClause.objects.filter(process=process)}


@pytest.mark.parametrize("grade", process_grades())
def test_all_twelve_become_drafts_without_faults_at_every_grade(company, grade):
    made = adopt(company, grade=grade)
    assert [each.code for each in made] == CODES
    for each in made:
        assert (each.errors, each.unit, each.revision) == (0, company.estate, 1)
        assert not any("|" in text for row in each.rows for text in row.values())
        assert [row["name"] for row in each.rows] == [row["name"] for row in shipped(each.code).rows]


def test_without_a_grade_a_draft_keeps_the_limits_of_all(company):
    (made,) = adopt(company, "LC-DT", grade="")
    assert made.errors == 0
    assert made.rows[1]["limit"] == "{1|2|3}分钟"
    assert made.minutes == "14644"


def test_it_is_adopted_once(company):
    adopt(company, "LC-BX")
    before = Process.objects.get().rows
    with pytest.raises(services.NotAProcessError):
        adopt(company, "LC-BX")
    made = adopt(company, "LC-BX", "LC-TS")
    assert [each.code for each in made] == ["LC-TS"]
    assert Process.objects.get(code="LC-BX").rows == before
    plan = plan_processes(actor=company.actor("chen"), unit_key=company.estate.key)
    assert [offer.process.code for offer in plan if offer.taken] == ["LC-BX", "LC-TS"]


def plan_of(company, by, unit):
    return plan_processes(actor=company.actor(by), unit_key=unit.key)


def test_what_another_estate_has_is_neither_told_nor_in_the_way(company):
    adopt(company, "LC-BX")
    assert not any(offer.taken or offer.readable for offer in plan_of(company, "zhao", company.other))
    (made,) = adopt_processes(
        actor=company.actor("zhao"), unit_key=company.other.key, codes=["LC-BX"], at=AT, grade="二级"
    )
    assert (made.code, made.unit) == ("LC-BX-2", company.other)
    (mine,) = [offer for offer in plan_of(company, "zhao", company.other) if offer.taken]
    assert (mine.process.code, mine.own, mine.readable) == ("LC-BX", "LC-BX-2", True)
    (theirs,) = [offer for offer in plan_of(company, "chen", company.estate) if offer.taken]
    assert theirs.own == "LC-BX"
    with pytest.raises(services.NotAProcessError):
        adopt_processes(actor=company.actor("zhao"), unit_key=company.other.key, codes=["LC-BX"], at=AT)


def test_the_company_adopts_what_an_estate_has_and_the_estate_sees_a_draft_of_the_company_not(company):
    adopt(company, "LC-BX")
    assert not any(offer.taken for offer in plan_of(company, "chen", company.root))
    (made,) = adopt_processes(actor=company.actor("chen"), unit_key=company.root.key, codes=["LC-TS"], at=AT)
    assert made.code == "LC-TS"
    assert [offer.own for offer in plan_of(company, "chen", company.other) if offer.taken] == ["LC-TS"]
    assert not any(offer.taken for offer in plan_of(company, "zhao", company.other))


def test_another_company_is_offered_all(company):
    adopt(company, "LC-BX")
    other = Company("b_")
    plan = plan_processes(actor=other.actor("chen"), unit_key=other.estate.key)
    assert not any(offer.taken for offer in plan)
    assert [offer.process.code for offer in plan] == CODES


def test_steps_are_linked_to_the_clauses_that_are_adopted_with_them(company):
    done = together(company, ["GC-01", "KF-06"], ["LC-BX"])
    (made,) = done.processes
    assert sorted(each.code for each in done.standards) == ["GC-01", "KF-06"]
    assert ("3", "2.1") in linked(made)
    clause = DraftClause.objects.get(standard__code="GC-01", number="2.1")
    ((process, row),) = steps_realising(company.actor("chen"), [clause.key])[clause.key]
    assert (process.code, row["name"]) == ("LC-BX", "急修到场")


def test_every_citation_of_every_process_becomes_a_link_when_all_is_adopted(company):
    done = together(company, [each.code for each in library_standards()], CODES)
    for made in done.processes:
        cited = {(row["number"], text.split("/")[1]) for row in made.rows for text in citations(row["clauses"])}
        assert linked(made) == cited


def test_standards_that_come_later_are_linked_too(company):
    (made,) = adopt(company, "LC-BX")
    assert linked(made) == set()
    together(company, ["KF-06"], [])
    assert linked(made) == {("14", "1.2"), ("15", "1.3"), ("16", "3.1"), ("17", "3.2")}
    rows, revision = made.rows, made.revision
    together(company, ["GC-01"], [])
    made.refresh_from_db()
    assert {("3", "2.1"), ("14", "1.2")} <= linked(made)
    assert (made.rows, made.revision) == (rows, revision)


def test_a_process_out_of_use_gets_no_links(company):
    (made,) = adopt(company, "LC-BX")
    services.set_archived(actor=company.actor("chen"), process_key=made.key, archived=True, at=AT)
    together(company, ["KF-06"], [])
    assert linked(made) == set()


def test_who_may_not_write_adopts_nothing(company):
    with pytest.raises(NotAllowedError):
        adopt(company, "LC-BX", by="sun")
    assert not Process.objects.exists()


def test_one_that_is_refused_takes_the_standards_back_as_well(company):
    adopt(company, "LC-BX")
    with pytest.raises(services.NotAProcessError):
        together(company, ["GC-01"], ["LC-BX"])
    assert not Standard.objects.exists()


def test_an_unknown_grade_or_code_is_refused(company):
    with pytest.raises(UnknownGradeError):
        adopt(company, "LC-BX", grade="五星")
    with pytest.raises(services.NotAProcessError):
        adopt(company, "LC-99")
    with pytest.raises(Process.DoesNotExist):
        shipped("LC-99")
    assert shipped("lc-bx").title == "报修处理流程"


def test_standards_alone_are_adopted_as_before(company):
    done = together(company, ["GC-01"], [])
    assert (len(done.standards), done.processes) == (1, ())
    adopt_library(actor=company.actor("chen"), unit_key=company.estate.key, at=AT, codes=["KF-06"])
    assert Standard.objects.count() == 2


def test_drafts_say_from_which_step_to_which_their_timed_clauses_are_counted(company):
    (made,) = adopt(company, "LC-BX")
    cells = {row["number"]: row["clauses"] for row in made.rows}
    assert "GC-01/2.1(1→3,1=紧急)" in cells["3"]
