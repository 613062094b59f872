"""Demands rest on something, say where their numbers are from, and are confirmed, merged and closed by people."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.apps.research.voices import CANARY, Voices
from tests.apps.standards.company import AT

from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.research import services
from guicheng.apps.research.models import Demand
from guicheng.apps.research.selectors.demands import DemandWish, demand_grid, demands_visible_to, sources_of
from guicheng.apps.research.selectors.groups import persona_of
from guicheng.apps.research.services import DemandText, GroupText, SourceKey
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Voices()


def confirm(company, demand):
    return services.confirm_demand(actor=company.actor("wang"), key=demand.key, at=AT)


def test_a_demand_without_a_source_is_not_confirmed(company):
    demand = company.demand()
    with pytest.raises(NotAsWantedError):
        confirm(company, demand)
    quote = company.quote(company.talk())
    services.add_source(actor=company.actor("wang"), key=demand.key, source=SourceKey(quote=str(quote.key)), at=AT)
    assert confirm(company, demand).state == "confirmed"


def test_a_number_says_where_it_is_from(company):
    with pytest.raises(NotAsWantedError) as refused:
        company.demand(importance="4.6")
    assert refused.value.field == "importance_source"
    made = company.demand(importance="4.6", importance_source="2026年春季问卷，n=212")
    assert made.importance == Decimal("4.60")
    for wrong in ("0", "5.1", "viel", "NaN"):
        with pytest.raises(NotAsWantedError):
            company.demand(importance=wrong, importance_source="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Demand.objects.filter(pk=made.pk).update(importance_source="")


def test_demands_are_numbered_in_their_company(company):
    assert [company.demand().code, company.demand().code] == ["XQ-001", "XQ-002"]


def test_marks_of_people_are_covered_in_demands_and_sources(company):
    demand = company.demand(f"3栋2单元1203要等电梯，{CANARY}", source=SourceKey(cited=f"电话记录{CANARY}"))
    assert CANARY not in demand.text
    assert CANARY not in demand.sources.get().cited


def test_a_source_is_one_thing_and_stands_once(company):
    row, demand = company.say("电梯太慢"), company.demand()
    both = SourceKey(feedback=str(row.key), cited="问卷 第3题")
    for source in (both, SourceKey()):
        with pytest.raises(NotAsWantedError):
            services.add_source(actor=company.actor("wang"), key=demand.key, source=source, at=AT)
    one = SourceKey(feedback=str(row.key))
    services.add_source(actor=company.actor("wang"), key=demand.key, source=one, at=AT)
    with pytest.raises(NotAsWantedError):
        services.add_source(actor=company.actor("wang"), key=demand.key, source=one, at=AT)


def test_a_merged_demand_hands_over_its_sources_and_takes_no_changes(company):
    row = company.say("电梯太慢")
    gone = company.demand(source=SourceKey(feedback=str(row.key)))
    kept = company.demand("等电梯要快", source=SourceKey(cited="问卷 第3题"))
    services.merge_demands(actor=company.actor("wang"), key=gone.key, into=kept.key, at=AT)
    assert kept.sources.count() == 2
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into) == ("merged", kept)
    for act in (services.confirm_demand, lambda **named: services.close_demand(reason="x", **named)):
        with pytest.raises(NotAsWantedError):
            act(actor=company.actor("wang"), key=gone.key, at=AT)


def test_a_closed_demand_says_why_and_can_be_opened_again(company):
    demand = company.demand(source=SourceKey(cited="问卷 第3题"))
    with pytest.raises(NotAsWantedError):
        services.close_demand(actor=company.actor("wang"), key=demand.key, reason=" ", at=AT)
    closed = services.close_demand(actor=company.actor("wang"), key=demand.key, reason="已加装电梯", at=AT)
    assert (closed.state, closed.reason) == ("closed", "已加装电梯")
    assert confirm(company, demand).reason == ""


def test_two_people_do_not_overwrite_one_another(company):
    demand = company.demand()
    said = DemandText(text="等电梯不超过2分钟", kind="pain", group_key=str(demand.group.key))
    services.change_demand(actor=company.actor("wang"), key=demand.key, revision=1, said=said, at=AT)
    with pytest.raises(StaleError) as refused:
        services.change_demand(actor=company.actor("chen"), key=demand.key, revision=1, said=said, at=AT)
    assert (refused.value.present, refused.value.revision) == ("等电梯不超过2分钟", 2)


def test_a_demand_lies_within_the_reach_of_its_unit(company):
    here, there = company.demand(), company.demand(by="zhao", unit=company.other)
    assert list(demands_visible_to(company.actor("wang"))) == [here]
    assert set(demands_visible_to(company.actor("chen"))) == {here, there}
    assert not demands_visible_to(company.actor("qian")).exists()
    with pytest.raises(Demand.DoesNotExist):
        services.close_demand(actor=company.actor("wang"), key=there.key, reason="x", at=AT)
    with pytest.raises(NotAllowedError):
        services.close_demand(actor=company.actor("sun"), key=here.key, reason="x", at=AT)


def test_the_grid_counts_by_state_and_weight(company):
    company.demand(importance="4", importance_source="问卷")
    company.demand(importance="3.9", importance_source="问卷")
    company.demand()
    grid = demand_grid(company.actor("wang"))
    assert {weight: grid["proposed", weight] for weight in ("high", "low", "unknown")} == {
        "high": 1,
        "low": 1,
        "unknown": 1,
    }
    assert sum(grid.values()) == 3
    for weight in ("high", "low", "unknown"):
        assert demands_visible_to(company.actor("wang"), DemandWish(state="proposed", weight=weight)).count() == 1


def test_what_is_out_of_reach_is_no_source_for_a_reader(company):
    row = company.say("电梯太慢", by="zhao", unit=company.other)
    demand = company.demand(by="chen", unit=company.estate, source=SourceKey(feedback=str(row.key)))
    assert len(sources_of(company.actor("chen"), demand)) == 1
    assert sources_of(company.actor("wang"), demand) == []


def test_a_persona_tells_what_is_known_and_what_is_missing(company):
    group = company.group("高层住户", households="1,200", note="老人多")
    empty = persona_of(company.actor("chen"), group.key)
    assert empty.missing == ("talks", "records", "need", "pain", "expectation")
    company.talk(group_key=str(group.key))
    company.say("电梯太慢", group=group)
    company.demand("要快", group=group, importance="3", importance_source="问卷", source=SourceKey(cited="问卷 第1题"))
    company.demand("更要快", group=group, importance="5", importance_source="问卷")
    company.demand("等太久", group=group, kind="pain")
    found = persona_of(company.actor("chen"), group.key)
    assert [each.demand.text for each in found.statements["need"]] == ["更要快", "要快"]
    assert found.statements["need"][1].sources == 1
    assert found.missing == ("expectation",)
    assert (found.talks, found.records) == (1, None)


def test_a_group_has_its_name_once_and_real_numbers(company):
    company.group("租户")
    with pytest.raises(TakenError):
        company.group("租户")
    with pytest.raises(NotAsWantedError):
        company.group("商户", households="许多")
    with pytest.raises(NotAllowedError):
        services.add_group(actor=company.actor("wang"), said=GroupText("访客", "visitor"), at=AT)
