"""Units, posts, people, tokens, the import and the audit, as administrators and others meet them."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.apps.standards.company import AT

from guicheng.apps.organization.models import Integration, Person, Post, Unit
from guicheng.apps.organization.permissions import PERMISSIONS, Role
from guicheng.apps.platform.models import AuditEntry
from guicheng.web.acts import ACTS
from guicheng.web.naming import PERMISSION_WORDS, ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fast(settings):
    settings.SECOND_FACTOR = False


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_tree_shows_what_is_within_reach(company, as_):
    everything = page(as_("gao").get("/organization/"))
    assert all(name in everything for name in ("云帆物业", "东区", "云栖花园", "山语城"))
    own = page(as_("wang").get("/organization/"))
    assert "云栖花园" in own
    assert "山语城" not in own


def test_an_estate_is_added_renamed_moved_and_archived(company, as_):
    client = as_("gao")
    region = f"/organization/{company.region.key}/"
    answer = client.post(region, {"act": "add", "kind": "estate", "name": "海棠里", "code": "HT"})
    made = Unit.objects.get(name="海棠里")
    assert answer["Location"] == f"/organization/{made.key}/"
    here = answer["Location"]
    client.post(here, {"act": "change", "name": "海棠苑", "code": "HT"})
    client.post(here, {"act": "move", "parent": str(company.root.key)})
    client.post(here, {"act": "archive"})
    made.refresh_from_db()
    assert (made.name, made.depth, made.archived_at is None) == ("海棠苑", 2, False)
    assert "海棠苑" not in page(client.get("/organization/"))
    assert "海棠苑" in page(client.get("/organization/?archived=1"))
    client.post(here, {"act": "unarchive"})
    assert "海棠苑" in page(client.get("/organization/"))


def test_a_unit_that_cannot_be_says_why_and_keeps_what_was_typed(company, as_):
    region = f"/organization/{company.region.key}/"
    text = page(as_("gao").post(region, {"act": "add", "kind": "estate", "name": "云栖花园", "code": "X9"}), 422)
    assert 'role="alert"' in text
    assert 'value="X9"' in text


def test_an_estate_manager_may_look_and_not_change(company, as_):
    here = f"/organization/{company.estate.key}/"
    text = page(as_("wang").get(here))
    assert 'value="archive"' not in text
    assert page(as_("wang").post(here, {"act": "archive"}), 403)
    assert as_("wang").get(f"/organization/{company.other.key}/").status_code == 404


def test_level_and_duty_hours_of_a_post_are_said_on_its_page(company, as_):
    client, address = as_("gao"), "/organization/posts/"
    client.post(address, {"act": "add", "name": "门岗", "trade": "order", "rank": "2"})
    post = Post.objects.get(name="门岗")
    sent = {"act": "hours", "key": str(post.key), "unit": str(company.root.key), "hours": "周一 8:00-9:00"}
    assert client.post(address, sent).status_code == 302
    assert "周一 08:00-09:00" in page(client.get(f"/organization/{company.estate.key}/"))
    text = page(client.post(address, {**sent, "hours": "白天"}), 422)
    assert 'value="白天"' in text
    assert "周一 08:00-09:00" in text
    assert page(as_("wang").get(address)).count("08:00-09:00") == 1


def test_posts_are_added_renamed_and_archived(company, as_):
    client = as_("gao")
    client.post("/organization/posts/", {"act": "add", "name": "维修工", "trade": "engineering"})
    post = Post.objects.get()
    client.post(
        "/organization/posts/", {"act": "change", "key": post.key, "name": "综合维修工", "trade": "engineering"}
    )
    assert "综合维修工" in page(client.get("/organization/posts/"))
    client.post("/organization/posts/", {"act": "archive", "key": post.key})
    assert "已停用" in page(client.get("/organization/posts/"))
    text = page(client.post("/organization/posts/", {"act": "add", "name": "", "trade": "order"}), 422)
    assert 'role="alert"' in text


def test_a_person_is_added_and_the_first_password_is_shown_once(company, as_):
    client = as_("gao")
    fields = {"act": "add", "name": "周师傅", "username": "zhou", "phone": "13812345678", "email": ""}
    answer = client.post("/people/", fields)
    text = page(answer)
    password = re.search(r'class="secret">([\w-]+)<', text).group(1)
    assert Person.objects.get(username="zhou").check_password(password)
    assert answer["Cache-Control"] == "no-store"
    again = page(client.get("/people/?q=周师傅"))
    assert password not in again
    assert "138****5678" in again
    assert "13812345678" not in again


def test_a_user_name_that_somebody_has_is_refused_and_what_was_typed_stays(company, as_):
    text = page(as_("gao").post("/people/", {"act": "add", "name": "新人", "username": "chen"}), 422)
    assert 'value="新人"' in text


def test_people_are_given_posts_and_roles(company, as_):
    client, qian = as_("gao"), company.people["qian"]
    client.post("/organization/posts/", {"act": "add", "name": "维修工", "trade": "engineering"})
    here, post = f"/people/{qian.key}/", Post.objects.get()
    place = {"post": post.key, "unit": company.other.key}
    assert client.post(here, {"act": "place", **place}).status_code == 302
    assert client.post(here, {"act": "grant", "role": "supervisor", "unit": company.other.key}).status_code == 302
    text = page(client.get(here))
    assert "维修工 · 山语城" in text
    assert "主管" in text
    client.post(here, {"act": "unplace", **place})
    client.post(here, {"act": "revoke", "role": "supervisor", "unit": company.other.key})
    assert qian.placements.count() == 0
    assert [grant.role for grant in qian.grants.all()] == ["frontline"]


def test_the_last_administrator_stays(company, as_):
    here = f"/people/{company.people['gao'].key}/"
    text = page(as_("gao").post(here, {"act": "revoke", "role": "administrator", "unit": company.root.key}), 422)
    assert 'role="alert"' in text


def test_ended_access_ends_sessions_and_can_be_given_again(company, as_, client):
    other = type(client)()
    other.force_login(company.people["qian"])
    here = f"/people/{company.people['qian'].key}/"
    as_("gao").post(here, {"act": "end"})
    assert other.get("/account/").status_code == 302
    assert "停用" in page(as_("gao").get(here))
    as_("gao").post(here, {"act": "readmit"})
    assert Person.objects.get(username="qian").is_active


def test_a_new_first_password_is_shown_on_the_answer_only(company, as_):
    here = f"/people/{company.people['qian'].key}/"
    text = page(as_("gao").post(here, {"act": "issue_password"}))
    password = re.search(r'class="secret">([\w-]+)<', text).group(1)
    assert Person.objects.get(username="qian").check_password(password)
    assert 'class="secret"' not in page(as_("gao").get(here))


def test_a_phone_number_is_shown_for_a_reason_that_the_audit_keeps(company, as_):
    Person.objects.filter(username="qian").update(phone="13812345678")
    here = f"/people/{company.people['qian'].key}/"
    assert "13812345678" not in page(as_("gao").get(here))
    refused = page(as_("gao").post(f"{here}phone/", {"act": "reveal", "reason": ""}), 422)
    assert "13812345678" not in refused
    assert "13812345678" in page(as_("gao").post(f"{here}phone/", {"act": "reveal", "reason": "夜间急修"}))
    assert AuditEntry.objects.latest("pk").after["reason"] == "夜间急修"
    assert as_("wang").post(f"{here}phone/", {"act": "reveal", "reason": "x"}).status_code == 404


def test_changing_a_name_does_not_lose_the_phone_number(company, as_):
    Person.objects.filter(username="qian").update(phone="13812345678")
    here = f"/people/{company.people['qian'].key}/"
    as_("gao").post(here, {"act": "change", "name": "钱工", "username": "qian", "email": "", "phone": ""})
    qian = Person.objects.get(username="qian")
    assert (qian.name, qian.phone) == ("钱工", "13812345678")
    gone = {"act": "change", "name": "钱工", "username": "qian", "email": "", "phone": "", "phone_too": "1"}
    as_("gao").post(here, gone)
    assert Person.objects.get(username="qian").phone == ""


def test_people_are_found_page_by_page_with_a_constant_number_of_queries(company, as_, django_assert_max_num_queries):
    for number in range(60):
        company.join(f"p{number:02}", f"员工{number:02}", ("frontline", company.estate))
    client = as_("gao")
    with django_assert_max_num_queries(12):
        first = page(client.get("/people/?q=员工"))
    assert first.count("/people/") - 2 >= 50
    following = re.search(r'href="(\?q=[^"]+after=\d+)"', first).group(1).replace("&amp;", "&")
    with django_assert_max_num_queries(12):
        second = page(client.get(f"/people/{following}"))
    assert "员工59" in second
    assert "员工00" not in second


def test_a_token_is_issued_shown_once_and_revoked(company, as_):
    client = as_("gao")
    fields = {"act": "issue", "name": "巡更系统", "unit": company.estate.key, "scope": ["standards.read"]}
    text = page(client.post("/integrations/", fields))
    token = re.search(r'class="secret">([\w-]+)<', text).group(1)
    listed = page(client.get("/integrations/"))
    assert token not in listed
    assert "查看草稿" in listed
    client.post("/integrations/", {"act": "revoke", "key": Integration.objects.get().key})
    assert "已吊销" in page(client.get("/integrations/"))
    refused = page(client.post("/integrations/", {**fields, "scope": [], "name": "门禁"}), 422)
    assert 'value="门禁"' in refused


def _filled(client, change):
    book = load_workbook(io.BytesIO(client.get("/organization/import/sheet.xlsx").content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("组织.xlsx", out.getvalue())


def test_a_workbook_is_written_whole_or_comes_back_with_remarks(company, as_):
    client = as_("gao")

    def wrong(book):
        units = book.worksheets[0]
        units.append(["东区", "海棠里", "项目", "HT"])
        units.append(["没有这个区", "无处", "项目", ""])

    answer = client.post("/organization/import/", {"file": _filled(client, wrong)})
    text = page(answer, 422)
    assert "没有这个区" in text or "无处" in text
    assert "base64," in text
    assert not Unit.objects.filter(name="海棠里").exists()
    nothing = page(client.post("/organization/import/"), 422)
    assert "先选表格" in nothing
    foreign = page(client.post("/organization/import/", {"file": SimpleUploadedFile("a.xlsx", b"not a workbook")}), 422)
    assert 'role="alert"' in foreign


def test_every_write_stands_in_the_audit_with_what_changed(company, as_):
    as_("gao").post(f"/organization/{company.estate.key}/", {"act": "change", "name": "云栖苑", "code": ""})
    text = page(as_("shen").get("/audit/"))
    assert "修改组织" in text
    assert "<del>云栖花园</del>" in text
    assert "<ins>云栖苑</ins>" in text
    assert "127.0.0.1" in text


def test_the_audit_is_filtered_and_exported(company, as_):
    company.standard("接到报修后30分钟内到场。")
    as_("gao").post(f"/organization/{company.estate.key}/", {"act": "change", "name": "=1+1", "code": ""})
    client = as_("shen")
    assert "=1+1" not in page(client.get("/audit/?act=create_standard"))
    assert "=1+1" not in page(client.get("/audit/?person=陈晓"))
    assert "=1+1" not in page(client.get("/audit/?until=2020-01-01"))
    assert "=1+1" in page(client.get("/audit/?q=1%2B1"))
    csv = b"".join(client.get("/audit/export.csv").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in csv
    book = load_workbook(io.BytesIO(client.get("/audit/export.xlsx?act=organization").content))
    assert all(cell.data_type != "f" for row in book.worksheets[0].rows for cell in row)
    assert book.worksheets[0].max_row == 2
    assert client.get("/audit/export.exe").status_code == 404


def test_too_many_audit_rows_for_a_file_are_refused_with_a_sentence(company, as_, monkeypatch):
    monkeypatch.setattr("guicheng.web.views.audit.MOST", 1)
    company.standard("接到报修后30分钟内到场。")
    assert "1" in page(as_("shen").get("/audit/export.csv"), 422)


def test_the_audit_is_paged_from_newest_to_oldest(company, as_):
    for number in range(60):
        AuditEntry.objects.create(
            at=AT, company=company.root.pk, actor_name="陈晓", channel="web", act="standards.submit", subject="standard",
            subject_key="x", label=f"第{number}条",
        )  # fmt: skip
    client = as_("shen")
    first = page(client.get("/audit/"))
    assert "第59条" in first
    assert "第9条" not in first
    older = re.search(r'href="(\?before=\d+)"', first).group(1)
    assert "第9条" in page(client.get(f"/audit/{older}"))


def test_an_auditor_of_a_moved_unit_does_not_read_the_past_of_its_new_place(company, as_):
    from guicheng.apps.organization import services

    actor = company.actor("gao")
    moved = services.add_unit(
        actor=actor, parent_key=company.region.key, kind="estate", name="先来的", code="", at=AT.replace(hour=9)
    )
    services.change_unit(actor=actor, key=moved.key, name="先来的秘密", code="", at=AT.replace(hour=10))
    services.move_unit(actor=actor, key=moved.key, parent_key=company.root.key, at=AT.replace(hour=11))
    later = services.add_unit(
        actor=actor, parent_key=company.region.key, kind="estate", name="后来的", code="", at=AT.replace(hour=12)
    )
    company.join("bei", "贝审计", ("auditor", later))
    text = page(as_("bei").get("/audit/"))
    assert "后来的" in text
    assert "先来的秘密" not in text


def test_every_role_and_permission_has_words():
    assert set(ROLES) == set(Role)
    assert set(PERMISSION_WORDS) == set(PERMISSIONS)


def test_every_act_that_services_keep_has_words():
    from pathlib import Path

    import guicheng

    said = set()
    writers = "finish|_noted|_record|_record_own|audit|note_\\w+|_set_archived|\\w+_entry|_step|note"
    call = re.compile(rf'(?:{writers})\(\s*(?:[\w.]+,\s*)*"([a-z_]+)"')
    for path in Path(guicheng.__file__).parent.glob("apps/*/services/**/*.py"):
        text = path.read_text(encoding="utf-8")
        said |= set(call.findall(text)) | set(re.findall(r'act="(?:organization|standards)\.([a-z_]+)"', text))
    assert len(said) > 60
    assert said <= set(ACTS)


def test_the_audit_calls_a_person_no_post_and_an_act_no_estate(company, as_):
    company.standard("接到报修后30分钟内到场。")
    client = as_("shen")
    client.cookies["django_language"] = "zh-hans"
    text = page(client.get("/audit/", headers={"Accept-Language": "zh-CN"}))
    heads = re.findall(r'<th scope="col">([^<]+)</th>', text)
    assert heads == ["时间", "操作人", "操作", "改前 → 改后"]
    csv = b"".join(client.get("/audit/export.csv", headers={"Accept-Language": "zh-CN"}).streaming_content)
    assert {"操作人", "操作"} <= set(csv.decode("utf-8-sig").splitlines()[0].split(","))
