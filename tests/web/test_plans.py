"""The pages of plans: what is due, the rules behind it, and where the evidence of promises comes from."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.operations.test_plans import RELEASE, ROUND, SWEEP, noon, publish
from tests.apps.standards.company import Company

from guicheng.apps.operations.models import Plan, PromiseSource, Suspension

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(
    r'name="plan" value="([^"]+)"><input type="hidden" name="occurrence" value="([^"]+)">'
    r'<input type="hidden" name="due" value="([^"]+)"'
)


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def page(client, company):
    def enter(username, part="", query="", **form):
        client.force_login(company.people[username])
        address = f"/plans/{company.estate.key}/{part}"
        return client.post(address, form) if form else client.get(address + query)

    return enter


def text(answer):
    return answer.content.decode()


def test_one_estate_alone_is_opened_and_several_are_listed(client, company):
    client.force_login(company.people["wang"])
    assert client.get("/plans/").headers["Location"] == f"/plans/{company.estate.key}/"
    client.force_login(company.people["chen"])
    assert text(client.get("/plans/")).count('href="/plans/') >= 3


@pytest.mark.parametrize("view", ["list", "board", "month", "nonsense"])
def test_what_is_due_shows_its_sentence_and_where_it_stands(company, page, view):
    publish(company, SWEEP, ROUND, at=noon(-1))
    shown = text(page("sun", query=f"?view={view}&day={timezone.localdate() + timedelta(days=1)}"))
    assert "未到时间" in shown
    assert (SWEEP in shown) == (view != "month")


def test_an_estate_without_plans_says_how_they_come(page):
    assert "发布写明" in text(page("sun"))
    assert "发布写明" in text(page("sun", "rules/"))
    assert "这里还没有生效的承诺" in text(page("sun", "evidence/"))


def test_what_was_missed_can_be_done_late_or_excused_with_a_reason(company, page):
    publish(company, SWEEP, at=noon(-2))
    yesterday = f"?day={timezone.localdate() - timedelta(days=1)}"
    shown = text(page("sun", query=yesterday))
    first, second = dict.fromkeys(HIDDEN.findall(shown))
    asked = [dict(zip(("plan", "occurrence", "due"), each, strict=True)) for each in (first, second)]
    assert page("sun", act="done", **asked[0]).status_code == 302
    assert page("sun", act="excuse", reason="", **asked[1]).status_code == 422
    assert page("sun", act="excuse", reason="施工封闭", **asked[1]).status_code == 302
    shown = text(page("sun", query=yesterday))
    assert ("施工封闭" in shown, shown.count('name="act" value="done"')) == (True, 0)


def test_a_plan_of_nobody_is_absent(company, page):
    publish(company, SWEEP)
    asked = {"plan": "11111111-1111-1111-1111-111111111111", "occurrence": "x", "due": "2026-01-01T08:00:00+08:00"}
    assert page("sun", act="done", **asked).status_code == 404


def test_a_storm_is_entered_and_ended_on_the_page(company, page):
    publish(company, SWEEP, at=noon(-1))
    assert page("sun", "rules/", act="suspend", cause="weather", reason="").status_code == 422
    assert page("sun", "rules/", act="suspend", cause="weather", reason="台风").status_code == 302
    assert "台风" in text(page("sun", "rules/"))
    row = Suspension.objects.get()
    assert page("sun", "rules/", act="end", suspension=str(row.key)).status_code == 302
    row.refresh_from_db()
    assert row.end is not None


def test_times_are_changed_from_tomorrow_on(company, page):
    publish(company, SWEEP, at=noon(-1))
    asked = {"act": "change", "plan": str(Plan.objects.get().key), "hours": "07:00 19:00"}
    assert page("wang", "rules/", **(asked | {"hours": "late"})).status_code == 422
    assert page("sun", "rules/", **asked).status_code == 403
    assert page("wang", "rules/", **asked).status_code == 302
    assert "07:00 19:00" in text(page("wang", "rules/"))


def test_promises_without_evidence_are_listed_and_words_are_explained_once(client, company, page):
    publish(company, RELEASE, "业主可以自行选择缴费方式。")
    shown = text(page("chen", "evidence/"))
    assert ("1 / 2" in shown, "只是允许" in shown, "搬运人到达门岗后" in shown) == (True, True, True)
    asked = {"act": "explain", "role": "trigger", "words": "搬运人到达门岗后", "event": "arrived"}
    asked["unit"] = str(company.estate.key)
    for username, status in (("wang", 403), ("chen", 302)):
        client.force_login(company.people[username])
        assert client.post("/plans/words/", asked).status_code == status
    assert PromiseSource.objects.get(source="events").start_event == "arrived"
    assert "两个事件及间隔" in text(page("chen", "evidence/", query="?source=events"))
