"""Units, posts, people and the audit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import AwareDatetime

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

Trade = Literal["customer", "order", "cleaning", "greening", "engineering", "value_added", "management"]
Role = Literal["administrator", "quality_manager", "estate_manager", "supervisor", "frontline", "auditor"]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1990, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC), examples=["2026-11-23T08:00:00Z"]),
]


class Me(Schema):
    """Who calls, and what they may do somewhere at all."""

    kind: Literal["person", "integration"]
    key: str
    name: str
    permissions: list[str] = Field(..., description="what the calls need; of an object it is asked again")


class Unit(Schema):
    """A company, a region or an estate."""

    key: str
    kind: Literal["company", "region", "estate"]
    name: str
    code: str
    depth: int = Field(..., description="1 for the company")
    archived_at: datetime | None


class Units(Schema):
    """A page of units, a unit before those below it."""

    items: list[Unit]
    next: Next


class UnitsWanted(Wanted):
    """Which units."""

    archived: bool | None = Field(None, description="only archived ones, or only the others; both where not said")


class UnitIn(Sent):
    """A unit to add."""

    parent: Key = Field(..., description="key of the unit above")
    kind: Literal["region", "estate"]
    name: str = Field(..., max_length=80, examples=[example("estate")])
    code: str = Field("", max_length=20, examples=["YX"])


class UnitChange(Sent):
    """What changes of a unit; what is left out stays."""

    name: str | None = Field(None, max_length=80, examples=[example("estate-renamed")])
    code: str | None = Field(None, max_length=20, examples=["YX2"])


class UnitPlace(Sent):
    """Where a unit goes."""

    parent: Key = Field(..., description="key of the unit above")


class Post(Schema):
    """A post (岗位)."""

    key: str
    name: str
    trade: Trade
    rank: int | None = Field(..., description="its level, a greater one being higher; null where nobody said it")
    archived_at: datetime | None


class Posts(Schema):
    """A page of posts, by name."""

    items: list[Post]
    next: Next


class PostIn(Sent):
    """A post to add."""

    name: str = Field(..., max_length=40, examples=[example("post")])
    trade: Trade
    rank: int | None = Field(None, ge=1, le=99, description="its level, a greater one being higher")


class PostChange(Sent):
    """What changes of a post; what is left out stays."""

    name: str | None = Field(None, max_length=40, examples=[example("post-renamed")])
    trade: Trade | None = None
    rank: int | None = Field(None, ge=1, le=99, description="its level; null for none")


class DutyHours(Schema):
    """When a post is on duty in a unit."""

    post: Told
    unit: Told = Field(..., description="the unit, or the one above it, for which it was said")
    hours: str = Field(..., examples=[example("hours")])
    week: list[list[int]] = Field(
        ..., description="[first minute, minute after the last] from Monday 00:00; an end at or below the begin is one "
        "of the next week"
    )  # fmt: skip


class DutyHoursIn(Sent):
    """When a post is on duty in a unit and all below it."""

    hours: str = Field(..., max_length=400, description="empty: what is said above holds", examples=[example("hours")])


class Placement(Schema):
    """A post that somebody fills in a unit."""

    unit: Told
    post: Told


class Grant(Schema):
    """A role that somebody holds for a unit and what lies below."""

    unit: Told
    role: Role


class Person(Schema):
    """Somebody who works for the company; posts and roles are those within the caller's reach."""

    key: str
    username: str
    name: str
    email: str
    phone: str = Field(..., description="with its middle hidden", examples=["138****5678"])
    active: bool
    placements: list[Placement]
    roles: list[Grant]


class People(Schema):
    """A page of people, by name."""

    items: list[Person]
    next: Next


class PeopleWanted(Wanted):
    """Which people."""

    words: str = Field("", max_length=100, description="parts of name, user name or address; a phone number in full")
    active: bool | None = Field(None, description="only those whose access lasts, or only the others")


class PersonIn(Sent):
    """A person to add."""

    username: str = Field(..., max_length=60, examples=["zhou.min"])
    name: str = Field(..., max_length=40, examples=[example("person")])
    email: str = Field("", max_length=254, examples=["zhou.min@example.com"])
    phone: str = Field("", max_length=40, examples=["13812345678"])


class PersonChange(Sent):
    """What changes of a person; what is left out stays."""

    username: str | None = Field(None, max_length=60, examples=["zhou.min"])
    name: str | None = Field(None, max_length=40, examples=[example("person")])
    email: str | None = Field(None, max_length=254, examples=["zhou.min@example.com"])
    phone: str | None = Field(None, max_length=40, examples=["13812345678"])


class FirstPassword(Schema):
    """A person with a new password, which is told this once."""

    person: Person
    password: str | None = Field(..., description="to be replaced at the first sign-in; null when the call is repeated")


class PhoneReason(Sent):
    """Why a phone number is needed."""

    reason: str = Field(..., max_length=200, examples=[example("reason-to-reveal")])


class Phone(Schema):
    """A phone number in full."""

    phone: str


class AuditRow(Schema):
    """Who wrote what, when and from where."""

    at: datetime
    actor: str = Field(..., description="name of the person or program")
    actor_key: str
    channel: str = Field(..., description="web, api, cli or job")
    address: str
    act: str = Field(..., examples=["standards.edit_clause"])
    subject: str
    key: str = Field(..., description="lasting key of the thing")
    label: str
    before: dict[str, Any]
    after: dict[str, Any]


class AuditPage(Schema):
    """A page of the audit, newest first."""

    items: list[AuditRow]
    next: Next


class AuditWanted(Wanted):
    """Which rows of the audit."""

    act: str = Field("", max_length=60, description="name of a service, or of a stage such as `standards`")
    subject: str = Field("", max_length=30, description="kind of thing, such as `person`")
    key: str = Field("", max_length=60, description="key of one thing")
    person: str = Field("", max_length=80, description="key of who wrote, or a part of their name")
    since: Moment | None = Field(None, description="first moment")
    until: Moment | None = Field(None, description="the moment after the last one")
