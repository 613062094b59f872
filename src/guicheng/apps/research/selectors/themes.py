"""Themes, how often they are spoken of, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.research.models import Feedback, FeedbackTheme, Theme, ThemeState
from guicheng.apps.research.selectors.groups import READ
from guicheng.domain.demand.trend import (
    SEASONS,
    Change,
    Trend,
    change_between,
    guarded,
    months_until,
    season_of,
    trend_of,
)

#: Months of a trend; the later half is set against the earlier one.
MONTHS: Final = 12


def themes_visible_to(actor: Actor, *, state: str = "") -> QuerySet[Theme]:
    """Return the themes of the actor's company, by name; none without ``research.read`` anywhere."""
    if not actor.may_anywhere(READ):
        return Theme.objects.none()
    rows = Theme.objects.filter(company_id=actor.company_id)
    return (rows.filter(state=state) if state else rows).order_by("name")


def theme_visible_to(actor: Actor, key: str | UUID) -> Theme:
    """Return a theme.

    Raises:
        Theme.DoesNotExist: There is none in the actor's company.
    """
    return one(themes_visible_to(actor).select_related("merged_into"), key)


@dataclass(frozen=True, slots=True)
class ThemeTrend:
    """A theme over the last months, of the records within somebody's reach.

    Args:
        theme: The theme.
        trend: Records by month.
        change: The later half of the months against the earlier one.
    """

    theme: Theme
    trend: Trend
    change: Change


def theme_trends(actor: Actor, *, until: date) -> list[ThemeTrend]:
    """Return the confirmed themes with their trends, the most frequent first: two queries."""
    themes = {theme.pk: theme for theme in themes_visible_to(actor, state=ThemeState.CONFIRMED)}
    links = _links(actor).filter(theme__in=themes, feedback__received_on__gte=months_until(until, MONTHS)[0])
    days: dict[int, list[date]] = {pk: [] for pk in themes}
    for pk, day in links.values_list("theme_id", "feedback__received_on"):
        days[pk].append(day)
    found = [_trend(theme, days[pk], until) for pk, theme in themes.items()]
    return sorted(found, key=lambda each: (-each.trend.total, each.theme.name))


def _links(actor: Actor) -> QuerySet[FeedbackTheme]:
    return FeedbackTheme.objects.filter(actor.within(READ, "feedback__unit"), absent=False)


def _trend(theme: Theme, days: list[date], until: date) -> ThemeTrend:
    trend = trend_of(days, until=until, months=MONTHS)
    half = MONTHS // 2
    return ThemeTrend(theme, trend, change_between(sum(trend.counts[:half]), sum(trend.counts[half:])))


@dataclass(frozen=True, slots=True)
class ThemePlaces:
    """A theme by estate and season.

    Args:
        trend: The theme over the last months.
        seasons: Year and name of the seasons, the earliest first.
        rows: Name of the unit with its counts by season; None for a count that could point at a person.
        total: All its records within reach.
    """

    trend: ThemeTrend
    seasons: tuple[tuple[int, str], ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    total: int


def theme_places(actor: Actor, theme: Theme, *, until: date) -> ThemePlaces:
    """Return where and when a theme was spoken of, over the four seasons that ended last: one query."""
    rows = list(_links(actor).filter(theme=theme).values_list("feedback__received_on", "feedback__unit__name"))
    seasons = _seasons(until)
    counts: dict[str, Counter[tuple[int, str]]] = {}
    for day, unit in rows:
        if season_of(day) in seasons:
            counts.setdefault(unit, Counter())[season_of(day)] += 1
    told = tuple(
        (unit, tuple(guarded({f"{year} {name}": found[year, name] for year, name in seasons}).values()))
        for unit, found in sorted(counts.items())
    )
    return ThemePlaces(_trend(theme, [day for day, _unit in rows], until), seasons, told, len(rows))


@dataclass(frozen=True, slots=True)
class Spoken:
    """Records that show what a theme is.

    Args:
        rows: The latest of them.
        total: How many there are within reach.
    """

    rows: tuple[Feedback, ...]
    total: int


def spoken_of(actor: Actor, theme: Theme, *, most: int = 8) -> Spoken:
    """Return the latest records with the words of a theme that nobody has confirmed yet: two queries.

    Args:
        actor: Who looks.
        theme: The theme.
        most: How many records are returned at most.
    """
    holding = Q()
    for word in theme.words:
        holding |= Q(text__icontains=word)
    rows = Feedback.objects.filter(actor.within(READ), holding)
    return Spoken(tuple(rows.order_by("-received_on", "-pk")[:most]), rows.count())


def _seasons(until: date) -> tuple[tuple[int, str], ...]:
    year, name = season_of(until)
    place = year * len(SEASONS) + SEASONS.index(name)
    places = range(place - len(SEASONS) + 1, place + 1)
    return tuple((each // len(SEASONS), SEASONS[each % len(SEASONS)]) for each in places)


def minable(company_id: int, most: int) -> list[Feedback]:
    """Return the latest records of a company that say something, at most so many: one query."""
    rows = Feedback.objects.filter(company_id=company_id).exclude(text="")
    return list(rows.only("pk", "text", "received_on").order_by("-received_on", "-pk")[:most])
