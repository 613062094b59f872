"""Rounds on their pages: walked line by line on a phone, finished or told why not, printed, and seen by nobody else."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.operations.test_plans import noon, publish
from tests.apps.operations.test_rounds import BADGE, DEPTH, DOOR, SWEEP, own, point
from tests.apps.standards.company import Company

from adapters.photo_files import jpeg
from guicheng.apps.operations.models import Checklist, ChecklistVersion, FieldEvent, Round, WorkOrder
from guicheng.apps.operations.readings.checklists import lines_in
from guicheng.apps.operations.selectors.rounds.states import state_of_round
from guicheng.apps.operations.services.places import save_point
from guicheng.apps.operations.services.rounds.own_lines import LineAsked

pytestmark = pytest.mark.django_db
LAMP = LineAsked("灯亮")


@pytest.fixture
def company(db, settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return Company()


def browser(company, name, language="en"):
    found = Client()
    found.cookies["language"] = language
    found.force_login(company.people[name])
    return found


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


class Walk:
    """A round that a guard began on the page of a checklist of the estate's own."""

    def __init__(self, company, *asked, by="qian", **rules):
        self.company, self.by = company, by
        self.row = own(company, *(asked or (DOOR, DEPTH)), **rules)
        begun = self.browser().post(f"/checklists/{self.row.key}/", {"act": "open"})
        assert begun.status_code == 302
        self.path = begun.url
        self.round = Round.objects.select_related("version", "unit").get(occurrence=begun.url.split("/")[2])
        self.lines = [line.key for line in lines_in(self.round.version)]

    def browser(self, by=""):
        return browser(self.company, by or self.by)

    def page(self, by=""):
        return text(self.browser(by).get(self.path))

    def act(self, name, by="", **said):
        return self.browser(by).post(self.path, {"act": name, **said})

    def line(self, index):
        return f"{self.path}lines/{self.lines[index]}/"

    def answer(self, index, answer="", by="", act="answer", **said):
        said = {"act": act, "answer": answer, "place": str(index + 1), **said}
        return self.browser(by).post(self.line(index), said)

    def given(self, index):
        self.round.refresh_from_db()
        return state_of_round(self.round).answers[self.lines[index]]


def photo(number=1):
    return SimpleUploadedFile("p.jpg", jpeg(number), content_type="image/jpeg")


# A guard walks ----------------------------------------------------------------------------------------------
def test_a_line_in_order_takes_one_tap_and_the_page_goes_on_at_the_next(company):
    walk = Walk(company)
    assert "0 of 2 lines answered" in walk.page()
    tapped = walk.act("pass", line=walk.lines[0], place="1")
    assert (tapped.status_code, tapped.url) == (302, f"{walk.path}?from=1#next")
    shown = text(walk.browser().get(tapped.url))
    assert "1 of 2 lines answered" in shown
    assert shown.count('id="next"') == 1
    assert "积水深度" in shown.split('id="next"')[1]


def test_a_line_not_in_order_is_kept_with_a_photo_alone_and_what_was_typed_stays(company):
    walk = Walk(company, DOOR)
    asked = text(walk.browser().get(walk.line(0) + "?as=fail"))
    assert re.search(r'value="fail" checked', asked)
    assert 'capture="environment"' in asked
    refused = text(walk.answer(0, "fail", note="门轴坏了"), 422)
    assert "Take a photo: 单元门关好" in refused
    assert 'value="门轴坏了"' in refused
    assert re.search(r'value="fail" checked', refused)
    assert not FieldEvent.objects.exists()
    assert walk.answer(0, "fail", note="门轴坏了", photo=photo()).status_code == 302
    shown = walk.page()
    assert "Not in order" in shown
    assert "Photos: 1" in shown


def test_a_photo_that_arrived_is_not_asked_for_again_after_another_fault(company):
    walk = Walk(company, DEPTH)
    refused = text(walk.answer(0, "deep", photo=photo()), 422)
    assert "Write a number" in refused
    assert "Photos that have arrived: 1" in refused
    [sent] = re.findall(r'name="photo" value="([0-9a-f]{64})"', refused)
    assert walk.answer(0, "3", photo=sent).status_code == 302
    assert walk.given(0).photos


def test_a_file_that_is_no_photo_is_refused_in_a_sentence(company):
    walk = Walk(company, DOOR)
    told = text(walk.answer(0, "fail", photo=SimpleUploadedFile("p.jpg", b"no picture")), 422)
    assert 'role="alert"' in told
    assert not FieldEvent.objects.exists()


def test_a_number_within_its_bounds_is_in_order_and_one_outside_is_not(company):
    walk = Walk(company, DEPTH)
    assert walk.answer(0, "1.5").status_code == 302
    assert "1.5 厘米" in walk.page()
    assert walk.given(0).mark == "pass"
    assert "Take a photo: 积水深度" in text(walk.answer(0, "3"), 422)
    assert walk.answer(0, "3", photo=photo()).status_code == 302
    assert walk.given(0).mark == "fail"


def test_a_line_that_does_not_apply_says_why(company):
    walk = Walk(company, DOOR)
    assert walk.answer(0, "", reason="closed").status_code == 302
    shown = walk.page()
    assert "Does not apply" in shown
    assert "Nobody can get in" in shown
    assert "Choose why" in text(walk.answer(0, "na"), 422)


def test_each_kind_of_line_is_asked_for_as_it_is_answered(company):
    lamp = LineAsked("灯", kind="choice", choices="亮、暗", failing="暗")
    walk = Walk(
        company,
        lamp,
        LineAsked("情况", kind="text"),
        LineAsked("负责人", kind="signature"),
        LineAsked("顶", kind="photo"),
    )
    shown = walk.page()
    for word in ("Choose one", "Write it down", "Sign", "Take a photo of it"):
        assert word in shown
    assert 'value="钱师傅"' in text(walk.browser().get(walk.line(2)))
    assert "needed" in text(walk.browser().get(walk.line(3)))
    assert walk.answer(0, "亮").status_code == 302
    assert "none that this line has" in text(walk.answer(0, "灭"), 422)
    assert walk.answer(1, "一切正常").status_code == 302
    assert walk.answer(2, "钱师傅").status_code == 302
    assert "Take a photo" in text(walk.answer(3), 422)
    assert walk.answer(3, photo=photo()).status_code == 302
    assert walk.act("finish").status_code == 302
    walk.round.refresh_from_db()
    assert walk.round.phase == "finished"


def test_a_round_ends_with_all_reasons_told_or_with_all_answers_and_a_signature(company):
    walk = Walk(company, signed=True)
    assert "Still missing: 2" in walk.page()
    told = text(walk.act("finish", signature="钱师傅"), 422)
    for reason in ("Not answered yet: 单元门关好", "Not answered yet: 积水深度"):
        assert reason in told
    assert 'value="钱师傅"' in told
    walk.act("pass", line=walk.lines[0])
    walk.answer(1, "1")
    assert "Write your name" in text(walk.act("finish", signature=" "), 422)
    assert walk.act("finish", signature="钱师傅").status_code == 302
    shown = walk.page()
    assert "All answers have arrived." in shown
    assert "Signed by" in shown
    assert 'value="finish"' not in shown
    assert "Done today: 1" in text(walk.browser().get("/rounds/"))


# Points -----------------------------------------------------------------------------------------------------
def test_a_patrol_checks_in_at_its_points_and_a_wrong_label_is_told(company):
    east, west = point(company, "P-01", "东门"), point(company, "P-02", "西门")
    walk = Walk(company, DOOR, points=["P-01", "P-02"], bulk=True)
    shown = walk.page()
    assert shown.count('value="check_in"') == 2
    assert "“西门”; the round is at “东门”" in text(walk.act("check_in", point=east.key, code="p-02"), 422)
    assert walk.act("check_in", point=east.key, code="p-01").status_code == 302
    assert walk.act("rest", point=east.key).status_code == 302
    scanned = walk.browser().get("/rounds/at/", {"code": west.payload})
    assert scanned.url == f"{walk.path}?point={west.key}"
    told = text(walk.act("finish"), 422)
    assert "Not checked in yet: 西门" in told
    assert "Not checked in yet: 东门" not in told


def test_a_printed_code_that_several_estates_have_lets_choose_and_check_in(company):
    here = point(company, "P-01", "东门")
    save_point(actor=company.actor("zhao"), unit_key=company.other.key, code="P-01", name="南门", at=noon())
    walk = Walk(company, DOOR, points=["P-01"], by="chen")
    shown = text(walk.browser().get("/rounds/at/", {"code": "p-01"}))
    for word in ("Several estates", "东门", "南门", company.estate.name, company.other.name):
        assert word in shown
    assert "that of no point" not in shown
    assert "that of no point" in text(walk.browser().get("/rounds/at/", {"code": "P-9"}))
    assert walk.act("check_in", point=here.key, code="P-01").status_code == 302
    assert FieldEvent.objects.get().kind == "check_in"


# The rest together, work orders, corrections ----------------------------------------------------------------
def test_the_rest_is_passed_together_only_where_the_checklist_lets(company):
    single = Walk(company, DOOR, LAMP)
    assert 'value="rest"' not in single.page()
    assert "by itself" in text(single.act("rest"), 422)
    together = Walk(company, DOOR, DEPTH, LAMP, bulk=True)
    assert 'value="rest"' in together.page()
    assert together.act("rest").status_code == 302
    assert "2 of 3 lines answered" in together.page()


def test_a_line_not_in_order_becomes_one_work_order_in_one_tap(company):
    walk = Walk(company, DOOR, LAMP)
    walk.act("pass", line=walk.lines[1])
    assert 'value="order"' not in walk.page()
    assert "Only a line that is not in order" in text(walk.act("order", line=walk.lines[1]), 422)
    walk.answer(0, "fail", photo=photo())
    assert walk.page().count('value="order"') == 1
    for _time in range(2):
        assert walk.act("order", line=walk.lines[0]).status_code == 302
    order = WorkOrder.objects.get()
    shown = walk.page()
    assert f"/orders/{order.key}/" in shown
    assert 'value="order"' not in shown
    assert "单元门关好" in order.problem


def test_a_supervisor_gives_a_round_over_and_corrects_what_was_answered(company):
    walk = Walk(company, DOOR)
    walk.answer(0, "", reason="other")
    assert 'value="correct"' not in text(walk.browser().get(walk.line(0)))
    assert walk.answer(0, "pass", act="correct", why="点错").status_code == 403
    assert 'value="correct"' in text(walk.browser("sun").get(walk.line(0)))
    assert "Say why" in text(walk.answer(0, "pass", by="sun", act="correct"), 422)
    assert walk.answer(0, "pass", by="sun", act="correct", why="点错").status_code == 302
    assert walk.given(0).answer == "pass"
    assert walk.act("assign", person=company.people["sun"].key).status_code == 403
    assert walk.act("assign", by="sun", person=company.people["sun"].key).status_code == 302
    walk.round.refresh_from_db()
    assert walk.round.assignee == company.people["sun"]


# Lists, checklists, paper, strangers ------------------------------------------------------------------------
def test_rounds_of_all_are_narrowed_by_standing_and_by_what_failed(company):
    walk, other = Walk(company, DOOR), Walk(company, LAMP)
    walk.answer(0, "fail", photo=photo())
    client = browser(company, "sun")
    whole = text(client.get("/rounds/all/"))
    assert whole.count("/rounds/01") == 2
    failed = text(client.get("/rounds/all/", {"failed": "1"}))
    assert walk.path in failed
    assert other.path not in failed
    begun = text(client.get("/rounds/all/", {"standing": "begun"}))
    assert (walk.path in begun, other.path in begun) == (True, False)
    assert "No round fits" in text(client.get("/rounds/all/", {"since": "2020-01-01", "until": "2020-01-02"}))


def test_a_checklist_is_written_on_its_page_and_a_wrong_line_keeps_what_was_typed(company):
    client = browser(company, "wang")
    said = {"act": "write", "title": "夜间巡逻", "theme": "patrol", "unit": company.estate.key}
    assert "Name the checklist" in text(client.post("/checklists/", {**said, "title": " "}), 422)
    written = client.post("/checklists/", said)
    row = Checklist.objects.get()
    assert written.url == f"/checklists/{row.key}/lines/"
    line = {"act": "add", "text": "积水深度", "kind": "number", "low": "3", "high": "2", "photo": "fail"}
    refused = text(client.post(written.url, line), 422)
    assert 'value="积水深度"' in refused
    assert client.post(written.url, {**line, "low": "0", "mandatory": "1"}).status_code == 302
    assert client.post(written.url, {"act": "rules", "title": "夜巡", "bulk": "1"}).status_code == 302
    version = ChecklistVersion.objects.order_by("-number").first()
    assert (version.bulk, [each.text for each in lines_in(version)]) == (True, ["积水深度"])
    assert "夜巡" in text(client.get("/checklists/"))
    assert client.get("/checklists/").content.decode().count("夜间巡逻") == 0


def test_lines_without_a_topic_do_not_stand_under_the_name_of_another(company):
    row = own(company, LineAsked("单元门关好", topic="门"), LAMP, LineAsked("墙面干净"))
    main = text(browser(company, "qian").get(f"/checklists/{row.key}/")).split("<main")[1]
    headings = [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<h2>.*?</h2>", main, re.DOTALL)]
    assert headings[:2] == ["门", "Lines of your own"]
    assert not {"灯亮", "墙面干净"} & set(headings)


def test_lines_of_clauses_name_their_clause_and_edition(company):
    publish(company, SWEEP, BADGE, at=noon(-1))
    row = Checklist.objects.get(unit=company.estate)
    shown = text(browser(company, "qian").get(f"/checklists/{row.key}/"))
    assert row.standard.code in shown
    assert "#clause-" in shown
    assert "作业后无纸屑、烟蒂" in shown


def test_paper_has_every_line_with_room_or_with_its_answer_and_who_signed(company):
    walk = Walk(company, DOOR, DEPTH, signed=True)
    empty = text(walk.browser().get(f"/checklists/{walk.row.key}/print/"))
    for word in ("单元门关好", "□ In order", "______", "Walked by", 'data-island="prints"'):
        assert word in empty
    walk.act("pass", line=walk.lines[0])
    walk.answer(1, "1.5")
    walk.act("finish", signature="钱师傅")
    paper = text(walk.browser().get(f"{walk.path}print/"))
    for word in ("In order", "1.5 厘米", "钱师傅", "Done in time"):
        assert word in paper


def test_somebody_of_another_estate_sees_nothing_and_can_do_nothing(company):
    walk = Walk(company, DOOR)
    away = browser(company, "zhao")
    checklist = f"/checklists/{walk.row.key}/"
    for address in (
        walk.path,
        f"{walk.path}print/",
        walk.line(0),
        checklist,
        f"{checklist}lines/",
        f"{checklist}print/",
    ):
        assert away.get(address).status_code == 404, address
    for address, act in ((walk.path, "finish"), (walk.line(0), "answer"), (checklist, "open")):
        assert away.post(address, {"act": act, "answer": "pass"}).status_code == 404, address
    for address in ("/rounds/", "/rounds/all/", "/checklists/"):
        assert "夜间巡逻" not in text(away.get(address)), address
    assert not FieldEvent.objects.exists()
    assert Round.objects.count() == 1


def test_who_only_reads_sees_a_round_and_no_button(company):
    walk = Walk(company, DOOR)
    shown = walk.page("shen")
    assert "Not answered yet" in shown
    for act in ("pass", "finish", "assign", "rest", "order"):
        assert f'value="{act}"' not in shown, act
    assert 'name="answer"' not in text(walk.browser("shen").get(walk.line(0)))
    assert walk.act("pass", by="shen", line=walk.lines[0]).status_code == 403
    assert not FieldEvent.objects.exists()
