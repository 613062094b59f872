"""Approval, editions, comparison and inbox, as people meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.standards.company import GOOD, VAGUE, Company, clause

from guicheng.apps.standards.models import Edition, Standard

pytestmark = pytest.mark.django_db
PAGE = "/standards/KF-03/approval/"


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def signed_in(client, company):
    def enter(username):
        client.force_login(company.people[username])
        return client

    return enter


def agree(signed_in, *usernames):
    for username in usernames:
        assert signed_in(username).post(PAGE, {"act": "approve"}).status_code == 302


def publish(company, signed_in, day=None):
    signed_in("chen").post(PAGE, {"act": "submit"})
    agree(signed_in, "lin", "wang")
    answer = signed_in("lin").post(PAGE, {"act": "publish", "day": str(day or timezone.localdate())})
    assert answer.status_code == 302, answer.content.decode()


def test_a_draft_with_errors_is_not_sent_and_says_why(company, signed_in):
    company.standard(VAGUE)
    answer = signed_in("chen").post(PAGE, {"act": "submit", "note": "看一下"})
    assert answer.status_code == 422
    assert "看一下" in answer.content.decode()
    assert Standard.objects.get().state == "draft"


def test_two_other_people_agree_before_a_draft_is_published(company, signed_in):
    company.standard(GOOD)
    signed_in("chen").post(PAGE, {"act": "submit", "note": "急修改为30分钟"})
    assert "急修改为30分钟" in signed_in("lin").get(PAGE).content.decode()
    too_early = signed_in("lin").post(PAGE, {"act": "publish"})
    assert too_early.status_code == 422
    assert signed_in("chen").post(PAGE, {"act": "approve"}).status_code in {403, 422}
    agree(signed_in, "lin", "wang")
    signed_in("lin").post(PAGE, {"act": "publish", "day": str(timezone.localdate())})
    assert Edition.objects.get().number == 1


def test_a_returned_draft_goes_back_with_the_comment(company, signed_in):
    company.standard(GOOD)
    signed_in("chen").post(PAGE, {"act": "submit"})
    empty = signed_in("lin").post(PAGE, {"act": "return", "comment": ""})
    assert empty.status_code == 422
    signed_in("lin").post(PAGE, {"act": "return", "comment": "写明夜间"})
    assert "写明夜间" in signed_in("chen").get("/inbox/").content.decode()


def test_the_edition_in_force_on_a_day_is_told(company, signed_in):
    company.standard(GOOD)
    publish(company, signed_in, timezone.localdate() + timedelta(days=3))
    browser = signed_in("qian")
    assert "当天没有现行版本" in browser.get("/standards/KF-03/editions/").content.decode()
    later = timezone.localdate() + timedelta(days=5)
    assert "第1版" in browser.get(f"/standards/KF-03/editions/?day={later}").content.decode()


def test_an_edition_says_that_it_is_unaltered(company, signed_in):
    company.standard(GOOD)
    publish(company, signed_in)
    page = signed_in("shen").get("/standards/KF-03/editions/1/").content.decode()
    assert GOOD in page
    assert "自发布以来未改动" in page


def test_an_edition_says_whether_it_is_in_force(company, signed_in):
    row = clause(company.standard(GOOD))
    page = "/standards/KF-03/editions/{}/"
    publish(company, signed_in, timezone.localdate() + timedelta(days=3))
    told = signed_in("shen").get(page.format(1)).content.decode()
    assert "尚未生效" in told
    assert 'is-ok"' not in told
    signed_in("chen").post(
        f"/standards/KF-03/clauses/{row.key}/", {"text": GOOD + "并登记。", "revision": row.revision}
    )
    publish(company, signed_in)
    assert 'class="chip is-ok"' in signed_in("shen").get(page.format(2)).content.decode()
    signed_in("chen").post(
        f"/standards/KF-03/clauses/{row.key}/", {"text": GOOD + "先登记。", "revision": row.revision + 1}
    )
    publish(company, signed_in)
    assert "已被新版替代" in signed_in("shen").get(page.format(2)).content.decode()
    refused = signed_in("chen").post(page.format(3) + "withdraw/", {"reason": ""})
    assert refused.status_code == 422
    assert "自发布以来未改动" in refused.content.decode()


def test_two_editions_differ_by_marked_words(company, signed_in):
    row = clause(company.standard(GOOD))
    publish(company, signed_in)
    changed = {"text": GOOD.replace("30", "20"), "revision": row.revision}
    signed_in("chen").post(f"/standards/KF-03/clauses/{row.key}/", changed)
    publish(company, signed_in)
    page = signed_in("shen").get("/standards/KF-03/editions/1/to/2/").content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert "改动 1 处" in page


def test_an_edition_is_withdrawn_with_a_reason(company, signed_in):
    company.standard(GOOD)
    publish(company, signed_in)
    page = "/standards/KF-03/editions/1/withdraw/"
    assert signed_in("chen").post(page, {"reason": ""}).status_code == 422
    assert signed_in("chen").post(page, {"reason": "合同到期"}).status_code == 302
    assert "合同到期" in signed_in("qian").get("/standards/KF-03/editions/").content.decode()


def test_the_inbox_shows_what_needs_me_until_it_is_done(company, signed_in):
    company.standard(GOOD)
    signed_in("chen").post(PAGE, {"act": "submit"})
    assert "KF-03" in signed_in("lin").get("/inbox/").content.decode()
    agree(signed_in, "lin")
    assert "待我处理 0" in signed_in("lin").get("/inbox/").content.decode()


def test_a_frontline_worker_sees_editions_but_no_draft(company, signed_in):
    company.standard(GOOD)
    publish(company, signed_in)
    browser = signed_in("qian")
    assert browser.get("/standards/KF-03/editions/1/").status_code == 200
    assert browser.get("/standards/KF-03/").status_code == 404
    assert browser.get(PAGE).status_code == 404


def test_an_edition_of_the_company_is_read_at_each_estate_and_its_draft_is_not(company, signed_in):
    company.standard(GOOD, unit=company.root)
    signed_in("chen").post(PAGE, {"act": "submit"})
    agree(signed_in, "lin", "gao")
    signed_in("chen").post(PAGE, {"act": "publish", "day": str(timezone.localdate())})
    for name in ("qian", "wang", "zhao"):
        browser = signed_in(name)
        assert [row.code for row in browser.get("/in-force/").context["page"].rows] == ["KF-03"]
        for address in ("1/", "", "1/handouts/", "1/edition.md"):
            assert browser.get(f"/standards/KF-03/editions/{address}").status_code == 200, address
        assert browser.get("/standards/KF-03/").status_code == 404
    stranger = Company(prefix="x").people["qian"]
    browser.force_login(stranger)
    assert browser.get(f"/standards/{Standard.objects.get().key}/editions/1/").status_code == 404


def test_an_edition_of_an_estate_is_read_there_and_above_and_nowhere_beside(company, signed_in):
    company.standard(GOOD)
    publish(company, signed_in)
    assert signed_in("chen").get("/standards/KF-03/editions/1/").status_code == 200
    beside = signed_in("zhao")
    assert beside.get("/standards/KF-03/editions/1/").status_code == 404
    assert beside.get("/in-force/").context["page"].rows == []
