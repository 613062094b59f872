"""Surveys as those who ask build, run and review them in a browser without scripts."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from tests.apps.research.asking import FORM, GOOD, Asking, answered
from tests.apps.standards.company import AT

from guicheng.apps.research.models import Invitation, Response, Survey
from guicheng.apps.research.readings.codes import token_of
from guicheng.apps.research.services import invitations
from guicheng.apps.research.services.invitations import Invited, SegmentPlan
from guicheng.domain.demand.form import read_form
from guicheng.domain.demand.questions import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db):
    cache.clear()
    return Asking()


@pytest.fixture
def enter(client, company):
    def one(username="chen"):
        client.force_login(company.people[username])
        return client

    return one


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def at(survey, *rest):
    return f"/surveys/{survey.key}/" + "".join(f"{part}/" for part in rest)


def form_of(survey):
    return Survey.objects.get(pk=survey.pk).form


def post(client, survey, act, *place, status=302, **fields):
    revision = Survey.objects.get(pk=survey.pk).revision
    answer = client.post(at(survey, *place), {"act": act, "revision": revision, **fields})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def test_a_survey_begins_from_a_template_and_is_opened_by_plain_forms(company, enter):
    client = enter()
    client.post("/surveys/", {"act": "create", "unit": str(company.estate.key), "template": "owner"})
    survey = Survey.objects.get()
    assert read_form(survey.form)[1] == ()
    assert "业主" in text(client.get("/surveys/"))
    text(post(client, survey, "open", status=422), 422)
    post(
        client,
        survey,
        "describe",
        "settings",
        title="业主调查",
        purpose="改进",
        contact="客服",
        keep_days="90",
        anonymous="1",
        by_invitation="0",
        population="400",
    )
    post(client, survey, "open")
    page = text(client.get(at(survey)))
    survey.refresh_from_db()
    assert f"/q/{survey.link}/" in page
    assert (survey.state, survey.keep_days, survey.population) == ("open", 90, 400)


KINDS = {
    Kind.SINGLE: {"options-0-text": "是", "options-1-text": "否", "options-1-other": "1"},
    Kind.MULTIPLE: {
        "options-0-text": "甲",
        "options-1-text": "乙",
        "options-2-text": "都没有",
        "options-2-alone": "1",
        "most": "2",
    },
    Kind.RATING: {"points": "7", "low": "差", "high": "好"},
    Kind.NPS: {"unsure": "1"},
    Kind.MATRIX: {"rows-0-text": "保洁", "rows-1-text": "绿化", "points": "5"},
    Kind.PAIR: {"required": "1"},
    Kind.GAP: {"dimension": "empathy"},
    Kind.KANO: {},
    Kind.MAXDIFF: {f"options-{number}-text": f"项{number}" for number in range(5)} | {"shown": "3", "sets": "4"},
    Kind.AHP: {f"options-{number}-text": f"项{number}" for number in range(3)},
    Kind.NUMBER: {"least": "1", "most": "9"},
    Kind.TEXT: {"most": "300"},
    Kind.NOTE: {},
}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_written_shown_to_respondents_and_written_again(company, enter, kind):
    client, survey = enter(), company.survey(opened=False)
    assert set(KINDS) == set(Kind)
    text(client.get(at(survey, "question"), {"kind": kind.value, "section": "service"}))
    post(client, survey, "save", "question", kind=kind.value, section="service", text="新问题？", **KINDS[kind])
    found, faults = read_form(form_of(survey))
    assert faults == ()
    made = found.questions[-1]
    assert (made.kind, made.text) == (kind, "新问题？")
    assert "新问题？" in text(client.get(at(survey, "trial")))
    page = text(client.get(at(survey, "question"), {"question": made.id}))
    again = {
        name: value
        for name, value in re.findall(r'name="([\w-]+)"[^>]* value="([^"]*)"', page)
        if "checkbox" not in name
    }
    again = {name: value for name, value in again.items() if name not in {"csrfmiddlewaretoken", "act", "revision"}}
    ticked = dict(re.findall(r'type="checkbox" name="([\w-]+)" value="(1)" checked', page))
    unticked = set(re.findall(r'type="checkbox" name="([\w-]+)"', page)) - set(ticked)
    fields = {name: value for name, value in again.items() if name not in unticked} | ticked
    chosen = re.search(r'<option value="(\w+)" selected', page)
    post(
        client,
        survey,
        "save",
        "question",
        **{**fields, "text": "新问题？", **({"dimension": chosen.group(1)} if chosen else {})},
    )
    assert read_form(form_of(survey))[0] == found


def test_what_is_wrong_with_a_question_is_told_and_what_was_typed_stays(company, enter):
    client, survey = enter(), company.survey(opened=False)
    answer = post(
        client,
        survey,
        "save",
        "question",
        status=422,
        kind="single",
        section="service",
        text="选哪个？",
        **{"options-0-text": "只有一个"},
    )
    page = text(answer, 422)
    assert "只有一个" in page
    assert "选哪个？" in page
    assert form_of(survey) == FORM


def test_questions_and_sections_move_and_go_and_the_builder_tells_what_breaks(company, enter):
    client, survey = enter(), company.survey(opened=False)
    post(client, survey, "up", "form", question="why")
    assert [each["id"] for each in form_of(survey)["sections"][1]["questions"]] == ["why", "repair"]
    page = text(client.get(at(survey, "form")))
    assert "repair.satisfaction" in page
    assert read_form(form_of(survey))[1]
    post(client, survey, "down", "form", question="why")
    post(client, survey, "section", "form", title="最后", ready="tenure = owner")
    assert form_of(survey)["sections"][2]["when"] == "tenure = owner"
    post(client, survey, "section-up", "form", section=form_of(survey)["sections"][2]["id"])
    post(client, survey, "section-remove", "form", section=form_of(survey)["sections"][1]["id"])
    post(client, survey, "remove", "form", question="years")
    post(client, survey, "texts", "form", title="新标题", opening="您好", closing="再见")
    found, faults = read_form(form_of(survey))
    assert (faults, found.title, [each.id for each in found.questions]) == ((), "新标题", ["tenure", "repair", "why"])


def test_a_change_over_one_that_was_not_seen_is_refused(company, enter):
    client, survey = enter(), company.survey(opened=False)
    post(client, survey, "remove", "form", question="years")
    answer = client.post(at(survey, "form"), {"act": "remove", "revision": "1", "question": "why"})
    assert answer.status_code == 409
    assert len(list(read_form(form_of(survey))[0].questions)) == 3


def test_a_questionnaire_leaves_as_a_file_and_comes_back_the_same(company, enter):
    client, survey = enter(), company.survey(opened=False)
    data = client.get(f"/surveys/{survey.key}/form.json").content
    assert json.loads(data) == FORM
    post(client, survey, "remove", "form", question="years")
    post(client, survey, "file", "form", file=SimpleUploadedFile("问卷.json", data))
    assert read_form(form_of(survey)) == read_form(FORM)
    text(post(client, survey, "file", "form", status=422, file=SimpleUploadedFile("x.json", b"{}")), 422)
    assert client.get(f"/surveys/{survey.key}/form.exe").status_code == 404


def test_an_xlsform_comes_back_with_the_same_questions_and_what_it_cannot_say_is_told(company, enter):
    client, survey = enter(), company.survey(opened=False)
    data = client.get(f"/surveys/{survey.key}/form.xlsx").content
    post(client, survey, "remove", "form", question="years")
    answer = client.post(
        at(survey, "form"), {"act": "file", "revision": "2", "file": SimpleUploadedFile("问卷.xlsx", data)}
    )
    assert answer.status_code in {200, 302}
    found, wanted = read_form(form_of(survey))[0], read_form(FORM)[0]
    assert [(each.id, each.kind) for each in found.questions] == [(each.id, each.kind) for each in wanted.questions]
    book = Workbook()
    book.active.title = "survey"
    for row in (("type", "name", "label"), ("text", "a", "您好"), ("geopoint", "place", "在哪里")):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("y.xlsx", stream.getvalue())
    page = text(client.post(at(survey, "form"), {"act": "file", "revision": "3", "file": file}))
    assert "geopoint" in page
    assert [each.id for each in read_form(form_of(survey))[0].questions] == ["a"]


def test_the_preview_follows_the_branches_and_keeps_nothing(company, enter):
    client, survey = enter(), company.survey(opened=False)
    fields = {**GOOD, "repair.satisfaction": "1"}
    page = text(client.post(at(survey, "trial"), {"seen": "tenure,years,repair", **fields}))
    assert not re.search(r'id="f-why"[^>]*hidden', page)
    page = text(client.post(at(survey, "trial"), {"seen": "tenure,years,repair,why", **fields, "why": "慢"}))
    assert "慢" in page
    assert "业主" in page
    assert not Response.objects.exists()
    survey = company.survey()
    assert "您是？" in text(client.get(at(survey, "versions", "1")))
    assert client.get(at(survey, "versions", "9")).status_code == 404


def test_people_are_invited_and_their_links_leave_as_a_table(company, enter):
    client, survey = enter(), company.survey(by_invitation=True)
    post(client, survey, "invite", "people", people="a@b.cn, 3栋501\n=HYPERLINK", count="2")
    assert Invitation.objects.count() == 4
    rows = list(csv.reader(io.StringIO(client.get(f"/surveys/{survey.key}/people.csv").content.decode("utf-8-sig"))))
    assert rows[1][:2] == ["3栋501", "a@b.cn"]
    assert rows[1][3].endswith(f"/q/{survey.link}/i/{token_of(Invitation.objects.earliest('pk').key)}/")
    assert rows[2][0] == "'=HYPERLINK"
    text(post(client, survey, "invite", "people", status=422, people="a@b@c"), 422)
    post(client, survey, "revoke", "people", invitation=str(Invitation.objects.earliest("pk").key))
    assert Invitation.objects.filter(revoked=True, address="").count() == 1


def test_of_an_anonymous_survey_no_page_tells_which_invitation_was_used(company, enter):
    client = enter()
    survey = company.survey(by_invitation=True)
    people = [Invited(f"p{number}@b.cn") for number in range(2)]
    rows = invitations.invite(actor=company.actor("chen"), survey_key=survey.key, people=people, at=AT)
    before = client.get(at(survey, "people")).content, client.get(f"/surveys/{survey.key}/people.csv").content
    answered(survey, token=token_of(rows[0].key))
    strip = lambda data: re.sub(rb'value="\w{64}"', b"", data)  # noqa: E731 - the token of the form differs each time
    after = client.get(at(survey, "people")).content, client.get(f"/surveys/{survey.key}/people.csv").content
    assert [strip(each) for each in before] == [strip(each) for each in after]


def test_tracking_counts_by_group_and_hides_a_handful_where_they_were_invited(company, enter):
    client = enter()
    survey = company.survey(opened=False, by_invitation=True, population=100)
    rows = invitations.set_segments(
        actor=company.actor("chen"), survey_key=survey.key, plans=[SegmentPlan("业主", 100)], at=AT
    )
    post(client, survey, "open")
    survey.refresh_from_db()
    people = [Invited(f"p{number}@b.cn") for number in range(6)]
    named = {"actor": company.actor("chen"), "survey_key": survey.key, "at": AT}
    made = invitations.invite(people=people, segment_key=rows[0].key, **named)
    for each in made[:4]:
        answered(survey, token=token_of(each.key))
    page = text(client.get(at(survey)))
    assert "1 到 4" in page
    assert "不足 5 份" in text(client.get(at(survey, "answers"), {"show": "all"}))
    answered(survey, token=token_of(made[4].key))
    page = text(client.get(at(survey), {"rate": "50"}))
    assert "1 到 4" not in page
    assert "±" in page
    assert "不足 5 份" not in text(client.get(at(survey, "answers"), {"show": "all"}))


def test_answers_that_look_odd_are_left_out_with_a_reason_and_come_back(company, enter):
    client, survey = enter(), company.survey(anonymous=False)
    for seconds in (60, 60, 60, 1):
        answered(survey, seconds=seconds)
    page = text(client.get(at(survey, "answers")))
    odd = re.findall(r'name="response" value="([\w-]+)"', page)
    assert len(odd) == 1
    text(post(client, survey, "exclude", "answers", status=422, response=odd[0], reason=""), 422)
    post(client, survey, "exclude", "answers", response=odd[0], reason="一秒答完")
    assert Response.objects.filter(standing="excluded", reason="一秒答完").count() == 1
    assert "一秒答完" in text(client.get(at(survey, "answers"), {"show": "excluded"}))
    post(client, survey, "keep", "answers", response=odd[0], reason="核实过")
    assert not Response.objects.filter(standing="excluded").exists()


def test_the_code_and_the_notice_name_the_link_and_a_group_on_wish(company, enter):
    client, survey = enter(), company.survey(opened=False)
    rows = invitations.set_segments(
        actor=company.actor("chen"), survey_key=survey.key, plans=[SegmentPlan("业主")], at=AT
    )
    post(client, survey, "open")
    answer = client.get(f"/surveys/{survey.key}/code.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    notice = text(client.get(at(survey, "notice"), {"g": str(rows[0].key)}))
    assert f"/q/{survey.link}/?g={rows[0].key}" in notice
    assert "<svg" in notice
    assert f"/q/{survey.link}/?g=" not in text(client.get(at(survey, "notice"), {"g": "x"}))


def test_groups_and_facts_that_cannot_be_are_refused_and_stay_on_the_page(company, enter):
    client, survey = enter(), company.survey(opened=False)
    page = text(
        post(
            client,
            survey,
            "segments",
            "settings",
            status=422,
            name=["业主", "业主"],
            population=["1", ""],
            wanted=["", ""],
        ),
        422,
    )
    assert page.count('value="业主"') == 2
    page = text(
        post(
            client,
            survey,
            "describe",
            "settings",
            status=422,
            title="题",
            purpose="目的二",
            contact="我",
            keep_days="9999",
        ),
        422,
    )
    assert "目的二" in page


def test_whoever_may_only_read_sees_no_button_that_changes_anything(company, enter):
    survey = company.survey()
    client = enter("shen")
    for page in ("", "settings", "form", "people", "answers", "preview"):
        shown = text(client.get(at(survey, page) if page else at(survey)))
        main = shown[shown.index('id="main"') :]
        assert 'name="act"' not in main, page
