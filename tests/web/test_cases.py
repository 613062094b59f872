"""Cases as people meet them: their work, the form of a step on a phone without scripts, where a case stands."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.adapters.photo_files import jpeg
from tests.apps.operations.estate import ROWS, Estate

from guicheng.apps.operations.models import Case, CaseEvent, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    return Estate()


@pytest.fixture
def as_(client, estate):
    def enter(username):
        client.force_login(estate.people[username])
        return client

    return enter


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_a_case_is_started_and_its_first_step_stands_in_the_work_of_who_has_it(estate, as_):
    client = as_("qian")
    listed = page(client.get("/cases/"))
    assert "LC-01 报修流程" in listed
    form = {"act": "start", "unit": estate.estate.key, "process": "LC-01", "title": "3栋灯不亮"}
    answer = client.post("/cases/", form)
    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.key}/"
    text = page(client.get("/work/"))
    assert "接听报修 · 3栋灯不亮" in text
    assert "我的：1" in text
    assert "3栋灯不亮" in page(client.get("/cases/"))


def test_a_case_without_a_title_keeps_the_form(estate, as_):
    form = {"act": "start", "unit": estate.estate.key, "process": "LC-01", "title": " "}
    assert "几个字" in page(as_("qian").post("/cases/", form), 422)


def test_a_step_is_done_by_its_form_and_errors_keep_what_was_filled_in(estate, as_):
    case, client = estate.start(), as_("qian")
    address = reverse("case_step", args=[case.key, "1"])
    assert 'type="radio"' in page(client.get(address))
    text = page(client.post(address, {"act": "complete", "begun": "1"}), 422)
    assert "选择“类别”" in text
    answer = client.post(address, {"act": "complete", "begun": "1", "field-1": "急修"})
    assert answer["Location"] == f"/cases/{case.key}/"
    text = page(client.get(answer["Location"]))
    assert "钱师傅办完“1 接听报修”" in text
    assert "类别：急修" in text
    assert 'class="step now" data-step="2"' in text
    assert 'class="step passed" data-step="1"' in text
    assert "为什么是这个时限" in text


def test_who_comes_second_is_told_and_their_words_stay(estate, as_):
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "reassign", "2", "sun", to=estate.people["li"].key)
    begun = estate.open(case)["2"].begun
    estate.complete(case, "2", "li")
    form = {"act": "complete", "begun": begun, "field-1": "换了灯泡"}
    text = page(as_("zhou").post(reverse("case_step", args=[case.key, "2"]), form), 409)
    assert "李师傅" in text
    assert "换了灯泡" in text


def test_photos_are_kept_even_where_another_field_is_missing(estate, as_):
    rows = [{**row, "record": "维修单（写情况，附照片2张）"} if row["number"] == "2" else row for row in ROWS]
    estate.publish([{**row, "id": old["id"]} for row, old in zip(rows, estate.process.rows, strict=True)])
    case = estate.start()
    estate.complete(case, "1")
    client, address = as_("li"), reverse("case_step", args=[case.key, "2"])
    begun = estate.open(case)["2"].begun
    files = [SimpleUploadedFile(f"{shade}.jpg", jpeg(shade), "image/jpeg") for shade in (1, 2)]
    text = page(client.post(address, {"act": "complete", "begun": begun, "field-2": files}), 422)
    assert "已收到照片：2" in text
    assert "填写“情况”" in text
    broken = SimpleUploadedFile("x.jpg", b"no photo", "image/jpeg")
    page(client.post(address, {"act": "complete", "begun": begun, "field-1": "好了", "field-2": [broken]}), 422)
    import re

    kept = re.findall(r'name="field-2" value="([0-9a-f]{64})"', text)
    assert len(kept) == 2
    client.post(address, {"act": "complete", "begun": begun, "field-1": "好了", "field-2": kept})
    assert WorkItem.objects.get(case=case, step="2").state == "done"
    assert "2 张照片" in page(client.get(f"/cases/{case.key}/"))


@pytest.mark.parametrize(
    ("by", "form", "told"),
    [
        ("li", {"act": "pause", "reason": "等业主"}, "暂停：等业主"),
        ("li", {"act": "return", "target": "1", "reason": "地址不对"}, "退回到“1 接听报修”"),
        ("li", {"act": "reassign", "to": "@zhou"}, "转给周师傅"),
        ("li", {"act": "substitute", "to": "@zhou"}, "周师傅代班"),
        ("li", {"act": "ask", "to": "@sun", "reason": "要不要停水"}, "待加签：1"),
        ("wang", {"act": "urge", "reason": "业主在等"}, "已催办：1"),
        ("wang", {"act": "copy", "to": "@wang"}, "抄送给王经理"),
        ("sun", {"act": "cancel", "reason": "误报"}, "已终止"),
        ("qian", {"act": "withdraw", "step": "1"}, "撤回了“1 接听报修”"),
    ],
)
def test_what_can_be_done_about_a_step_is_done_on_the_page_of_its_case(estate, as_, by, form, told):
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "take_on", "2", "li")
    people = {f"@{name}": person.key for name, person in estate.people.items()}
    sent = {"step": "2", **{name: people.get(value, value) for name, value in form.items()}}
    client = as_(by)
    assert client.post(f"/cases/{case.key}/", sent)["Location"] == f"/cases/{case.key}/"
    assert told in page(client.get(f"/cases/{case.key}/"))


def offered(text):
    """What each list that a field of a page names offers."""
    import re

    held = dict(re.findall(r'<datalist id="([^"]+)"[^>]*>(.*?)</datalist>', text))
    return {name: re.findall(r'value="([^"]*)"', held[name]) for name in re.findall(r' list="([^"]+)"', text)}


def test_a_field_for_a_person_offers_the_people_of_the_estate_by_name(estate, as_):
    rows = [{**row, "record": "维修单（陪同人、检查人）"} if row["number"] == "2" else row for row in ROWS]
    estate.publish(rows)
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "take_on", "2", "li")
    (people,) = offered(page(as_("li").get(f"/cases/{case.key}/steps/2/"))).values()
    assert people == sorted(people)
    assert {"李师傅", "周师傅", "王经理"} <= set(people)
    assert "赵经理" not in people


def test_why_a_clock_stands_still_is_offered_and_may_be_written(estate, as_):
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "take_on", "2", "li")
    lists = offered(page(as_("li").get(f"/cases/{case.key}/")))
    assert lists == {"pause-reasons": ["等业主", "等配件", "天气原因", "无人开门", "等外包单位"]}


def test_an_opinion_is_given_and_a_clock_runs_on(estate, as_):
    case = estate.start()
    estate.do(case, "add_signer", "1", to=[estate.people["sun"].key])
    client = as_("sun")
    assert "不同意" in page(client.get(f"/cases/{case.key}/"))
    assert page(client.post(f"/cases/{case.key}/", {"act": "disagree", "step": "1"}), 422)
    client.post(f"/cases/{case.key}/", {"act": "agree", "step": "1"})
    for act in ({"act": "pause", "reason": "等配件"}, {"act": "resume"}):
        client.post(f"/cases/{case.key}/", {"step": "1", **act})
    kinds = CaseEvent.objects.filter(case=case).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["started", "sign_asked", "sign_given", "paused", "resumed"]


def test_work_of_a_post_is_taken_on(estate, as_):
    case = estate.start()
    estate.complete(case, "1")
    client = as_("li")
    assert "急修到场" in page(client.get("/work/?what=posts"))
    answer = client.post("/work/?what=posts", {"act": "take_on", "work": f"case:{case.key}/2"})
    assert answer["Location"] == reverse("case_step", args=[case.key, "2"])
    assert "急修到场" in page(client.get("/work/"))


@pytest.mark.parametrize(("by", "there"), [("chen", True), ("shen", False)])
def test_a_process_leads_to_its_running_cases_whoever_may_move_them(estate, as_, by, there):
    client = as_(by)
    address = f"/processes/{estate.process.code}/running/"
    assert (f'href="{address}"' in page(client.get(f"/processes/{estate.process.code}/"))) == there
    assert (client.get(address).status_code == 200) == there


def test_running_cases_are_looked_at_and_moved(estate, as_):
    case = estate.start()
    estate.publish([{**row, "limit": "45分钟"} for row in estate.process.rows])
    client = as_("chen")
    assert "事项：1" in page(client.get("/processes/LC-01/running/"))
    form = {"number": "1", "clocks": "recompute"}
    text = page(client.post("/processes/LC-01/running/", {**form, "act": "look"}))
    assert "迁移事项：1" in text
    assert "已迁移事项：1" in page(client.post("/processes/LC-01/running/", {**form, "act": "move"}))
    case.refresh_from_db()
    assert case.edition.number == 2


@pytest.mark.parametrize("address", ["/work/", "/cases/", "/cases/{key}/", "/cases/{key}/steps/1/"])
def test_pages_ask_the_database_a_dozen_times_whatever_their_rows(estate, as_, address, django_assert_max_num_queries):
    cases = [estate.start(title=f"事项{number}") for number in range(12)]
    client = as_("qian")
    with django_assert_max_num_queries(12):
        page(client.get(address.format(key=cases[0].key)))
