"""The page on which a company takes standards of the starter library as drafts."""

from __future__ import annotations

import re

import pytest
from tests.apps.standards.company import Company

from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.usecases.adopt_library import library_standards

pytestmark = pytest.mark.django_db
PAGE = "/standards/library/"


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def chen(client, company):
    client.force_login(company.people["chen"])
    return client


def ticked(page):
    return len(re.findall(r'name="code" value="[^"]+" checked', page))


def shown(client, query=""):
    return client.get(PAGE + query).content.decode()


def test_the_empty_list_of_standards_leads_to_the_library(chen):
    assert chen.get("/standards/").content.decode().count(f'href="{PAGE}"') == 2


def test_all_standards_are_offered_with_the_values_of_the_chosen_grade(chen):
    every = shown(chen)
    assert every.count('name="code"') == ticked(every) == len(library_standards())
    assert re.search(r"\{[^}{]+\|[^}{]+\}", every)
    assert not re.search(r"\{[^}{]+\|[^}{]+\}", shown(chen, "?grade=二级"))
    assert shown(chen, "?grade=五星&unit=x").count('name="code"') == len(library_standards())


def test_what_is_ticked_becomes_drafts_and_is_not_offered_again(chen, company):
    codes = [each.code for each in library_standards()][:2]
    form = {"unit": str(company.estate.key), "grade": "一级", "code": codes}
    answer = chen.post(PAGE, form, follow=True)
    assert answer.redirect_chain == [("/standards/", 302)]
    assert all(f"/standards/{code}/" in answer.content.decode() for code in codes)
    made = Standard.objects.order_by("code")
    assert sorted(each.code for each in made) == sorted(codes)
    assert {each.unit for each in made} == {company.estate}
    assert not DraftClause.objects.filter(text__contains="|").exists()
    assert ticked(shown(chen, f"?unit={company.estate.key}")) == len(library_standards()) - 2


def test_nothing_ticked_and_all_there_already_get_a_sentence(chen, company):
    answer = chen.post(PAGE, {"unit": str(company.estate.key)})
    assert (answer.status_code, "勾选要设为草稿的标准。" in answer.content.decode()) == (422, True)
    code = library_standards()[0].code
    form = {"unit": str(company.estate.key), "code": [code]}
    chen.post(PAGE, form)
    assert chen.post(PAGE, form).status_code == 422
    assert Standard.objects.count() == 1


def test_who_may_not_write_finds_no_library(client, company):
    client.force_login(company.people["shen"])
    assert client.get(PAGE).status_code in {403, 404}
    assert PAGE not in client.get("/standards/").content.decode()
