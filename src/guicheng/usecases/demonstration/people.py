"""The company, its estates, posts and people."""

from __future__ import annotations

from datetime import date

from guicheng.apps.catalogue.services import describe_unit
from guicheng.apps.organization import services
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services.companies import found_demonstration
from guicheng.apps.organization.services.demonstration import NewPerson, add_demonstration_people
from guicheng.usecases.demonstration.cast import Cast, moment, told

#: Days before the first day on which the company is founded.
FOUNDED = 45


def found(*, last: date, length: int, password: str) -> Cast:
    """Found the company with its estates, posts and people, who may all sign in with one password."""
    said = told("company")
    at = moment(date.fromordinal(last.toordinal() - length - FOUNDED), 8)
    chief = said["people"][0]
    founder = found_demonstration(
        name=said["name"], username=chief["username"], person_name=chief["name"], password=password, at=at
    )
    cast = Cast(company=Unit.objects.get(pk=founder.company_id), last=last, length=length)
    admin = actor_for(founder, channel="cli")
    cast.actors[founder.username] = admin
    for each in said["estates"]:
        cast.estates[each["key"]] = services.add_unit(
            actor=admin, parent_key=cast.company.key, kind="estate", name=each["name"], code=each["code"], at=at
        )
    posts = {
        each["name"]: services.add_post(
            actor=admin, name=each["name"], trade=each["trade"], rank=each.get("rank"), at=at
        )
        for each in said["posts"]
    }
    cast.company = Unit.objects.get(pk=cast.company.pk)
    people = [
        NewPerson(each["username"], each["name"], cast.estates.get(each.get("estate", ""), cast.company),
                  posts.get(each.get("post", "")), tuple(each["roles"]))
        for each in said["people"][1:]
    ]  # fmt: skip
    made = add_demonstration_people(actor=admin, people=people, like=founder, at=at)
    cast.actors |= {person.username: actor_for(person, channel="cli") for person in made}
    for each in said["estates"]:
        describe_unit(
            actor=cast.quality, unit_key=cast.estates[each["key"]].key, facts=each["facts"], revision=0, at=at,
            property_type=each["property_type"], customers=each["customers"], city=each["city"], grade=each["grade"],
        )  # fmt: skip
    return cast
