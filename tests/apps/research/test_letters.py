"""Letters to people who were invited: one each, three at most, none to those who have answered."""

from __future__ import annotations

import pytest
from django.core import mail
from tests.apps.research.asking import Asking, answered, later
from tests.apps.standards.company import AT

from guicheng.apps.research.jobs import letters
from guicheng.apps.research.readings.codes import token_of
from guicheng.apps.research.services import invitations, surveys
from guicheng.apps.research.services.invitations import Invited
from guicheng.apps.research.services.survey_access import NotASurveyError, SurveyStateError

pytestmark = pytest.mark.django_db
BASE = "https://guicheng.example/"


@pytest.fixture
def company(db, settings):
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return Asking()


def invite(company, survey, *people):
    return invitations.invite(actor=company.actor("chen"), survey_key=survey.key, people=people, at=AT)


def send(company, survey, at=AT):
    return invitations.send_letters(actor=company.actor("chen"), survey_key=survey.key, base=BASE, at=at)


@pytest.fixture
def write(monkeypatch):
    def one(survey, at=AT):
        monkeypatch.setattr(letters, "_now", lambda: at)
        mail.outbox.clear()
        letters.write_letters.call(survey.pk, BASE)
        return [(each.to[0], each.body) for each in mail.outbox]

    return one


def test_each_letter_has_the_link_of_its_invitation_and_says_what_for(company, write):
    survey = company.survey(by_invitation=True)
    rows = invite(company, survey, Invited("a@b.cn"), Invited("c@d.cn"), Invited(name="纸质"))
    assert send(company, survey) == 2
    sent = dict(write(survey))
    assert set(sent) == {"a@b.cn", "c@d.cn"}
    assert f"{BASE}q/{survey.link}/i/{token_of(rows[0].key)}/" in sent["a@b.cn"]
    assert "改进报修" in sent["a@b.cn"]


def test_a_job_that_runs_again_writes_no_letter_twice(company, write):
    survey = company.survey(by_invitation=True)
    invite(company, survey, Invited("a@b.cn"))
    assert len(write(survey)) == 1
    assert write(survey) == []


def test_who_answered_is_not_reminded_and_nobody_more_than_twice(company, write):
    survey = company.survey(by_invitation=True)
    rows = invite(company, survey, Invited("a@b.cn"), Invited("c@d.cn"))
    write(survey)
    answered(survey, token=token_of(rows[0].key))
    assert write(survey, at=later(days=1)) == []
    reminded = [[address for address, _body in write(survey, at=later(days=day))] for day in (2, 4, 6, 8)]
    assert reminded == [["c@d.cn"], ["c@d.cn"], [], []]


def test_no_letter_leaves_a_closed_survey_or_a_service_without_a_mail_server(company, write, settings):
    survey = company.survey(by_invitation=True)
    invite(company, survey, Invited("a@b.cn"))
    settings.EMAIL_HOST = ""
    with pytest.raises(SurveyStateError):
        send(company, survey)
    settings.EMAIL_HOST = "mail.example"
    surveys.close_survey(actor=company.actor("chen"), survey_key=survey.key, at=AT)
    with pytest.raises(SurveyStateError):
        send(company, survey)
    assert write(survey) == []


def test_an_address_is_invited_once_and_a_list_is_read_line_by_line(company):
    survey = company.survey(by_invitation=True)
    people = invitations.read_invited("A@b.cn\n\n3栋501，c@d.cn\n 3栋502 ")
    assert people == [Invited("a@b.cn"), Invited("c@d.cn", "3栋501"), Invited("", "3栋502")]
    assert len(invite(company, survey, *people)) == 3
    with pytest.raises(NotASurveyError):
        invite(company, survey, Invited("a@b.cn"))
    with pytest.raises(NotASurveyError, match="2"):
        invitations.read_invited("好\na@b, c@d.cn")


def test_an_address_twice_in_one_list_is_one_invitation_and_paper_is_as_many_as_wanted(company):
    survey = company.survey(by_invitation=True)
    assert len(invite(company, survey, Invited("a@b.cn"), Invited("a@b.cn", "甲"), Invited(), Invited())) == 3
