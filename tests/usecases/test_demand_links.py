"""A demand finds its clauses, a person says which answer it, and the letter R of SMART rests on that."""

from __future__ import annotations

import pytest
from tests.apps.research.voices import Voices
from tests.apps.standards.company import AT, clause

from guicheng.apps.research import services as research
from guicheng.apps.research.services import SourceKey
from guicheng.apps.standards import readings, services
from guicheng.apps.standards.models import DemandLink, DraftClause
from guicheng.apps.standards.selectors.demand_links import (
    answers_of,
    clauses_with_demands,
    confirmed_links,
    served_by,
    traced,
    unanswered,
)
from guicheng.apps.standards.selectors.gathering import gather_for
from guicheng.apps.standards.selectors.sheets import sheet_at
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.domain.elements import Letter
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.find_themes import find_themes
from guicheng.usecases.merge_demands import merge_demands

pytestmark = pytest.mark.django_db
REPLY = "接到投诉后，客服人员24小时内首次答复。"
SWEEP = "大堂地面每日清扫2次。"
POLITE = "员工应佩戴工牌。"


@pytest.fixture
def company():
    return Voices()


def confirmed(company, text="投诉要有人答复", **more):
    made = company.demand(text, source=SourceKey(cited="问卷 第3题"), **more)
    return research.confirm_demand(actor=company.actor("chen"), key=made.key, at=AT)


def judge(company, demand, found, *, answers=True, by="wang"):
    return services.judge_link(
        actor=company.actor(by), demand_key=demand.key, clause_key=found.key, answers=answers, at=AT
    )


def test_the_clause_that_speaks_of_the_same_is_suggested(company):
    made = company.standard(SWEEP, REPLY, POLITE)
    found = answers_of(company.actor("wang"), confirmed(company))
    assert [each.clause.text for each in found.suggested] == [REPLY]
    assert found.suggested[0].why.words == ("投诉", "答复")
    assert (found.confirmed, found.refused) == ((), ())
    assert made.code == found.suggested[0].clause.standard.code


def test_what_a_person_said_is_remembered_and_can_be_taken_back(company):
    made, demand = company.standard(SWEEP, REPLY), confirmed(company)
    judge(company, demand, clause(made, 1), answers=False)
    found = answers_of(company.actor("wang"), demand)
    assert found.suggested == ()
    assert [row.clause.text for row in found.refused] == [REPLY]
    judge(company, demand, clause(made, 1))
    assert [row.clause.text for row in answers_of(company.actor("wang"), demand).confirmed] == [REPLY]
    services.withdraw_link(actor=company.actor("wang"), demand_key=demand.key, clause_key=clause(made, 1).key, at=AT)
    assert [each.clause.text for each in answers_of(company.actor("wang"), demand).suggested] == [REPLY]


def test_a_deleted_clause_answers_nothing_until_it_comes_back(company):
    made, demand = company.standard(SWEEP, REPLY), confirmed(company)
    key = clause(made, 1).key
    judge(company, demand, clause(made, 1))
    assert list(unanswered(company.actor("wang"))) == []
    services.delete_clause(actor=company.actor("chen"), key=key, revision=clause(made, 1).revision, at=AT)
    assert list(unanswered(company.actor("wang"))) == [demand]
    [row] = answers_of(company.actor("wang"), demand).confirmed
    assert row.clause is None
    act = made.changes.latest("pk").act
    services.undo_act(actor=company.actor("chen"), act=act, at=AT)
    assert DraftClause.objects.filter(key=key).exists()
    assert list(unanswered(company.actor("wang"))) == []


def test_relevant_rests_on_a_confirmed_demand(company):
    made = company.standard(SWEEP, POLITE)
    demand = company.demand("员工要戴工牌好认", source=SourceKey(cited="问卷 第5题"))
    judge(company, demand, clause(made, 1))

    def lacking():
        sheet = sheet_at(made, company.estate, day=readings.day_of(AT)).sheet
        return [lack.index for lack in sheet.smart.lacks[Letter.RELEVANT]]

    assert lacking() == [0, 1]
    research.confirm_demand(actor=company.actor("wang"), key=demand.key, at=AT)
    assert clauses_with_demands(made)[1] == {clause(made, 1).key}
    assert lacking() == [0]
    research.close_demand(actor=company.actor("wang"), key=demand.key, reason="不再需要", at=AT)
    assert lacking() == [0, 1]


def test_a_clause_tells_whom_it_serves_the_most_caring_first(company):
    made = company.standard(REPLY)
    low = confirmed(company, "投诉要答复", importance="2", importance_source="问卷")
    high = confirmed(company, "投诉要快", importance="4.8", importance_source="问卷")
    for demand in (low, high):
        judge(company, demand, clause(made))
    assert served_by(company.actor("wang"), made) == {clause(made).key: [high, low]}
    assert served_by(company.actor("zhao"), made) == {}


def test_demands_merged_hand_their_clauses_over(company):
    made = company.standard(REPLY, SWEEP)
    gone, kept = confirmed(company, "投诉要答复"), confirmed(company, "投诉要回音")
    judge(company, gone, clause(made, 0))
    judge(company, gone, clause(made, 1))
    judge(company, kept, clause(made, 1), answers=False)
    merge_demands(actor=company.actor("wang"), key=gone.key, into=kept.key, at=AT)
    said = {link.clause_key: link.answers for link in DemandLink.objects.filter(demand=kept)}
    assert said == {clause(made, 0).key: True, clause(made, 1).key: False}
    assert not DemandLink.objects.filter(demand=gone).exists()
    with pytest.raises(NotAsWantedError):
        judge(company, gone, clause(made, 0))


def test_only_who_writes_research_there_says_so(company):
    made, demand = company.standard(REPLY), confirmed(company)
    with pytest.raises(NotAllowedError):
        judge(company, demand, clause(made), by="sun")
    with pytest.raises(type(demand).DoesNotExist):
        judge(company, demand, clause(made), by="zhao")
    heading = services.add_clause(
        actor=company.actor("chen"), standard_key=made.key, text="第一章", kind="heading", at=AT
    ).clause
    with pytest.raises(NotAsWantedError):
        judge(company, demand, heading)


def test_a_clause_is_traced_to_demands_and_duties(company):
    made = company.standard("监控录像保存不少于30日。", REPLY, POLITE)
    demand = confirmed(company)
    judge(company, demand, clause(made, 1))
    actor = company.actor("wang")
    gathered = gather_for(actor, company.estate, day=readings.day_of(AT))
    found = {each.clause.text: each for each in traced(gathered, confirmed_links(actor))}
    assert found["监控录像保存不少于30日。"].norms
    assert found[REPLY].demands == (demand,)
    assert [text for text, each in found.items() if each.bare] == [POLITE]


def test_mining_knows_the_words_that_the_company_tied_to_activities(company):
    services.tie_activity(actor=company.actor("chen"), surface="飞线", activity="fire_round", at=AT)
    for _time in range(6):
        company.say("楼道里有飞线")
    [theme] = [each for each in find_themes(actor=company.actor("chen"), at=AT) if each.activity]
    assert (theme.activity, theme.found) == ("fire_round", 6)
