"""The report of a survey, and what residents read of it."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import docx
import pytest
from django.core.cache import cache
from tests.apps.research.asking import AT, Asking, answered
from tests.apps.research.crowd import crowd
from tests.apps.research.voices import Voices

from guicheng.adapters.questionnaires import shipped_questionnaires
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.research.models import SurveyReport
from guicheng.apps.research.services.reports import KEPT, MOST_ATTEMPTS, begin_report, forget_reports
from guicheng.apps.standards.services.demand_links import judge_link
from guicheng.domain.demand.form import write_form

pytestmark = pytest.mark.django_db
OWNER = write_form(shipped_questionnaires()["owner"])


class World(Asking, Voices):
    """A company that asks and listens."""


@pytest.fixture
def company(db):
    cache.clear()
    return World()


@pytest.fixture
def enter(client, company):
    def one(username="chen"):
        client.force_login(company.people[username])
        return client

    return one


def at(survey):
    return f"/surveys/{survey.key}/report/"


def words_of(content):
    file = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def made(client, survey, run_jobs, form="docx"):
    assert client.post(at(survey), {"act": "ask", "form": form}).status_code == 302
    run_jobs()
    link = re.search(r'href="(/survey-reports/[^"]+)"', client.get(at(survey)).content.decode()).group(1)
    return client.get(link)


def test_a_report_tells_method_sample_figures_and_proposals(company, enter, run_jobs):
    survey = company.survey(form=OWNER)
    crowd(survey, 12)
    demand = company.demand("接到急修报修后15分钟内到场")
    company.demand("夜里有人接电话")
    standard = company.standard("接到急修报修后30分钟内到场。")
    clause = standard.clauses.get()
    judge_link(actor=company.actor("chen"), demand_key=demand.key, clause_key=clause.key, answers=True, at=AT)
    answer = made(enter(), survey, run_jobs)
    told = words_of(answer.content)
    for wanted in ("样本与方法", "计入的答卷", "12（剔除 0 份）", "先改什么", "重要度与满意度", "还没有条款回应的需求"):
        assert wanted in told
    assert "夜里有人接电话" in told
    looser = told.split("比需求宽松的条款")[1]
    assert "接到急修报修后15分钟内到场" in looser
    assert "接到急修报修后30分钟内到场。" in looser
    assert len(docx.Document(io.BytesIO(answer.content)).inline_shapes) == 2


def test_a_report_is_a_pdf_too(company, enter, run_jobs):
    survey = company.survey(form=OWNER)
    crowd(survey, 6)
    answer = made(enter(), survey, run_jobs, form="pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_report_of_four_answers_has_no_figures(company, enter, run_jobs):
    survey = company.survey()
    for _person in range(4):
        answered(survey)
    told = words_of(made(enter(), survey, run_jobs).content)
    assert "答卷不足 5 份，不列数字。" in told
    assert "先改什么" not in told


def test_another_form_and_too_many_reports_are_refused(company, enter):
    survey = company.survey()
    assert enter().post(at(survey), {"act": "ask", "form": "exe"}).status_code == 422
    for _time in range(20):
        assert enter().post(at(survey), {"act": "ask", "form": "docx"}).status_code == 302
    answer = enter().post(at(survey), {"act": "ask", "form": "docx"})
    assert answer.status_code == 422
    assert "20 份报告" in answer.content.decode()


def test_a_report_that_breaks_off_again_and_again_says_so(company, enter):
    survey = company.survey()
    enter().post(at(survey), {"act": "ask", "form": "docx"})
    report = SurveyReport.objects.get()
    assert all(begin_report(report_id=report.pk) for _time in range(MOST_ATTEMPTS))
    assert begin_report(report_id=report.pk) is None
    assert "报告没有做完" in enter().get(at(survey)).content.decode()


def test_reports_are_forgotten(company, enter, run_jobs):
    survey = company.survey()
    made(enter(), survey, run_jobs)
    asked = SurveyReport.objects.get().asked_at
    assert forget_reports(at=asked + KEPT) == 0
    assert forget_reports(at=asked + KEPT + timedelta(seconds=1)) == 1


def test_a_report_is_for_those_who_read_research_there(company, enter, client, run_jobs):
    survey = company.survey()
    link = made(enter(), survey, run_jobs).wsgi_request.path
    assert enter("wang").get(link).status_code == 200
    assert enter("zhao").get(link).status_code == 404
    assert enter("qian").get(link).status_code == 404


def test_residents_read_what_was_published_and_nothing_else(company, enter, client):
    survey = company.survey(form=OWNER)
    crowd(survey, 12)
    page = f"/q/{survey.link}/results/"
    assert client.get(page).status_code == 404
    assert enter().post(at(survey), {"act": "publish", "words": "先修电梯。"}).status_code == 302
    client.logout()
    told = client.get(page).content.decode()
    assert "先修电梯。" in told
    assert "先改什么" in told
    assert "您在本小区住了多久？" not in told
    assert AuditEntry.objects.filter(act="research.publish_summary").count() == 1
    crowd(survey, 12, seed=4)
    assert client.get(page).content.decode().count("n=") == told.count("n=")
    assert enter().post(at(survey), {"act": "withdraw"}).status_code == 302
    client.logout()
    assert client.get(page).status_code == 404


def test_four_answers_cannot_be_published(company, enter):
    survey = company.survey(form=OWNER)
    crowd(survey, 4)
    answer = enter().post(at(survey), {"act": "publish", "words": "x"})
    assert answer.status_code == 422
    assert "不足 5 人作答" in answer.content.decode()


def test_a_supervisor_reads_and_does_not_publish(company, enter):
    survey = company.survey(form=OWNER)
    crowd(survey, 6)
    assert "公布摘要" not in enter("sun").get(at(survey)).content.decode()
    assert enter("sun").post(at(survey), {"act": "publish"}).status_code == 403
