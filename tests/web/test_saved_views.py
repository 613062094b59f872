"""The list of standards: kept views, columns, and one act on several at once."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import GOOD, VAGUE, Company

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards.models import SavedView, Standard, Submission

pytestmark = pytest.mark.django_db
LIST = "/standards/"
VIEWS = "/standards/views/"


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def signed_in(client, company):
    def enter(username):
        client.force_login(company.people[username])
        return client

    return enter


def test_a_view_is_kept_shown_as_a_chip_and_deleted(company, signed_in):
    browser = signed_in("chen")
    answer = browser.post(f"{VIEWS}?state=draft&q=急修&cursor=x", {"name": "我的草稿"})
    assert answer.headers["Location"].startswith("/standards/?")
    view = SavedView.objects.get()
    assert "cursor" not in view.query
    page = browser.get(LIST).content.decode()
    assert "我的草稿" in page
    assert "/standards/?q=%E6%80%A5%E4%BF%AE&amp;state=draft" in page
    browser.post(VIEWS, {"delete": view.key})
    assert not SavedView.objects.exists()
    assert {"standards.save_view", "standards.delete_view"} <= set(AuditEntry.objects.values_list("act", flat=True))


def test_a_view_is_seen_by_colleagues_only_when_it_is_shared(company, signed_in):
    signed_in("chen").post(f"{VIEWS}?state=draft", {"name": "自己看"})
    signed_in("chen").post(f"{VIEWS}?state=review", {"name": "大家看", "shared": "on"})
    page = signed_in("wang").get(LIST).content.decode()
    assert "大家看" in page
    assert "来自陈晓" in page
    assert "自己看" not in page
    view = SavedView.objects.get(name="大家看")
    assert signed_in("wang").post(VIEWS, {"delete": view.key}).status_code == 403
    hidden = SavedView.objects.get(name="自己看")
    assert signed_in("wang").post(VIEWS, {"delete": hidden.key}).status_code == 404


def test_a_shared_view_of_a_unit_out_of_reach_is_not_offered(company, signed_in):
    signed_in("chen").post(f"{VIEWS}?unit={company.other.key}", {"name": "山语城的", "shared": "on"})
    assert "山语城的" in signed_in("chen").get(LIST).content.decode()
    assert "山语城的" not in signed_in("wang").get(LIST).content.decode()


def test_a_view_without_a_name_is_refused_and_the_frontline_keeps_none(company, signed_in):
    answer = signed_in("chen").post(f"{VIEWS}?state=draft", {"name": " "})
    assert answer.status_code == 422
    assert "填写视图名称" in answer.content.decode()
    assert signed_in("qian").post(VIEWS, {"name": "x"}).status_code == 404


def test_columns_stand_in_the_address(company, signed_in):
    standard = company.standard(GOOD)
    Standard.objects.filter(pk=standard.pk).update(category="engineering")
    browser = signed_in("chen")
    heads = browser.get(f"{LIST}?columns=category&columns=comments&columns=nonsense").content.decode()
    head = heads.split("<thead>")[1].split("</thead>")[0]
    assert "服务类别" in head
    assert "未解决评论" in head
    assert "负责人" not in head
    assert "工程维保" in heads
    assert "columns=category%2Ccomments" in heads
    usual = browser.get(LIST).content.decode().split("<thead>")[1].split("</thead>")[0]
    assert "负责人" in usual


def several(browser, standards, act, target="", query="", **more):
    form = {"act": act, "target": target, "key": [str(each.key) for each in standards], **more}
    return browser.post(f"/standards/several/{query}", form)


def test_each_result_of_an_act_on_several_is_told_once(company, signed_in):
    good, vague = company.standard(GOOD), company.standard(VAGUE, code="KF-04", title="回访")
    browser = signed_in("chen")
    answer = several(browser, [good, vague], "submit", query="?state=draft")
    assert answer.headers["Location"] == "/standards/?state=draft"
    page = browser.get(LIST).content.decode()
    assert "已完成 1" in page
    assert "没有做 1" in page
    assert "1 条还有错误" in page
    assert "没有做" not in browser.get(LIST).content.decode()
    assert Submission.objects.get().standard == good


def test_an_act_that_reaches_none_says_why_and_keeps_the_ticks(company, signed_in):
    vague = company.standard(VAGUE)
    answer = several(signed_in("chen"), [vague], "submit")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 条还有错误" in page
    assert f'value="{vague.key}" checked' in page
    lost = several(signed_in("chen"), [vague], "assign", target=str(company.estate.key))
    assert lost.status_code == 422
    assert "指定负责人要选人员" in lost.content.decode()


def test_standards_are_moved_and_archived_and_brought_back(company, signed_in):
    one, two = company.standard(GOOD), company.standard(GOOD, code="KF-04", title="回访")
    browser = signed_in("chen")
    several(browser, [one, two], "move", target=str(company.other.key))
    assert set(Standard.objects.values_list("unit__name", flat=True)) == {"山语城"}
    several(browser, [one], "archive")
    assert 'href="/standards/KF-03/"' in browser.get(LIST).content.decode()
    assert 'href="/standards/KF-03/"' not in browser.get(LIST).content.decode()
    page = browser.get(f"{LIST}?archived=1").content.decode()
    assert "取消归档" in page
    several(browser, [one], "unarchive", query="?archived=1")
    one.refresh_from_db()
    assert one.archived_at is None


def test_all_that_fit_are_reached_unless_the_list_changed_since(company, signed_in):
    company.standard(GOOD)
    company.standard(GOOD, code="KF-04", title="回访")
    browser, target = signed_in("chen"), str(company.people["wang"].key)
    changed = several(browser, [], "assign", target, scope="all", total="1")
    assert changed.status_code == 422
    assert "列表有变化" in changed.content.decode()
    assert several(browser, [], "assign", target, scope="all", total="2").status_code == 302
    assert Standard.objects.filter(steward=company.people["wang"]).count() == 2


def test_an_act_beyond_ones_reach_does_nothing(company, signed_in):
    mine = company.standard(GOOD)
    theirs = company.standard(GOOD, code="KF-04", title="回访", unit=company.other)
    answer = several(signed_in("wang"), [mine, theirs], "assign", str(company.people["wang"].key))
    assert answer.status_code == 404
    assert not Standard.objects.filter(steward__isnull=False).exists()
    assert several(signed_in("sun"), [mine], "archive").status_code == 404
    assert several(signed_in("chen"), [mine], "sing").status_code == 422


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_asks_as_much_for_many_rows_as_for_few(company, signed_in, count, django_assert_max_num_queries):
    for number in range(count):
        company.standard(code=f"Z-{number}", title="保洁")
    browser = signed_in("chen")
    browser.post(f"{VIEWS}?state=draft", {"name": "草稿", "shared": "on"})
    with django_assert_max_num_queries(12):
        assert browser.get(f"{LIST}?columns=title,comments,updated").status_code == 200
