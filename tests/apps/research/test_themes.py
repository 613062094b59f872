"""Themes are proposed from what people say, judged by a person, and remembered."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.research.voices import TODAY, Voices
from tests.apps.standards.company import AT

from domain.demand.voices import records
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.research import services
from guicheng.apps.research.models import FeedbackTheme, Theme
from guicheng.apps.research.selectors.themes import theme_places, theme_trends
from guicheng.domain.demand.trend import Change
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Voices()


def spoken_of(theme):
    return FeedbackTheme.objects.filter(theme=theme, absent=False).count()


def fill(company, count=60):
    for _about, text in records(count):
        company.say(text)


def test_mining_proposes_and_a_person_confirms_or_refuses(company):
    fill(company)
    made = company.mine()
    assert made
    assert all(theme.state == "proposed" and theme.found >= 5 for theme in made)
    first, second = made[0], made[1]
    services.judge_theme(actor=company.actor("chen"), key=first.key, confirms=True, at=AT)
    services.judge_theme(actor=company.actor("chen"), key=second.key, confirms=False, at=AT)
    assert spoken_of(first) >= first.found
    assert spoken_of(second) == 0
    names = {theme.name for theme in company.mine()}
    assert not names & {first.name, second.name}
    assert Theme.objects.filter(state="refused").count() == 1


def test_a_new_record_finds_its_theme_at_once(company):
    theme = company.theme("电动车充电", "充电桩")
    company.say("充电桩不够")
    assert spoken_of(theme) == 1


def test_a_new_synonym_is_mined_with(company):
    theme = company.theme("电动车充电")
    for _time in range(6):
        company.say("换电柜总是坏")
    assert any("换电柜" in each.name for each in company.mine())
    services.change_theme(actor=company.actor("chen"), key=theme.key, name=theme.name, synonyms="换电柜", at=AT)
    assert spoken_of(theme) == 6
    assert not any("换电柜" in each.name for each in company.mine())


def test_a_renamed_theme_keeps_its_old_name_as_a_word(company):
    theme = company.theme("充电桩")
    company.say("充电桩不够")
    changed = services.change_theme(actor=company.actor("chen"), key=theme.key, name="电动车充电", synonyms="", at=AT)
    assert changed.synonyms == ["充电桩"]
    assert spoken_of(theme) == 1


def test_a_merged_theme_hands_over_words_records_and_demands(company):
    kept, gone = company.theme("电动车充电"), company.theme("充电桩")
    row = company.say("充电桩不够")
    other = company.say("插座不够")
    services.sort_feedback(actor=company.actor("wang"), key=other.key, group_key="", theme_keys=[str(gone.key)], at=AT)
    demand = company.demand(theme_key=str(gone.key))
    services.merge_themes(actor=company.actor("chen"), key=gone.key, into=kept.key, at=AT)
    demand.refresh_from_db()
    kept.refresh_from_db()
    assert demand.theme_id == kept.pk
    assert "充电桩" in kept.synonyms
    assert set(FeedbackTheme.objects.filter(theme=kept).values_list("feedback", flat=True)) == {row.pk, other.pk}
    with pytest.raises(NotAsWantedError):
        services.judge_theme(actor=company.actor("chen"), key=gone.key, confirms=True, at=AT)
    with pytest.raises(NotAsWantedError):
        services.merge_themes(actor=company.actor("chen"), key=kept.key, into=kept.key, at=AT)


def test_a_name_is_taken_once(company):
    company.theme("电梯")
    with pytest.raises(TakenError):
        company.theme("电梯")
    other = company.theme("漏水")
    with pytest.raises(TakenError):
        services.change_theme(actor=company.actor("chen"), key=other.key, name="电梯", synonyms="", at=AT)


def test_an_estate_manager_reads_themes_and_keeps_none(company):
    theme = company.theme("电梯")
    for act in (
        lambda actor: services.find_themes(actor=actor, vocabulary=None, at=AT),
        lambda actor: services.judge_theme(actor=actor, key=theme.key, confirms=False, at=AT),
        lambda actor: services.add_theme(actor=actor, name="漏水", synonyms="", at=AT),
    ):
        with pytest.raises(NotAllowedError):
            act(company.actor("wang"))


def test_a_trend_counts_what_lies_within_reach(company):
    theme = company.theme("电梯")
    for month in (8, 9, 10):
        for day in range(1, 5):
            company.say("电梯坏了", day=date(2026, month, day))
    company.say("电梯坏了", by="zhao", unit=company.other, day=date(2026, 11, 1))
    [own] = theme_trends(company.actor("wang"), until=TODAY)
    [every] = theme_trends(company.actor("chen"), until=TODAY)
    assert (own.theme, own.trend.total, own.trend.counts[-4:]) == (theme, 12, (4, 4, 4, 0))
    assert own.change is Change.MORE
    assert every.trend.total == 13


def test_small_cells_of_estates_and_seasons_are_hidden(company):
    theme = company.theme("电梯")
    for day in range(1, 7):
        company.say("电梯坏了", day=date(2026, 10, day))
    company.say("电梯坏了", day=date(2026, 7, 1))
    company.say("电梯坏了", by="zhao", unit=company.other, day=date(2026, 11, 1))
    places = theme_places(company.actor("chen"), theme, until=TODAY)
    assert places.seasons == ((2026, "winter"), (2026, "spring"), (2026, "summer"), (2026, "autumn"))
    assert dict(places.rows) == {"云栖花园": (0, 0, None, None), "山语城": (0, 0, 0, None)}
    assert places.total == 8
