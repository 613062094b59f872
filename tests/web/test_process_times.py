"""The times of a process, the gaps between steps and clauses, and replays that are kept, as people meet them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.standards.company import AT, Company

from guicheng.apps.organization.models import DutyHours, Post
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.processes import services
from guicheng.apps.processes.models import KeptReplay, Process
from guicheng.apps.standards.models import DraftClause, Standard

pytestmark = pytest.mark.django_db

LOG = "工单号,环节,完成时间,结果\nA,1,2026-01-05 08:00,\nA,2,2026-01-05 08:20,\nA,3,2026-01-05 09:00,\nB,2,2026-01-05 08:00,\n"


@pytest.fixture
def company(db):
    made = Company()
    standard = made.standard(
        "客服接到报修后5分钟内登记。", "接到报修后25分钟内到场。", "接到投诉后2小时内答复。", "大堂每日清扫2次。"
    )
    for number, clause in enumerate(standard.clauses.order_by("position"), 1):
        clause.number = str(number)
        clause.save(update_fields=["number"])
    return made


def rows(*clauses):
    limits = ("5分钟", "3分钟", "20分钟")
    return [
        {"number": str(n), "name": f"做{n}", "post": "客服", "limit": limit, "record": "单",
         "next": str(n + 1) if n < 3 else "结束", "clauses": cited}
        for n, (limit, cited) in enumerate(zip(limits, clauses, strict=True), 1)
    ]  # fmt: skip


@pytest.fixture
def made(company):
    found = rows("KF-03/1(1→1)", "", "KF-03/2(1→3)、KF-03/9")
    return services.create_process(
        actor=company.actor("chen"), unit_key=company.estate.key, code="LC-01", title="报修", rows=found, at=AT
    )


@pytest.fixture
def chen(client, company):
    client.force_login(company.people["chen"])
    return client


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_page_of_times_says_worst_share_and_worst_start_with_what_is_assumed(chen, made):
    text = page(chen.get("/processes/LC-01/times/"))
    assert "28 分钟" in text
    assert (
        "若每一步有 95% 的单子守住自己的时限，则 97.5% 的单子在 28 分钟内走完；路上 3 个时限全都守住的占 85.7%" in text
    )
    assert "这是假设，不是实测" in text
    assert "2026 年里，2026-02-14（周六）17:03 开始的单子最久" in text
    assert "只在工作日（除法定节假日） 08:30-17:30 计" in text


def test_other_assumptions_and_a_promise_change_what_is_said(chen, made):
    wish = {"kept": "80", "days": "mon-fri", "hours": "09:00-18:00", "promise": "30:1→3"}
    text = page(chen.get("/processes/LC-01/times/", wish))
    assert "若每一步有 80%" in text
    assert "30 分钟内走完" in text
    assert "周五 17:33 开始的单子最久" in text


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"kept": "always"}, "“always”不是比例"),
        ({"hours": "8-17"}, "“8-17”不是计时时段"),
        ({"promise": "soon"}, "“soon”"),
        ({"promise": "30:1→9"}, "9"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_stands(chen, made, wish, said):
    text = page(chen.get("/processes/LC-01/times/", wish), 422)
    assert said in text
    assert "28 分钟" in text


def test_a_table_that_cannot_be_read_says_so(chen, company):
    twice = [dict(row, number="1") for row in rows("", "", "")]
    services.create_process(
        actor=company.actor("chen"), unit_key=company.estate.key, code="LC-02", title="乱", rows=twice, at=AT
    )
    assert "is-refused" in page(chen.get("/processes/LC-02/times/"))


def test_each_timed_clause_stands_beside_the_chart_with_its_reason(chen, made):
    answer = chen.get("/processes/LC-01/times/")
    lines = {line.citation: line for line in answer.context["clauses"]}
    assert (lines["KF-03/1"].standing, lines["KF-03/1"].worst) == ("守得住", "5 分钟")
    assert (lines["KF-03/2"].standing, lines["KF-03/2"].allowed, lines["KF-03/2"].worst) == (
        "守不住",
        "25 分钟",
        "28 分钟",
    )
    assert "1 = 5；2 = 3；3 = 20；1→3 ≤ 25 (KF-03/2)" in page(answer)


def test_a_clause_without_a_span_says_what_to_write(chen, made):
    changed = [dict(row, clauses="KF-03/2" if row["number"] == "3" else "", limit="15分钟") for row in made.rows]
    changed[2]["limit"] = "5分钟"
    Process.objects.filter(pk=made.pk).update(rows=changed)
    assert "KF-03/2(1→3)" in page(chen.get("/processes/LC-01/times/"))


def test_grades_are_judged_where_they_stand_worst(chen, company, made):
    Standard.objects.update(grades=["一级", "二级"])
    DraftClause.objects.filter(number="2").update(text="接到报修后{20|40}分钟内到场。")
    (line,) = [each for each in chen.get("/processes/LC-01/times/").context["clauses"] if each.citation == "KF-03/2"]
    assert (line.grade, line.standing, line.allowed) == ("一级", "守不住", "20 分钟")


def test_steps_and_clauses_without_each_other_are_listed_with_links(chen, made):
    text = page(chen.get("/processes/gaps/"))
    assert 'href="/processes/LC-01/?view=table#s-1"' in text
    assert "没有引用条款" in text
    assert "引用了 KF-03/9，你们的标准里没有" in text
    assert "接到投诉后2小时内答复" in text
    assert "接到报修后25分钟内到场" not in text
    assert "大堂每日清扫" not in text


def test_clauses_without_a_step_can_be_asked_of_one_standard_and_come_in_pages(chen, company, made):
    assert "接到投诉后2小时内答复" not in page(chen.get("/processes/gaps/", {"standard": "KF-99"}))
    company.standard(*(f"接到第{n}类来电后{n}小时内答复。" for n in range(1, 60)), code="KF-04")
    text = page(chen.get("/processes/gaps/"))
    assert "from=" in text
    following = chen.get("/processes/gaps/").context["following"]
    assert "第59类" in page(chen.get("/processes/gaps/", {"from": following}))


def test_a_process_of_another_estate_stays_out_of_the_gaps(client, company, made):
    client.force_login(company.people["zhao"])
    assert "LC-01" not in page(client.get("/processes/gaps/"))


def replay(client, **more):
    file = SimpleUploadedFile("工单.csv", LOG.encode())
    return client.post("/processes/LC-01/replay/", {"file": file, **more})


def test_a_replay_is_kept_listed_shown_and_deleted(chen, made):
    assert "已保存" in page(replay(chen, keep="1"))
    kept = KeptReplay.objects.get()
    assert (kept.cases, kept.events, kept.fitting, kept.edition, kept.by_name) == (2, 4, 1, None, "陈晓")
    assert "工单.csv" in page(chen.get("/processes/LC-01/replay/"))
    address = f"/processes/LC-01/replays/{kept.key}/"
    text = page(chen.get(address))
    assert "做1" in text
    assert "B" in [case for case, _kind, _why in chen.get(address).context["wrong"]]
    answer = chen.post(address, {"act": "delete"})
    assert answer["Location"] == "/processes/LC-01/replay/"
    assert not KeptReplay.objects.exists()
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert {"processes.keep_replay", "processes.delete_replay"} <= set(acts)


def test_without_a_tick_nothing_is_kept(chen, made):
    page(replay(chen))
    assert not KeptReplay.objects.exists()


def test_whoever_may_only_read_keeps_nothing(client, company, made):
    client.force_login(company.people["shen"])
    assert 'name="keep"' not in page(client.get("/processes/LC-01/replay/"))
    page(replay(client, keep="1"), 422)
    assert not KeptReplay.objects.exists()


def test_posts_that_are_away_or_too_low_are_warned_of_and_stop_nobody(chen, company):
    steps = rows("", "", "")
    steps[1] |= {"post": "维修工", "timeout": "3分钟→4"}
    steps.append(dict(steps[0], number="4", name="督办", post="班长", next="结束"))
    made = services.create_process(
        actor=company.actor("chen"), unit_key=company.estate.key, code="LC-01", title="报修", rows=steps, at=AT
    )
    ranks = {"客服": 5, "维修工": 4, "班长": 3}
    posts = {
        name: Post.objects.create(company=company.root, name=name, rank=rank, trade="engineering")
        for name, rank in ranks.items()
    }
    DutyHours.objects.create(post=posts["客服"], unit=company.root, hours="每天 08:00-20:00")
    DutyHours.objects.create(post=posts["维修工"], unit=company.root, hours="周一至周五 08:30-17:30")
    text = page(chen.get("/processes/LC-01/"))
    assert "岗位不当班" in text
    assert "升级到了下级岗位" in text
    assert "岗位提醒：2" in text
    assert "岗位不当班" in page(chen.get("/processes/LC-01/approval/"))
    assert services.ask_for_approval(actor=company.actor("chen"), process_key=made.key, at=AT).state == "open"
