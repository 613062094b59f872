"""The shipped processes on their pages: offered, looked at, and taken over as drafts, alone or with standards."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from tests.apps.standards.company import AT, Company

from guicheng.adapters.process_library import shipped_processes
from guicheng.apps.processes import services
from guicheng.apps.processes.models import Process, StepClause
from guicheng.apps.standards.models import Standard
from guicheng.web.process_shelf import duration

pytestmark = pytest.mark.django_db
SHELF, ADOPT = "/processes/library/", "/standards/library/"


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def chen(client, company):
    client.force_login(company.people["chen"])
    return client


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def ticked(page):
    return len(re.findall(r'name="process" value="[^"]+" checked', page))


def test_the_list_of_processes_leads_to_the_library(chen):
    assert shown(chen, "/processes/").count(f'href="{SHELF}"') == 2


def test_all_twelve_are_offered_with_what_they_are_for_and_their_worst_case(chen):
    page = shown(chen, SHELF)
    assert page.count('name="process"') == ticked(page) == len(shipped_processes()) == 12
    assert "报修处理流程" in page
    assert "让每件报修有人接" in page
    assert "维修工、工程内勤员" in page
    assert "20 步 · 到归档最长 18.9 天" in page
    assert "20 步 · 到归档最长 12.1 天" in shown(chen, f"{SHELF}?grade=一级")


def test_what_is_ticked_becomes_drafts_at_the_grade_and_is_not_offered_again(chen, company):
    form = {"unit": str(company.estate.key), "grade": "一级", "process": ["LC-BX", "LC-HJ"]}
    answer = chen.post(SHELF, form, follow=True)
    assert answer.redirect_chain == [("/processes/", 302)]
    made = Process.objects.all()
    assert [(each.code, each.unit, each.errors) for each in made] == [
        ("LC-BX", company.estate, 0),
        ("LC-HJ", company.estate, 0),
    ]
    assert made[0].rows[2]["limit"] == "12分钟"
    page = shown(chen, f"{SHELF}?unit={company.estate.key}")
    assert ticked(page) == 10
    # The company has none of them: what an estate has is not in its way.
    assert ticked(shown(chen, f"{SHELF}?unit={company.root.key}")) == 12
    assert 'href="/processes/LC-BX/"' in page
    again = chen.post(SHELF, form)
    assert (again.status_code, Process.objects.count()) == (422, 2)
    assert "所选流程都已是你的草稿" in again.content.decode()


def test_nothing_ticked_gets_a_sentence(chen, company):
    answer = chen.post(SHELF, {"unit": str(company.estate.key)})
    assert (answer.status_code, "勾选要设为草稿的流程。" in answer.content.decode()) == (422, True)


def test_a_process_is_seen_whole_before_it_is_taken(chen):
    page = shown(chen, f"{SHELF}LC-DT/?grade=二级")
    assert len(set(re.findall('data-step="([^"]+)"', page))) == 17
    assert '<th scope="row">维保人员到场</th>' in page
    assert "接到电梯困人报警后，维保单位30分钟内到场救援。" in page
    assert re.search(r'class="num">30 分钟</td><td class="num">29 分钟</td>', page)
    assert "杭州市" in page
    assert "TSG T5002-2017" in page
    assert "住宅" in page
    assert not re.search(r"\{[^}{]+\|[^}{]+\}", page)
    assert "{18|26|26}分钟" in shown(chen, f"{SHELF}lc-dt/")


def test_a_taken_one_leads_to_the_draft_and_an_unknown_one_is_absent(chen, company):
    assert 'value="LC-DT"' in shown(chen, f"{SHELF}LC-DT/")
    chen.post(SHELF, {"unit": str(company.estate.key), "process": ["LC-DT"]})
    page = shown(chen, f"{SHELF}LC-DT/?unit={company.estate.key}")
    assert 'value="LC-DT"' not in page
    assert 'href="/processes/LC-DT/"' in page
    assert chen.get(f"{SHELF}LC-99/").status_code == 404


def test_in_english_the_pages_say_what_it_is_in_english(chen):
    chen.cookies["language"] = "en"
    page = shown(chen, f"{SHELF}LC-HJ/")
    assert "Fire alarm" in page
    assert "Has somebody see the place of every alarm" in page
    assert "Fire Protection Law" in page


def test_standards_and_processes_are_taken_together_and_linked(chen, company):
    page = shown(chen, ADOPT)
    assert page.count('name="process"') == ticked(page) == 12
    form = {"unit": str(company.estate.key), "grade": "二级", "code": ["GC-01", "KF-06"], "process": ["LC-BX"]}
    assert chen.post(ADOPT, form)["Location"] == "/standards/"
    assert (Standard.objects.count(), Process.objects.count()) == (2, 1)
    assert StepClause.objects.count() == 17
    step = shown(chen, "/processes/LC-BX/")
    assert 'href="/standards/GC-01/#c-' in step


def test_processes_alone_are_taken_from_the_page_of_standards(chen, company):
    form = {"unit": str(company.estate.key), "process": ["LC-BX"]}
    assert chen.post(ADOPT, form)["Location"] == "/processes/"
    assert chen.post(ADOPT, form).status_code == 422
    assert Process.objects.count() == 1


def test_who_may_not_write_processes_finds_no_library(client, company):
    client.force_login(company.people["sun"])
    assert client.get(SHELF).status_code in {403, 404}
    assert client.post(SHELF, {"process": ["LC-BX"]}).status_code in {403, 404}
    assert SHELF not in client.get("/processes/").content.decode()
    assert not Process.objects.exists()


def test_a_manager_of_one_estate_takes_them_there_and_nowhere_else(client, company):
    client.force_login(company.people["wang"])
    page = shown(client, SHELF)
    assert "云栖花园" in page
    assert "山语城" not in page
    client.post(SHELF, {"unit": str(company.other.key), "process": ["LC-BX"]})
    assert [each.unit for each in Process.objects.all()] in ([], [company.estate])


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (Fraction(1, 2), "30 秒"),
        (Fraction(3, 2), "1.5 分钟"),
        (Fraction(90), "90 分钟"),
        (Fraction(150), "2.5 小时"),
        (Fraction(7155), "5 天"),
        (Fraction(4320), "3 天"),
        (Fraction(17395), "12.1 天"),
        (None, "—"),
    ],
)
def test_lengths_of_time_take_their_largest_handy_unit(minutes, told):
    assert duration(minutes) == told


def test_a_draft_of_the_company_is_not_told_and_what_it_published_is_named_without_a_link(client, company, chen):
    chen.post(SHELF, {"unit": str(company.root.key), "process": ["LC-BX"]})
    assert 'href="/processes/LC-BX/"' in shown(chen, SHELF)
    client.force_login(company.people["zhao"])
    page = shown(client, SHELF)
    assert ticked(page) == 12
    assert "LC-BX-2" not in page
    published(company, Process.objects.get())
    page = shown(client, SHELF)
    assert 'href="/processes/LC-BX/"' not in page
    assert ticked(page) == 11
    alone = shown(client, f"{SHELF}LC-BX/")
    assert 'href="/processes/LC-BX/"' not in alone
    assert 'value="LC-BX"' not in alone


def published(company, process):
    services.ask_for_approval(actor=company.actor("chen"), process_key=process.key, at=AT)
    services.decide(actor=company.actor("lin"), process_key=process.key, approves=True, at=AT)
    services.publish(actor=company.actor("chen"), process_key=process.key, effective_from=AT.date(), at=AT)


def test_what_was_taken_under_another_code_leads_there(client, company, chen):
    chen.post(SHELF, {"unit": str(company.estate.key), "process": ["LC-BX"]})
    client.force_login(company.people["zhao"])
    client.post(SHELF, {"unit": str(company.other.key), "process": ["LC-BX"]})
    page = shown(client, SHELF)
    assert 'href="/processes/LC-BX-2/"' in page
    assert 'href="/processes/LC-BX/"' not in page
    assert 'href="/processes/LC-BX-2/"' in shown(client, f"{SHELF}LC-BX/")
