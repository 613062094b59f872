"""An estate with places, points, equipment, posts and people, made through the services themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.operations.services import places as places_acts
from guicheng.apps.operations.services import rosters as rosters_acts
from guicheng.apps.organization.models import Placement, Post

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def here(company, by="wang", **more):
    """What every act at the estate is told."""
    return {"actor": company.actor(by), "unit_key": company.estate.key, "at": AT, **more}


def post(company, name="秩序员", trade="order"):
    return Post.objects.get_or_create(company=company.root, name=name, defaults={"trade": trade})[0]


def guard(company, name):
    """Somebody who fills the post of a guard at the estate."""
    person = company.join(name, name, ("frontline", company.estate))
    Placement.objects.create(person=person, post=post(company), unit=company.estate)
    return person


def building(company, code="A", **more):
    wanted = {"name": f"{code}栋", "kind": "building", **more}
    return places_acts.save_place(**here(company), code=code, **wanted)[0]


def four_crews(company, *names, starts_on="2026-11-01"):
    """A roster 四班三运转, with one guard in each crew."""
    row, _new = rosters_acts.save_roster(
        **here(company), name="秩序排班", post_key=post(company).key, pattern="four-three", starts_on=starts_on
    )
    people = [guard(company, name) for name in names]
    for person, crew in zip(people, row.crews, strict=False):
        rosters_acts.put_in_crew(**here(company), roster_key=row.key, person_key=person.key, crew=crew["name"])
    return row, people
