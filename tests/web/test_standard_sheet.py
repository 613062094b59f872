"""The elements and the cost of a standard, as people see and complete them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.apps.standards.company import AT, GOOD, clause

from guicheng.apps.catalogue import services as catalogue
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Standard, StandardItem

pytestmark = pytest.mark.django_db
SWEEP = "保洁员每日清扫大堂2次。"


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def beside(client, made, index=0, **words):
    found = clause(made, index)
    form = {"act": "elements", "clause": str(found.key), "revision": found.revision, **words}
    return client.post(f"/standards/{made.code}/elements/", form)


def test_what_the_text_says_is_shown_and_what_it_lacks_is_written_beside(company, as_):
    client, made = as_("chen"), company.standard(GOOD)
    text = page(client.get("/standards/KF-03/elements/"))
    assert "维修工" in text
    assert "没有写明怎样考核" in text
    beside(client, made, assessment="每月抽查派工单", effort="0.5小时", material="2")
    found = clause(made)
    assert found.elements == {"assessment": "每月抽查派工单", "effort": "30分钟×1人", "material": "2元"}
    assert found.text == GOOD
    assert "每月抽查派工单" in page(client.get("/standards/KF-03/elements/"))
    beside(client, made, assessment="")
    assert "assessment" not in clause(made).elements


def test_an_effort_that_nobody_can_read_is_refused(company, as_):
    client, made = as_("chen"), company.standard(GOOD)
    assert "20分钟×1人" in page(beside(client, made, effort="很久"), 422)
    assert clause(made).elements == {}


def test_whoever_only_reads_completes_nothing(company, as_):
    made = company.standard(GOOD)
    assert beside(as_("sun"), made, effort="5分钟").status_code == 403
    assert as_("zhao").get("/standards/KF-03/elements/").status_code == 404


def test_a_standard_covers_services_and_has_grades_by_which_its_clauses_are_read(company, as_):
    client = as_("chen")
    made = company.standard("接到急修报修后，维修工{15|20|30}分钟内到场。")
    assert "≤" in page(client.get("/standards/KF-03/")) or "15 分钟内" in page(client.get("/standards/KF-03/"))
    form = {"act": "describe", "items": ["engineering.repair"], "grades": "一级、二级、三级", "customers": ["owner"]}
    client.post("/standards/KF-03/elements/", form)
    made = Standard.objects.get()
    assert made.grades == ["一级", "二级", "三级"]
    assert list(StandardItem.objects.values_list("code", flat=True)) == ["engineering.repair"]
    assert "报修服务" in page(client.get("/standards/KF-03/elements/"))


@pytest.mark.parametrize("form", [{"items": ["x"]}, {"grades": "一级、一级"}, {"customers": ["x"]}])
def test_what_is_not_there_is_not_covered(company, as_, form):
    company.standard(GOOD)
    page(as_("chen").post("/standards/KF-03/elements/", {"act": "describe", **form}), 422)
    assert Standard.objects.get().grades == []


def priced(company, *texts, **facts):
    made = company.standard(*texts)
    actor = company.actor("chen")
    services.describe_standard(actor=actor, key=made.key, items=["cleaning.lobbies"], at=AT)
    catalogue.describe_unit(actor=actor, unit_key=company.estate.key, facts=facts, revision=0, at=AT)
    for index in range(len(texts)):
        found = clause(made, index)
        services.set_elements(
            actor=actor,
            clause_key=found.key,
            revision=found.revision,
            elements={"effort": "30分钟×1人", "material": "0.5元"},
            at=AT,
        )
    return made


def test_a_year_costs_what_words_effort_places_and_wage_say(company, as_):
    priced(company, SWEEP, lobbies="3", wage_cleaning="20")
    text = page(as_("chen").get("/standards/KF-03/cost/"))
    assert "¥22,995" in text
    for said in ("730 次/年", "每日清扫大堂2次", "大堂数", "保洁人工"):
        assert said in text


def test_what_is_missing_for_a_cost_is_named(company, as_):
    priced(company, SWEEP, wage_cleaning="20")
    text = page(as_("chen").get("/standards/KF-03/cost/"))
    assert "大堂数" in text
    assert "未能算出" in text


def test_the_pages_cost_the_same_whatever_their_length(company, as_, django_assert_max_num_queries):
    priced(company, *[f"保洁员每日清扫第{number}座大堂2次。" for number in range(30)], lobbies="3", wage_cleaning="20")
    client = as_("chen")
    for name in ("elements", "cost"):
        with django_assert_max_num_queries(12):
            page(client.get(f"/standards/KF-03/{name}/"))


def test_a_form_that_is_not_taken_keeps_what_was_typed(company, as_):
    made = company.standard(GOOD)
    typed = {"object": "业主", "way": "工具包", "effort": "二十分"}
    text = page(beside(as_("chen"), made, **typed), 422)
    for words in typed.values():
        assert f'value="{words}"' in text


def test_two_people_write_beside_one_clause_and_neither_is_lost(company, as_):
    client, made = as_("chen"), company.standard("应做好服务。")
    here = f"/standards/{made.code}/elements/"
    text = page(client.get(here))
    old = {name: unescape(value) for name, value in re.findall(r'name="(clause|revision|seen)" value="([^"]*)"', text)}
    page(client.post(here, {"act": "elements", **old, "object": "业主", "way": "工具包"}), 302)
    text = page(
        client.post(here, {"act": "elements", **old, "object": "租户", "assessment": "每月抽查", "way": ""}), 409
    )
    assert "改过" in text
    assert "。。" not in text
    assert "服务对象：期间已存为 业主。表单保留你写的 租户。" in text
    assert "方式工具：期间从 — 改成 工具包，已放进表单。" in text
    form = text[text.index('name="revision"') :]
    values = {name: unescape(value) for name, value in re.findall(r'name="(\w+)"[^>]* value="([^"]*)"', form)}
    assert (values["object"], values["way"], values["assessment"]) == ("租户", "工具包", "每月抽查")
    page(client.post(here, {"act": "elements", "clause": old["clause"], **values}), 302)
    assert clause(made).elements == {"object": "租户", "way": "工具包", "assessment": "每月抽查"}
