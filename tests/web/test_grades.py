"""A company takes the starter library at a grade, an estate takes a grade of the company and may only tighten it."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from tests.api.caller import Caller
from tests.apps.standards.company import AT, Company
from tests.web.test_comparing import confirm, page

from guicheng.apps.catalogue import services as catalogue
from guicheng.apps.standards import services
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.domain.standard import PartKind
from guicheng.domain.standard.grades import at_grade
from guicheng.usecases.adopt_library import library_grades, library_standards

pytestmark = pytest.mark.django_db
GRADES = ("一级", "二级", "三级")
GRADED = "接到紧急报修后，维修工应在{15|30|45}分钟内到达现场。"
WITHIN = "接到紧急报修后，维修工应在{minutes}分钟内到达现场。"
#: Minutes that a company promises at each grade.
MINUTES = dict(zip(GRADES, (15, 30, 45), strict=True))


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def chen(client, company):
    client.force_login(company.people["chen"])
    return client


def graded():
    """A standard of the library whose clauses differ at every grade."""
    return next(each for each in library_standards() if len({texts_at(each, grade) for grade in GRADES}) == 3)


def texts_at(standard, grade):
    return tuple(part.text for part in at_grade(standard, grade).parts if part.kind is PartKind.CLAUSE)


def adopted(code):
    rows = DraftClause.objects.filter(standard__code=code, kind="clause").order_by("position")
    return tuple(rows.values_list("text", flat=True))


def test_the_library_has_three_grades():
    assert library_grades() == GRADES


@pytest.mark.parametrize("grade", GRADES)
def test_the_page_shows_and_adopts_the_values_of_each_grade(chen, company, grade):
    wanted = graded()
    shown = page(chen.get("/standards/library/", {"grade": grade}))
    assert all(text in shown for text in texts_at(wanted, grade))
    form = {"unit": str(company.root.key), "grade": grade, "code": [wanted.code]}
    assert chen.post("/standards/library/", form).status_code == 302
    assert adopted(wanted.code) == texts_at(wanted, grade)
    drawn = re.sub(r"<[^>]+>", "", page(chen.get(f"/standards/{wanted.code}/")))
    assert texts_at(wanted, grade)[0] in drawn
    assert not Standard.objects.get().grades


@pytest.mark.parametrize("grade", GRADES)
def test_a_program_sees_and_adopts_the_values_of_each_grade(company, grade):
    wanted, program = graded(), Caller.program(company, "standards.read", "standards.edit")
    seen = program.get("/library", unit=str(company.root.key), grade=grade)["items"]
    offered = next(row for row in seen if row["code"] == wanted.code)
    assert tuple(each["text"] for each in offered["clauses"]) == texts_at(wanted, grade)
    program.send("POST", "/library/adopt", {"unit": str(company.root.key), "codes": [wanted.code], "grade": grade})
    assert adopted(wanted.code) == texts_at(wanted, grade)


@pytest.mark.parametrize("grade", GRADES)
def test_all_of_the_library_is_adopted_at_each_grade_without_an_error(chen, company, grade):
    form = {"unit": str(company.root.key), "grade": grade, "code": [each.code for each in library_standards()]}
    assert chen.post("/standards/library/", form).status_code == 302
    assert Standard.objects.count() == len(library_standards())
    assert not DraftClause.objects.filter(text__contains="|").exists()
    assert not DraftClause.objects.filter(errors__gt=0).exists()


@pytest.fixture
def held(company):
    """A standard of the company with three grades, confirmed."""
    made = company.standard(GRADED, unit=company.root, code="KF-01")
    services.describe_standard(actor=company.actor("chen"), key=made.key, grades=GRADES, at=AT)
    confirm(company, made)
    return made


def takes(company, grade):
    catalogue.describe_unit(
        actor=company.actor("chen"), unit_key=company.estate.key, facts={}, grade=grade, revision=0, at=AT
    )


def own(company, minutes):
    made = company.standard(WITHIN.format(minutes=minutes), code="KF-02")
    confirm(company, made)
    return made


def submit(client):
    return client.post("/standards/KF-02/approval/", {"act": "submit"})


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("more", [-5, 0, 5])
@pytest.mark.usefixtures("held")
def test_an_estate_may_only_tighten_the_grade_that_it_took(chen, company, grade, more):
    looser = more > 0
    takes(company, grade)
    own(company, MINUTES[grade] + more)
    text = page(chen.get("/standards/KF-02/compare/"))
    assert ("CJ001" in text) is looser
    answer = submit(chen)
    assert answer.status_code == (422 if looser else 302)
    assert ("KF-01" in answer.content.decode()) is looser


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("more", [-5, 5])
@pytest.mark.usefixtures("held")
def test_a_program_is_told_what_is_looser_than_the_grade_of_the_estate(company, grade, more):
    looser = more > 0
    takes(company, grade)
    own(company, MINUTES[grade] + more)
    chief = Caller.person(company, "chen")
    found = chief.get("/standards/KF-02/comparison")["items"]
    assert [each["rule"] for each in found if each["rule"] == "CJ001"] == (["CJ001"] if looser else [])
    if looser:
        refused = chief.send("POST", "/standards/KF-02/submissions", {"note": ""}, 409)
        assert refused["code"] == "findings-stand"
        assert refused["findings"][0]["code"] == "CJ001"
    else:
        chief.send("POST", "/standards/KF-02/submissions", {"note": ""}, 201)


def test_an_estate_that_takes_a_higher_grade_is_held_to_it_from_then_on(chen, company, held):
    takes(company, "三级")
    own(company, 40)
    assert "CJ001" not in page(chen.get("/standards/KF-02/compare/"))
    form = {"act": "describe", "revision": "1", "grade": "二级"}
    assert chen.post(f"/scope/{company.estate.key}/", form).status_code == 302
    assert "CJ001" in page(chen.get("/standards/KF-02/compare/"))
