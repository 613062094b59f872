"""The public form as a respondent meets it, without an account and without a script."""

from __future__ import annotations

import json
import re

import pytest
from django.core.cache import cache
from tests.apps.research.asking import FORM, GOOD, Asking, code
from tests.apps.standards.company import AT

from guicheng.apps.research.models import Draft, Response, Survey
from guicheng.apps.research.readings.codes import shown, token_of
from guicheng.apps.research.services import invitations, surveys
from guicheng.apps.research.services.invitations import Invited, SegmentPlan
from guicheng.web.views import answering

pytestmark = pytest.mark.django_db
SEEN = "tenure,years,repair,why"


@pytest.fixture
def company(db):
    cache.clear()
    return Asking()


@pytest.fixture
def survey(company):
    return company.survey()


def page(answer):
    return answer.content.decode()


def address(survey, *rest):
    return f"/q/{survey.link}/" + "".join(f"{part}/" for part in rest)


def send(client, survey, fields=GOOD, at="", **more):
    form = {
        "act": "send",
        "version": "1",
        "seen": SEEN,
        **fields,
        **{name: value for name, value in more.items() if name != "headers"},
    }
    return client.post(at or address(survey), form, headers=more.get("headers", {}))


def test_the_form_says_what_for_how_long_and_who_asks_before_the_first_question(client, survey):
    text = page(client.get(address(survey)))
    for said in ("改进报修", "365", "客服 0571-1234", "云栖花园", "物业服务满意度"):
        assert said in text
    assert text.index("改进报修") < text.index("您是？")


def test_sending_shows_thanks_with_the_code_and_coming_back_shows_them_again(client, survey):
    answer = send(client, survey, began="1")
    assert (answer.status_code, answer["Location"]) == (302, address(survey))
    own = re.search(r'class="code">([\w-]+)<', page(client.get(address(survey)))).group(1)
    assert Response.objects.get().answers["repair.satisfaction"] == 4
    assert own in page(client.get(address(survey)))
    assert "谢谢您" in page(client.get(address(survey)))


def test_sending_the_same_form_twice_is_one_answer(client, survey):
    text = page(client.get(address(survey)))
    own = re.search(r'name="code" value="(\w+)"', text).group(1)
    for _time in range(2):
        assert send(client, survey, code=own).status_code == 302
    assert Response.objects.count() == 1


def test_questions_that_follow_from_answers_are_asked_where_no_script_asked_them(client, survey):
    fields = {**GOOD, "repair.satisfaction": "2"}
    answer = send(client, survey, fields, seen="tenure,years,repair")
    text = page(answer)
    assert answer.status_code == 422
    assert 'id="f-why"' in text
    assert not re.search(r'id="f-why"[^>]*hidden', text)
    assert re.search(r'value="2"[^>]*checked', text)
    assert not Response.objects.exists()
    assert send(client, survey, {**fields, "why": "慢"}).status_code == 302
    assert Response.objects.get().answers["why"] == "慢"


def test_an_answer_keeps_its_place_when_another_is_missing(client, survey):
    answer = send(client, survey, {"tenure": "tenant"})
    text = page(answer)
    assert answer.status_code == 422
    assert re.search(r'value="tenant"[^>]*checked', text)
    assert 'href="#f-repair.importance"' in text


def test_a_script_is_told_by_field_and_gets_the_code(client, survey):
    headers = {"Accept": "application/json"}
    wrong = send(client, survey, {"tenure": "owner"}, headers=headers)
    assert [each["field"] for each in wrong.json()["complaints"]] == ["repair.importance", "repair.satisfaction"]
    assert send(client, survey, headers=headers).json()["code"]


def test_what_is_put_aside_comes_back_here_and_by_its_code_on_another_device(client, survey, django_user_model):
    from django.test import Client

    answer = client.post(address(survey), {"act": "save", "version": "1", "tenure": "tenant"})
    own = re.search(r'class="code">([\w-]+)<', page(answer)).group(1)
    assert re.search(r'value="tenant"[^>]*checked', page(client.get(address(survey))))
    other = Client()
    assert "checked" not in page(other.get(address(survey)))
    assert other.post(address(survey), {"act": "resume", "resume": own.upper()}).status_code == 302
    assert re.search(r'value="tenant"[^>]*checked', page(other.get(address(survey))))
    assert other.post(address(survey), {"act": "resume", "resume": shown(code())}).status_code == 422
    assert Draft.objects.count() == 1


def test_a_filled_trap_is_shown_and_can_be_emptied(client, survey):
    answer = send(client, survey, website="https://spam.example")
    assert answer.status_code == 422
    assert "is-seen" in page(answer)
    assert not Response.objects.exists()
    assert send(client, survey).status_code == 302


def test_too_many_from_one_address_keep_what_they_typed(client, survey, monkeypatch):
    monkeypatch.setattr(answering, "MOST_SENT", 1)
    assert send(client, survey).status_code == 302
    answer = send(client, survey, code=code())
    assert answer.status_code == 429
    assert re.search(r'value="owner"[^>]*checked', page(answer))
    assert Response.objects.count() == 1


def test_an_invitation_is_answered_by_its_own_link_once(client, company):
    survey = company.survey(by_invitation=True)
    row = invitations.invite(actor=company.actor("chen"), survey_key=survey.key, people=[Invited("a@b.cn")], at=AT)[0]
    own = address(survey, "i", token_of(row.key))
    assert client.get(address(survey)).status_code == 403
    assert client.get(address(survey, "i", "x")).status_code == 404
    assert "改进报修" in page(client.get(own))
    assert send(client, survey, at=own).status_code == 302
    assert client.get(own).status_code == 200
    client.cookies.clear()
    assert client.get(own).status_code == 410


def test_a_closed_survey_says_so_and_whom_to_ask(client, company, survey):
    surveys.close_survey(actor=company.actor("chen"), survey_key=survey.key, at=AT)
    answer = client.get(address(survey))
    assert answer.status_code == 410
    assert "客服 0571-1234" in page(answer)
    assert send(client, survey).status_code == 409


def test_a_draft_has_no_public_page(client, company):
    assert client.get(address(company.survey(opened=False))).status_code == 404


def test_groups_are_asked_and_a_link_may_name_one(client, company):
    survey = company.survey(opened=False)
    rows = invitations.set_segments(
        actor=company.actor("chen"), survey_key=survey.key, plans=[SegmentPlan("业主"), SegmentPlan("商户")], at=AT
    )
    surveys.open_survey(actor=company.actor("chen"), survey_key=survey.key, at=AT)
    assert send(client, survey).status_code == 422
    assert re.search(rf'value="{rows[1].key}" checked', page(client.get(f"{address(survey)}?g={rows[1].key}")))
    assert send(client, survey, segment=str(rows[1].key)).status_code == 302
    assert Response.objects.get().segment == rows[1]


def test_who_has_the_code_sees_takes_along_and_deletes_what_is_kept(client, survey):
    own = code()
    send(client, survey, code=own)
    data = address(survey, "data")
    assert shown(own) in page(client.get(data))
    assert "报修" in page(client.post(data, {"act": "show", "code": own}))
    assert (
        json.loads(client.post(data, {"act": "download", "code": own}).content)["sent"]["answers"]["tenure"] == "owner"
    )
    assert client.post(data, {"act": "delete", "code": code()}).status_code == 422
    assert client.post(data, {"act": "delete", "code": own}).status_code == 200
    assert not Response.objects.exists()


def test_letters_grow_on_wish_and_only_our_own_pages_are_gone_back_to(client, survey):
    answer = client.post(address(survey, "letters"), {"size": "large", "next": "https://evil.example/"})
    assert answer["Location"] == address(survey)
    assert 'data-size="large"' in page(client.get(address(survey)))


def test_no_network_address_is_kept(client, survey):
    send(client, survey, headers={"X-Forwarded-For": "203.0.113.7"})
    kept = json.dumps([list(Response.objects.values()), list(Survey.objects.values())], default=str)
    assert "203.0.113.7" not in kept
    assert "127.0.0.1" not in kept


def test_a_new_version_does_not_lose_what_was_begun_on_the_old_one(client, company, survey):
    from guicheng.apps.research.services import forms

    act = {"actor": company.actor("chen"), "survey_key": survey.key, "at": AT}
    forms.save_form(form={**FORM, "closing": "新"}, revision=survey.revision, **act)
    surveys.open_survey(**act)
    assert send(client, survey).status_code == 302
    assert Response.objects.get().version.number == 1
