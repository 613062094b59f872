"""The ground: places, points, equipment, rosters, phones, and a checklist of the company's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from guicheng.apps.operations.services.calendars import save_calendar, use_calendar
from guicheng.apps.operations.services.devices import register_device
from guicheng.apps.operations.services.equipment import record_entry, save_equipment
from guicheng.apps.operations.services.places import save_place, save_point
from guicheng.apps.operations.services.rosters import put_in_crew, save_roster
from guicheng.apps.operations.services.rounds import checklists
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import posts_visible_to
from guicheng.usecases.demonstration.cast import Cast, told

#: Days before the first day on which the ground is described.
_DESCRIBED = 20


def describe(cast: Cast) -> None:
    """Describe the ground of each estate."""
    said = told("ground")
    for key, unit in cast.estates.items():
        about: dict[str, Any] = {"actor": cast.quality, "unit_key": unit.key, "at": cast.before(_DESCRIBED)}
        _places(said[key], about)
        _equipment(cast, said, key, about)
        _roster(cast, said, key, about)
        _checklist(cast, said["own_checklist"], unit, about)
    _office(cast, said["office"])
    _phones(cast)


def _places(said: dict[str, Any], about: dict[str, Any]) -> None:
    for number, building in enumerate(said["buildings"], 1):
        save_place(code=f"B{number}", name=building, kind="building", **about)
        for part, entrance in enumerate(said["entrances"], 1):
            save_place(code=f"B{number}-{part}", name=entrance, kind="entrance", parent=f"B{number}", **about)
    for code, name in said["areas"]:
        save_place(code=code, name=name, kind="area", **about)
    for code, name, place in said["points"]:
        save_point(code=code, name=name, place=place, **about)


def _equipment(cast: Cast, said: dict[str, Any], key: str, about: dict[str, Any]) -> None:
    words = said["kinds"]
    for number, (code, name, category, place) in enumerate(said[key]["equipment"]):
        due = cast.last + timedelta(days=24 + 40 * number)
        save_equipment(code=code, name=name, category=category, place=place, inspect_by=due, **about)
        inspected = due - timedelta(days=365)
        record_entry(code=code, kind="inspected", day=inspected, text=words["inspected"], **about)
    first = said[key]["equipment"][0][0]
    record_entry(code=first, kind="noted", day=cast.before(_DESCRIBED).date(), text=words["noted"], **about)


def _roster(cast: Cast, said: dict[str, Any], key: str, about: dict[str, Any]) -> None:
    words, trade = said["shifts"], "order"
    post = next(post for post in posts_visible_to(cast.quality) if post.trade == trade)
    roster, _new = save_roster(
        name=words["guard"], post_key=post.key, pattern="two-weekly", starts_on=cast.first, **about
    )
    for username, crew in zip(said[key]["guards"], words["crews"], strict=False):
        person = cast.actors[username].person
        if person is not None:
            put_in_crew(roster_key=roster.key, person_key=person.key, crew=crew, **about)


def _checklist(cast: Cast, said: dict[str, Any], unit: Unit, about: dict[str, Any]) -> None:
    row = checklists.write_checklist(title=said["title"], theme="patrol", **about)
    told_by = {"actor": cast.quality, "at": about["at"]}
    asked = [LineAsked(text) for text in said["lines"]]
    asked.append(LineAsked(said["meter"], kind="number", unit=said["unit"], low="0.2", high="0.6"))
    for each in asked:
        checklists.add_line(key=row.key, asked=each, **told_by)
    checklists.set_rules(key=row.key, points=["P1"], bulk=True, **told_by)
    cast.kept[f"checklist:{unit.pk}"] = row.key


def _office(cast: Cast, said: dict[str, str]) -> None:
    """Keep the hours of the office, and say for whom they hold."""
    at = cast.before(_DESCRIBED)
    made = save_calendar(actor=cast.quality, name=said["name"], hours=said["hours"], at=at)
    post = next(post for post in posts_visible_to(cast.quality) if post.name == said["post"])
    use_calendar(actor=cast.quality, unit_key=cast.company.key, key=made.key, post_key=post.key, at=at)


def _phones(cast: Cast) -> None:
    """Register a phone for each person at an estate; they have no other work than that of their estate."""
    at = cast.before(_DESCRIBED)
    for username, actor in cast.actors.items():
        unit = next((unit for unit in cast.estates.values() if actor.may("field.send", unit)), None)
        if unit is None or actor.may("field.send", cast.company) or actor.person is None:
            continue
        # What they call the phone is the name of whoever carries it.
        made = register_device(actor=actor, unit_key=unit.key, name=actor.person.name, at=at)
        cast.kept[f"phone:{username}"] = str(made.key)
