"""A higher grade never promises less than a lower one: told on every page that compares, and before approval."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import AT, clause
from tests.web.test_comparing import confirm, page

from guicheng.apps.standards import services

pytestmark = pytest.mark.django_db
GRADES = ("一级", "二级", "三级")


def graded(company, *texts, grades=GRADES):
    made = company.standard(*texts, unit=company.root, code="GR-01")
    services.describe_standard(actor=company.actor("chen"), key=made.key, items=[], grades=grades, at=AT)
    made.refresh_from_db()
    return made


def test_a_higher_grade_that_promises_less_is_told_and_stops_the_approval(company, as_):
    made = graded(company, "地面石材结晶养护每年不少于{4|2|3}次。")
    client = as_("chen")
    for address in ("/standards/GR-01/compare/", f"/consistency/?unit={company.root.key}"):
        text = page(client.get(address))
        assert "CT005" in text
        assert "二级" in text
    confirm(company, made)
    assert "还有 1 个问题" in page(client.post("/standards/GR-01/approval/", {"act": "submit"}), 422)


@pytest.mark.parametrize(
    ("text", "grades", "code"),
    [
        ("接到报修后，维修工{15|20|30}分钟内到场。", GRADES, ""),
        ("接到报修后，维修工{15|20|30}分钟内到场。", ("三级", "二级", "一级"), ""),
        ("接到报修后，维修工{30|20|15}分钟内到场。", GRADES, "CT005"),
        ("门厅地垫每周更换{3|2}次。", GRADES, "CT006"),
        ("门厅地垫每周更换{3|2}次。", (), ""),
        ("门厅地垫每周更换2次。", GRADES, ""),
    ],
)
def test_what_is_said_of_the_values_of_a_clause(company, as_, text, grades, code):
    graded(company, text, grades=grades)
    shown = page(as_("chen").get("/standards/GR-01/compare/"))
    assert {name for name in ("CT005", "CT006") if name in shown} == ({code} if code else set())


def test_a_clause_that_binds_nobody_is_told(company, as_):
    made = graded(company, "业主满意率不低于0%。", grades=())
    text = page(as_("chen").get("/standards/GR-01/compare/"))
    assert "CT004" in text
    assert "谁也约束不了" in text
    assert clause(made).text in text


def test_a_grade_that_a_standard_has_not_is_told_and_not_taken_for_the_best_in_silence(company, as_):
    graded(company, "接到报修后，维修工{15|20|30}分钟内到场。")
    company.standard("接到报修后，维修工40分钟内到场。", code="YH-01")
    client, here = as_("chen"), f"/scope/{company.estate.key}/"
    client.post(here, {"act": "describe", "revision": 0, "grade": "九级"})
    for address in ("/standards/YH-01/compare/", f"/compliance/?unit={company.estate.key}"):
        assert "这里承诺“九级”，这些标准没有这个等级：GR-01。" in page(client.get(address))
    client.post(here, {"act": "describe", "revision": 1, "grade": "三级"})
    assert "没有这个等级" not in page(client.get("/standards/YH-01/compare/"))
