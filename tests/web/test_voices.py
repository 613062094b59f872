"""Feedback, themes, groups, interviews and demands as people use their pages, without a script."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.apps.research.voices import CANARY, Voices
from tests.apps.standards.company import AT, clause

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.research import services
from guicheng.apps.research.models import Demand, Feedback, Interview, Theme
from guicheng.apps.research.services import SourceKey
from guicheng.apps.standards.services import judge_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db):
    return Voices()


@pytest.fixture
def as_(client, company, settings):
    settings.SECOND_FACTOR = False

    def enter(username):
        client.force_login(company.people[username])
        return client

    return enter


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def sheet(*rows):
    made = openpyxl.Workbook()
    made.active.append(["日期", "项目", "类型", "内容"])
    for row in rows:
        made.active.append(row)
    out = BytesIO()
    made.save(out)
    return SimpleUploadedFile("热线.xlsx", out.getvalue())


def today():
    return str(timezone.localdate())


def test_a_record_is_taken_in_shown_covered_and_found(company, as_):
    client = as_("wang")
    form = {"act": "add", "unit": str(company.estate.key), "kind": "call", "received_on": today()}
    answer = client.post("/feedback/", {**form, "text": f"电梯坏了，电话{CANARY}"})
    row = Feedback.objects.get()
    assert answer.headers["Location"] == f"/feedback/{row.key}/"
    for address in (f"/feedback/{row.key}/", "/feedback/", "/feedback/?q=电梯"):
        text = page(client.get(address))
        assert "［电话］" in text
        assert CANARY not in text
    assert "没有符合筛选的记录" in page(client.get("/feedback/?q=漏水"))


def test_a_refused_record_keeps_what_was_typed(company, as_):
    form = {
        "act": "add",
        "unit": str(company.estate.key),
        "kind": "call",
        "received_on": "2999-01-01",
        "text": "电梯坏",
    }
    text = page(as_("wang").post("/feedback/", form), 422)
    assert "不能晚于今天" in text
    assert "电梯坏" in text


def test_an_administrator_sees_a_record_in_full_for_a_reason(company, as_):
    row = company.say(f"回电{CANARY}")
    assert CANARY in page(as_("gao").post(f"/feedback/{row.key}/original/", {"act": "reveal", "reason": "回电"}))
    assert "为什么要看原话" in page(as_("gao").post(f"/feedback/{row.key}/original/", {"act": "reveal"}), 422)
    assert as_("wang").post(f"/feedback/{row.key}/original/", {"act": "reveal", "reason": "x"}).status_code in {
        403,
        404,
    }
    assert AuditEntry.objects.filter(act="research.reveal_feedback").count() == 1


def test_a_workbook_comes_back_with_remarks_or_is_taken_in(company, as_):
    client = as_("wang")
    wrong = {
        "act": "import",
        "file": sheet((today(), "云栖花园", "投诉", "漏水"), ("昨天", "云栖花园", "投诉", "漏水")),
    }
    text = page(client.post("/feedback/import/", wrong), 422)
    assert "feedback-remarks.xlsx" in text
    assert not Feedback.objects.exists()
    page(client.post("/feedback/import/", {"act": "import"}), 422)
    good = {"act": "import", "file": sheet((today(), "云栖花园", "投诉", f"漏水{CANARY}"))}
    assert "已导入：1" in page(client.post("/feedback/import/", good))
    assert client.get("/feedback/import/sheet.xlsx").content[:2] == b"PK"


def test_themes_are_looked_for_confirmed_and_merged(company, as_):
    for _time in range(6):
        company.say("广场舞太吵")
        company.say("快递柜满了")
    client = as_("chen")
    client.post("/themes/", {"act": "find"})
    first, second = Theme.objects.order_by("pk")[:2]
    assert first.name in page(client.get("/themes/"))
    shown = page(client.get(f"/themes/{first.key}/"))
    assert "含这些词的记录：6" in shown
    assert shown.count("/feedback/") >= 6
    for each in (first, second):
        client.post("/themes/", {"act": "confirm", "key": str(each.key)})
    client.post(f"/themes/{second.key}/", {"act": "merge", "into": str(first.key)})
    assert "12" in page(client.get(f"/themes/{first.key}/"))
    assert first.name in page(client.get(f"/themes/{second.key}/"))


def test_a_search_that_finds_no_theme_says_so(company, as_):
    company.say("快递柜满了")
    client = as_("chen")
    answer = client.post("/themes/", {"act": "find"})
    assert "没有找到新主题" in page(client.get(answer.url))
    assert "没有找到新主题" not in page(client.get("/themes/"))


def test_a_demand_is_stated_from_a_quote_confirmed_and_linked(company, as_):
    group, made = company.group(), company.standard("接到投诉后24小时内首次答复。")
    quote = company.quote(company.talk(), "投诉了没有人答复")
    client = as_("wang")
    shown = page(client.get(f"/demands/?quote={quote.key}"))
    assert str(quote.key) in shown
    assert "投诉了没有人答复" in shown
    form = {"act": "add", "unit": str(company.estate.key), "group": str(group.key), "kind": "need"}
    client.post("/demands/", {**form, "text": "投诉要有人答复", "quote": str(quote.key)})
    demand = Demand.objects.get()
    address = f"/demands/{demand.key}/"
    assert "首次答复" in page(client.get(address))
    client.post(address, {"act": "confirm"})
    client.post(address, {"act": "link", "clause": str(clause(made).key)})
    demand.refresh_from_db()
    assert demand.state == "confirmed"
    assert "没有条款回应" not in page(client.get(address))
    chips = page(client.get(f"/standards/{made.code}/beside/"))
    assert "高层住户" in chips
    assert "没有条款的需求：0" in page(client.get("/demands/links/"))


def test_a_demand_of_the_whole_company_is_missing_at_each_estate(company, as_):
    company.demand("电梯等候不超过3分钟", unit=company.root, by="chen")
    client = as_("chen")
    assert client.get("/demands/links/").context["unit"] == company.estate
    assert "没有条款的需求：1" in page(client.get("/demands/links/"))


def test_a_clause_is_linked_by_its_number(company, as_):
    made, demand = company.standard("大堂每日清扫2次。"), company.demand()
    found = clause(made)
    found.number = "1.1"
    found.save()
    client = as_("wang")
    assert "没有条款" in page(client.post(f"/demands/{demand.key}/", {"act": "link_number", "number": "KF-03 9"}), 422)
    assert client.post(f"/demands/{demand.key}/", {"act": "link_number", "number": "kf-03 1.1"}).status_code == 302
    assert "大堂每日清扫" in page(client.get(f"/demands/{demand.key}/"))


def test_a_number_without_its_source_is_refused_with_what_was_typed(company, as_):
    group = company.group()
    form = {"act": "add", "unit": str(company.estate.key), "group": str(group.key), "kind": "need"}
    text = page(as_("wang").post("/demands/", {**form, "text": "等得少", "importance": "4.5"}), 422)
    assert "出处" in text
    assert "等得少" in text


def test_the_matrix_holds_demands_clauses_and_norms_and_no_formula(company, as_):
    made = company.standard("监控录像保存不少于30日。", "员工应佩戴工牌。")
    told = {"source": SourceKey(cited="问卷"), "importance": "4", "importance_source": "问卷"}
    demand = company.demand("=HYPERLINK(1)", **told)
    company.demand("没有条款的需求")
    services.confirm_demand(actor=company.actor("wang"), key=demand.key, at=AT)
    judge_link(actor=company.actor("wang"), demand_key=demand.key, clause_key=clause(made).key, answers=True, at=AT)
    book = openpyxl.load_workbook(BytesIO(as_("wang").get("/demands/matrix.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    assert any("HYPERLINK" in str(row[3]) and row[8] and row[9] for row in rows)
    assert any(row[8] == "员工应佩戴工牌。" and not row[0] for row in rows)
    assert any(row[3] == "没有条款的需求" and not row[7] for row in rows)


def test_an_interview_is_noted_and_coded_by_two(company, as_):
    client = as_("wang")
    form = {"act": "add", "unit": str(company.estate.key), "kind": "forum", "title": "电梯座谈", "held_on": today()}
    assert "像是某个人" in page(client.post("/interviews/", {**form, "attendees": "李明"}), 422)
    client.post("/interviews/", {**form, "attendees": "业主代表 3", "questions": "等多久？\n何时？"})
    found = Interview.objects.get()
    address = f"/interviews/{found.key}/"
    client.post(address, {"act": "note", "position": "0", "question": "等多久？", "text": f"很久，{CANARY}"})
    client.post(address, {"act": "quote", "text": "等十分钟", "role": "业主代表"})
    text = page(client.get(address))
    assert "很久，［电话］" in text
    quote = found.quotes.get()
    code = services.add_code(actor=company.actor("chen"), name="等候", description="说到等", at=AT)
    client.post(f"{address}coding/", {"act": "code", "quote": str(quote.key), "code": str(code.key)})
    assert "王经理" not in page(as_("chen").get(f"{address}coding/")).split("<main", 1)[1]
    as_("chen").post(f"{address}coding/", {"act": "code", "quote": str(quote.key)})
    assert "王经理" in page(as_("chen").get(f"{address}coding/")).split("<main", 1)[1]
    assert "等候" in page(as_("chen").get("/interviews/agreement/"))


def test_a_group_says_what_is_missing(company, as_):
    group = company.group()
    text = page(as_("wang").get(f"/groups/{group.key}/"))
    assert "还不知道的" in text
    assert "什么让他们烦恼" in text
    assert "修改群体" not in text
    assert "修改群体" in page(as_("chen").get(f"/groups/{group.key}/"))
