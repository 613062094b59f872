"""What the answers to a survey say, as whoever asked reads it."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from tests.apps.research.asking import Asking, answered, later
from tests.apps.research.crowd import crowd

from guicheng.adapters.questionnaires import shipped_questionnaires
from guicheng.apps.research.models import Response, Standing, Survey
from guicheng.apps.research.services import invitations
from guicheng.apps.research.services.invitations import SegmentPlan
from guicheng.domain.demand.form import write_form

pytestmark = pytest.mark.django_db
OWNER = write_form(shipped_questionnaires()["owner"])


@pytest.fixture
def company(db):
    cache.clear()
    return Asking()


@pytest.fixture
def page(client, company):
    client.force_login(company.people["chen"])

    def one(survey, rest="", status=200, **query):
        answer = client.get(f"/surveys/{survey.key}/analysis/{rest}", query)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.content.decode()

    return one


def test_a_survey_that_was_never_opened_says_so(company, page):
    assert "还没有开始提问" in page(company.survey(opened=False))


def test_four_answers_show_no_figure_and_five_do(company, page):
    survey = company.survey(form=OWNER)
    crowd(survey, 4)
    told = page(survey)
    assert "不足 5 份答卷" in told
    assert 'class="chart"' not in told
    crowd(survey, 1, seed=2)
    assert 'class="chart"' in page(survey)


def test_every_kind_of_question_has_its_table_and_each_figure_its_answers(company, page, client):
    survey = company.survey(form=OWNER)
    crowd(survey, 30)
    told = page(survey)
    for title in ("重要度与满意度", "先改什么", "推荐意愿", "评分", "您在本小区住了多久？"):
        assert title in told
    links = set(re.findall(rf'href="(/surveys/{survey.key}/analysis/[^"]+)"', told))
    assert len(links) > 20
    for link in links:
        assert client.get(link).status_code == 200
    assert "报修：来得快，一次修好" in told


@pytest.mark.parametrize("name", ["kano", "servqual", "choices", "committee"])
def test_the_other_templates_are_analysed_too(company, page, name):
    survey = company.survey(form=write_form(shipped_questionnaires()[name]))
    crowd(survey, 12)
    told = page(survey)
    wanted = {"kano": "卡诺", "servqual": "各维度的差距", "choices": "最可以放一放的是哪项", "committee": "一致性比率"}
    assert wanted[name] in told


def test_the_count_of_a_figure_is_the_count_of_its_answers(company, page):
    survey = company.survey(form=OWNER)
    crowd(survey, 30)
    told = page(survey)
    found = re.search(rf'href="/surveys/{survey.key}/analysis/repair.satisfaction/">[^<]*</a>.*?n (\d+)', told)
    behind = page(survey, "repair.satisfaction/")
    assert f"计入的答卷：{found.group(1)}" in behind


def test_small_counts_and_what_gives_them_away_stay_hidden(company, page):
    survey = company.survey()
    for index in range(20):
        tenure = "tenant" if index < 2 else "owner"
        answered(survey, {"tenure": [tenure], "repair.importance": ["5"], "repair.satisfaction": ["4"]})
    assert page(survey, "tenure/").count(">隐去<") == 2
    assert ">18<" not in page(survey)


def test_what_fewer_than_five_answered_is_only_named(company, page):
    survey = company.survey()
    for index in range(9):
        fields = {"tenure": ["owner"], "repair.importance": ["5"], "repair.satisfaction": ["4"]}
        answered(survey, fields | ({"years": ["3"]} if index < 3 else {}))
    assert "不足 5 人回答" in page(survey)
    assert "不足 5 人" in page(survey, "years/")


@pytest.mark.parametrize("field", ["nothing", "why", "repair"])
def test_there_is_no_page_of_a_field_that_is_none(company, page, field):
    survey = company.survey()
    page(survey, f"{field}/", status=404)


def test_answers_left_out_do_not_count(company, page):
    survey = company.survey(form=OWNER)
    crowd(survey, 12)
    row = Response.objects.filter(survey=survey).first()
    Response.objects.filter(pk=row.pk).update(
        standing=Standing.EXCLUDED, reason="重复", decided_by=company.people["chen"], decided_at=later()
    )
    told = page(survey)
    assert re.search(r"计入的答卷</dt><dd class=\"num\">11", told)
    assert "剔除 1 份" in told


def test_answers_are_weighted_by_known_shares(company, page):
    survey = company.survey(form=OWNER)
    crowd(survey, 40)
    shares = {"share.under1": "10", "share.y1to5": "40", "share.over5": "40", "share.away": "10"}
    assert "设计效应" in page(survey, weight="years", **shares)
    assert "没有加权" in page(survey, weight="years", **{**shares, "share.away": "80"})
    assert "没有加权" in page(survey, weight="years", **{"share.under1": "many"})


def test_answers_are_weighted_by_the_sizes_of_groups(company, page):
    survey = company.survey(form=OWNER)
    plans = (
        SegmentPlan(name="高层", population=300, wanted=None),
        SegmentPlan(name="别墅", population=30, wanted=None),
    )
    invitations.set_segments(actor=company.actor("chen"), survey_key=survey.key, plans=plans, at=later())
    for segment in survey.segments.all():
        crowd(survey, 8, seed=segment.pk, segment=segment)
    told = page(survey, weight="segments")
    assert "设计效应" in told


def test_a_wave_is_compared_with_the_one_before(company, page):
    before = company.survey(form=OWNER)
    crowd(before, 25)
    after = company.survey(form=OWNER)
    Survey.objects.filter(pk=after.pk).update(opened_at=later(days=90))
    crowd(after, 25, seed=9, low=5, at=later(days=90))
    told = page(after)
    assert "与上一次相比" in told
    assert "变好" in told
    assert "与上一次相比" not in page(after, before="none")
    assert "与上一次相比" not in page(before)


def test_the_page_asks_few_questions_whatever_the_size(company, page, django_assert_max_num_queries):
    survey = company.survey(form=OWNER)
    crowd(survey, 10)
    page(survey)
    with django_assert_max_num_queries(12):
        page(survey)
    crowd(survey, 20, seed=3)
    with django_assert_max_num_queries(12):
        page(survey)
    with django_assert_max_num_queries(12):
        page(survey, "repair.satisfaction/")


def test_whoever_may_not_read_research_meets_an_absent_page(company, client):
    survey = company.survey()
    client.force_login(company.join("front", "前线", ("frontline", company.estate)))
    assert client.get(f"/surveys/{survey.key}/analysis/").status_code == 404
