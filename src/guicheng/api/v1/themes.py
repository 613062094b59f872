"""Themes of what customers say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.feedback import named
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import voices as shapes
from guicheng.apps.research import services
from guicheng.apps.research.models import Theme
from guicheng.apps.research.selectors.themes import ThemePlaces, theme_places, theme_visible_to, themes_visible_to
from guicheng.usecases.find_themes import find_themes as mined

calls = Calls("themes")
_READ, _EDIT = "research.read", "research.edit"


@calls.get("/themes", needs=_READ, answer=shapes.ThemesOf, summary="List themes", refuses=("bad-cursor",))
def list_themes(request: HttpRequest, wanted: Query[shapes.ThemesWanted]) -> dict[str, Any]:
    """Return the themes of the company, by name."""
    rows = themes_visible_to(actor_of(request), state=wanted.state).select_related("merged_into")
    found, following = page_of(rows, wanted.cursor, by="name")
    return {"items": [_theme(row) for row in found], "next": following}


@calls.get("/themes/{key}/trend", needs=_READ, answer=shapes.ThemeTrendOf, summary="See the trend of a theme")
def see_theme_trend(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return when and where a theme was spoken of; small numbers of estates and seasons are left out."""
    actor = actor_of(request)
    return _trend(theme_places(actor, theme_visible_to(actor, key), until=timezone.localdate()))


@calls.write("POST", "/themes/find", needs=_EDIT, answer=shapes.ThemesOf, summary="Look for themes")
def find_themes(request: HttpRequest) -> dict[str, Any]:
    """Propose themes of the records that no known theme covers; earlier proposals that nobody judged go."""
    made = mined(actor=actor_of(request), at=timezone.now())
    return {"items": [_theme(theme) for theme in made], "next": ""}


@calls.write(
    "POST",
    "/themes",
    needs=_EDIT,
    answer=shapes.ThemeOf,
    status=201,
    summary="Add a theme",
    refuses=("not-as-wanted", "taken"),
)
def add_theme(request: HttpRequest, body: shapes.ThemeIn) -> dict[str, Any]:
    """Add a theme; its records are found at once."""
    words = "\n".join(body.synonyms)
    return _theme(services.add_theme(actor=actor_of(request), name=body.name, synonyms=words, at=timezone.now()))


@calls.write(
    "PUT",
    "/themes/{key}",
    needs=_EDIT,
    answer=shapes.ThemeOf,
    summary="Change a theme",
    refuses=("not-as-wanted", "taken"),
)
def change_theme(request: HttpRequest, key: Path[str], body: shapes.ThemeIn) -> dict[str, Any]:
    """Rename a theme or say which words mean it; its old name stays one of them."""
    words = "\n".join(body.synonyms)
    row = services.change_theme(actor=actor_of(request), key=key, name=body.name, synonyms=words, at=timezone.now())
    return _theme(row)


@calls.write(
    "POST",
    "/themes/{key}/judge",
    needs=_EDIT,
    answer=shapes.ThemeOf,
    summary="Confirm or refuse a theme",
    refuses=("not-as-wanted",),
)
def judge_theme(request: HttpRequest, key: Path[str], body: shapes.ThemeJudged) -> dict[str, Any]:
    """Confirm a theme, or refuse it so that it is not proposed again."""
    return _theme(services.judge_theme(actor=actor_of(request), key=key, confirms=body.confirms, at=timezone.now()))


@calls.write(
    "POST",
    "/themes/{key}/merge",
    needs=_EDIT,
    answer=shapes.ThemeOf,
    summary="Merge a theme into another",
    refuses=("not-as-wanted",),
)
def merge_theme(request: HttpRequest, key: Path[str], body: shapes.MergedInto) -> dict[str, Any]:
    """Merge a theme into another one, which takes over its words, records, demands and codes."""
    return _theme(services.merge_themes(actor=actor_of(request), key=key, into=body.into, at=timezone.now()))


def _theme(row: Theme) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("name", "synonyms", "activity", "state", "found")}
    return {"key": str(row.key), "merged_into": named(row.merged_into), **plain}


def _trend(places: ThemePlaces) -> dict[str, Any]:
    trend = places.trend.trend
    return {
        "months": [{"month": month, "records": count} for month, count in zip(trend.months, trend.counts, strict=True)],
        "change": places.trend.change.value,
        "seasons": [
            {"unit": unit, "year": year, "season": season, "records": count}
            for unit, counts in places.rows
            for (year, season), count in zip(places.seasons, counts, strict=True)
        ],
        "total": places.total,
    }
