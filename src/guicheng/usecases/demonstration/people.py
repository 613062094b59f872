"""The company, its estates, posts and people."""

from __future__ import annotations

from datetime import date

from guicheng.apps.catalogue.services import describe_unit
from guicheng.apps.organization import services
from guicheng.apps.organization.models import Person, Unit
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
    company = Unit.objects.get(pk=founder.company_id)
    admin = actor_for(founder, channel="cli")
    estates = {
        each["key"]: services.add_unit(
            actor=admin, parent_key=company.key, kind="estate", name=each["name"], code=each["code"], at=at
        )
        for each in said["estates"]
    }
    posts = {
        each["name"]: services.add_post(
            actor=admin, name=each["name"], trade=each["trade"], rank=each.get("rank"), at=at
        )
        for each in said["posts"]
    }
    people = [
        NewPerson(each["username"], each["name"], estates.get(each.get("estate", ""), company),
                  posts.get(each.get("post", "")), tuple(each["roles"]))
        for each in said["people"][1:]
    ]  # fmt: skip
    add_demonstration_people(actor=admin, people=people, like=founder, at=at)
    cast = cast_of(Unit.objects.get(pk=company.pk), last=last, length=length)
    for each in said["estates"]:
        describe_unit(
            actor=cast.quality, unit_key=cast.estates[each["key"]].key, facts=each["facts"], revision=0, at=at,
            property_type=each["property_type"], customers=each["customers"], city=each["city"], grade=each["grade"],
        )  # fmt: skip
    return cast


def cast_of(company: Unit, *, last: date, length: int) -> Cast:
    """Return who and what the chapters speak of, of a company that was founded.

    Args:
        company: The company.
        last: The last day that is told.
        length: Days that are told, the last one included.
    """
    said = told("company")
    cast = Cast(company=company, last=last, length=length)
    units = {unit.code: unit for unit in Unit.objects.filter(path__startswith=company.path).exclude(code="")}
    cast.estates = {each["key"]: units[each["code"]] for each in said["estates"]}
    people = Person.objects.filter(company=company).order_by("pk")
    cast.actors = {person.username: actor_for(person, channel="cli") for person in people}
    return cast
