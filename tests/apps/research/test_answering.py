"""Respondents: one answer each, nothing that joins it to an invitation, and their data in their hands."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.research.asking import GOOD, Asking, answered, code, later
from tests.apps.standards.company import AT

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.research.models import Draft, Invitation, Response
from guicheng.apps.research.readings.codes import code_of, shown, token_of
from guicheng.apps.research.selectors import public
from guicheng.apps.research.selectors.public import Closed
from guicheng.apps.research.services import answering, invitations, surveys
from guicheng.apps.research.services.answering import AnswersRefusedError, NotTakenError, Sending
from guicheng.apps.research.services.invitations import Invited, SegmentPlan
from guicheng.apps.research.services.survey_chores import do_survey_chores

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db):
    return Asking()


def invite(company, survey, *people, segment=""):
    people = people or (Invited("a@b.cn", "3栋501"),)
    return invitations.invite(
        actor=company.actor("chen"), survey_key=survey.key, people=people, segment_key=segment, at=AT
    )


def segments(company, survey, *plans):
    return invitations.set_segments(actor=company.actor("chen"), survey_key=survey.key, plans=plans, at=AT)


def refused(survey, **more):
    with pytest.raises(NotTakenError) as refusal:
        answered(survey, **more)
    return refusal.value.closed


def test_sending_twice_is_one_answer(company):
    survey, own = company.survey(), code()
    first = answered(survey, code=own)
    assert answered(survey, {"tenure": ["tenant"]}, code=own) == first
    assert Response.objects.get().answers == {"tenure": "owner", "repair.importance": 5, "repair.satisfaction": 4}


def test_what_is_missing_is_told_by_field_and_nothing_is_kept(company):
    with pytest.raises(AnswersRefusedError) as refusal:
        answered(company.survey(), {"tenure": ["owner"], "repair.importance": ["9"]})
    assert [each.field for each in refusal.value.complaints] == ["repair.importance", "repair.satisfaction"]
    assert not Response.objects.exists()


def test_answers_to_questions_that_were_not_shown_are_left_out(company):
    made = answered(company.survey(), {**GOOD, "tenure": ["tenant"], "years": ["3"], "why": ["慢"]})
    assert set(made.answers) == {"tenure", "repair.importance", "repair.satisfaction"}


def test_an_invitation_is_answered_once(company):
    survey = company.survey(by_invitation=True)
    token = token_of(invite(company, survey)[0].key)
    answered(survey, token=token)
    assert refused(survey, token=token) is Closed.USED
    assert refused(survey) is Closed.INVITED_ONLY
    assert refused(survey, token="wrong") is Closed.STRANGE
    assert Response.objects.count() == 1


def test_missing_answers_leave_the_invitation_unused(company):
    survey = company.survey(by_invitation=True)
    token = token_of(invite(company, survey)[0].key)
    with pytest.raises(AnswersRefusedError):
        answered(survey, {}, token=token)
    assert not Invitation.objects.get().used
    answered(survey, token=token)


def test_nothing_that_is_kept_of_an_anonymous_answer_leads_to_its_invitation(company):
    survey = company.survey(by_invitation=True, anonymous=True)
    rows = invite(company, survey, *[Invited(f"p{number}@b.cn") for number in range(3)])
    made = answered(survey, token=token_of(rows[1].key))
    used = Invitation.objects.get(used=True)
    assert made.invitation is None
    told = {str(value) for value in vars(made).values()}
    assert not {str(value) for value in vars(used).values() if len(str(value)) > 5} & told
    # No moment is noted: only the day of the answer, and none at all with the invitation.
    assert not [field.name for field in Invitation._meta.fields if "at" in field.name.split("_")]
    assert [value for name, value in vars(made).items() if name.endswith("_at")] == [None]
    assert not AuditEntry.objects.filter(act__contains="answer").exists()


def test_by_name_the_answer_knows_its_invitation(company):
    survey = company.survey(by_invitation=True, anonymous=False)
    row = invite(company, survey)[0]
    assert answered(survey, token=token_of(row.key)).invitation == row


def test_a_group_of_a_handful_is_not_kept_with_an_anonymous_answer(company):
    survey = company.survey(opened=False, by_invitation=True)
    small, large = segments(company, survey, SegmentPlan("业委会"), SegmentPlan("业主"))
    few = invite(company, survey, *[Invited(f"w{number}@b.cn") for number in range(4)], segment=small.key)
    many = invite(company, survey, *[Invited(f"y{number}@b.cn") for number in range(5)], segment=large.key)
    surveys.open_survey(actor=company.actor("chen"), survey_key=survey.key, at=AT)
    survey.refresh_from_db()
    assert answered(survey, token=token_of(few[0].key)).segment is None
    assert answered(survey, token=token_of(many[0].key)).segment == large


def test_who_comes_by_the_open_link_says_to_which_group_they_belong(company):
    survey = company.survey(opened=False)
    owners = segments(company, survey, SegmentPlan("业主"), SegmentPlan("商户"))[0]
    surveys.open_survey(actor=company.actor("chen"), survey_key=survey.key, at=AT)
    survey.refresh_from_db()
    with pytest.raises(AnswersRefusedError) as refusal:
        answered(survey)
    assert [each.field for each in refusal.value.complaints] == ["segment"]
    assert answered(survey, segment=str(owners.key)).segment == owners


def test_a_group_that_has_enough_answers_is_full_and_the_others_are_not(company):
    survey = company.survey(opened=False)
    owners, merchants = segments(company, survey, SegmentPlan("业主", wanted=1), SegmentPlan("商户"))
    surveys.open_survey(actor=company.actor("chen"), survey_key=survey.key, at=AT)
    survey.refresh_from_db()
    answered(survey, segment=str(owners.key))
    assert refused(survey, segment=str(owners.key)) is Closed.SEGMENT_FULL
    assert public.segments_open(survey) == [merchants]
    answered(survey, segment=str(merchants.key))
    # Whoever was invited is always let in.
    token = token_of(invite(company, survey, segment=owners.key)[0].key)
    answered(survey, token=token)


def test_a_survey_with_enough_answers_is_full_and_one_whose_day_is_over_is_over(company):
    survey = company.survey(most=1, closes_on=date(2026, 11, 30))
    answered(survey)
    assert refused(survey) is Closed.FULL
    assert refused(survey, at=later(days=8)) is Closed.OVER


def test_what_was_put_aside_is_found_by_the_code_alone_and_goes_with_the_answer(company):
    survey, own = company.survey(), code()
    sending = Sending(code=own, fields={"tenure": ["owner"]}, version=1, seconds=30)
    answering.put_aside(survey=survey, sending=sending, at=AT)
    answering.put_aside(survey=survey, sending=sending, at=AT)
    assert public.kept_draft(survey, own).answers == {"tenure": "owner"}
    assert public.kept_draft(survey, code()) is None
    answered(survey, code=own)
    assert not Draft.objects.exists()


def test_a_respondent_fetches_and_deletes_what_is_kept_of_them(company):
    survey, own = company.survey(by_invitation=True, anonymous=False), code()
    token = token_of(invite(company, survey)[0].key)
    answered(survey, code=own, token=token)
    assert public.data_of(survey, own)["sent"]["invited_as"] == "a@b.cn"
    assert answering.take_back(survey=survey, code=own, at=AT) == 1
    assert public.data_of(survey, own) is None
    assert (Invitation.objects.get().address, Invitation.objects.get().name) == ("", "")
    assert refused(survey, token=token) is Closed.STRANGE
    assert answering.take_back(survey=survey, code=own, at=AT) == 0
    told = AuditEntry.objects.get(act="research.take_back")
    assert (told.actor, told.actor_name, told.address) == ("", "respondent", "")


def test_answers_are_deleted_when_the_days_that_were_promised_are_over(company):
    survey = company.survey(keep_days=10, by_invitation=True)
    token = token_of(invite(company, survey)[0].key)
    answered(survey, token=token)
    surveys.close_survey(actor=company.actor("chen"), survey_key=survey.key, at=AT)
    do_survey_chores(at=later(days=10))
    assert Response.objects.count() == 1
    do_survey_chores(at=later(days=11))
    do_survey_chores(at=later(days=12))
    assert (Response.objects.count(), Invitation.objects.count()) == (0, 0)
    assert AuditEntry.objects.get(act="research.purge_survey").after["responses"] == 1


def test_a_survey_closes_by_itself_after_its_last_day_and_drafts_go_after_a_month(company):
    survey = company.survey(closes_on=date(2026, 11, 25))
    answering.put_aside(survey=survey, sending=Sending(code=code(), fields={}, version=1), at=AT)
    do_survey_chores(at=later(days=2))
    survey.refresh_from_db()
    assert (survey.state, Draft.objects.count()) == ("open", 1)
    do_survey_chores(at=later(days=31))
    survey.refresh_from_db()
    assert (survey.state, Draft.objects.count()) == ("closed", 0)


def test_a_code_is_read_as_people_write_it():
    own = code()
    assert code_of(f" {shown(own).upper()} ") == own
    assert code_of(own[:-1]) == code_of(own[:-1] + "1") == ""
