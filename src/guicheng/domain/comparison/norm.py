"""A duty that law sets, with its place, its article, who owes it, and the sentence that compares with clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum

from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.towns import town_of
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

#: Name of the place whose duties hold everywhere.
NATION = "全国"
_SUFFIX = re.compile("(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$")


class Party(StrEnum):
    """Who owes a duty, or to whom it is owed."""

    COMPANY = "company"
    LIFT_USER = "lift_user"
    FIRE_UNIT = "fire_unit"
    VIDEO_OPERATOR = "video_operator"
    GUARD_EMPLOYER = "guard_employer"
    DATA_HANDLER = "data_handler"
    PARKING_OPERATOR = "parking_operator"
    WATER_OPERATOR = "water_operator"
    ANYONE = "anyone"
    LIFT_MAINTAINER = "lift_maintainer"
    LIFT_INSPECTOR = "lift_inspector"
    GUARD_COMPANY = "guard_company"
    DEVELOPER = "developer"
    OWNERS = "owners"
    OWNERS_COMMITTEE = "owners_committee"
    MANAGEMENT_COMMITTEE = "management_committee"
    PREPARATORY_GROUP = "preparatory_group"
    AUTHORITY = "authority"

    @property
    def ours(self) -> bool:
        """Whether the company that manages an estate is this party or acts as it."""
        return self in _OURS


_OURS = frozenset(
    {
        Party.COMPANY,
        Party.LIFT_USER,
        Party.FIRE_UNIT,
        Party.VIDEO_OPERATOR,
        Party.GUARD_EMPLOYER,
        Party.DATA_HANDLER,
        Party.PARKING_OPERATOR,
        Party.WATER_OPERATOR,
        Party.ANYONE,
    }
)


class Circumstance(StrEnum):
    """What an estate must be or have for a duty to concern it."""

    LIFT = "lift"
    BUILT_UP = "built_up"
    NOT_BUILT_UP = "not_built_up"
    SECONDARY_WATER = "secondary_water"
    CCTV = "cctv"
    OWN_GUARDS = "own_guards"
    KEY_FIRE_UNIT = "key_fire_unit"
    HIGH_FIRE_RISK = "high_fire_risk"
    CONTROL_ROOM = "control_room"
    HOMES = "homes"
    PUBLIC_PLACE = "public_place"
    HOSPITAL = "hospital"
    PARKING_BUSINESS = "parking_business"
    FEE_ON_COMMISSION = "fee_on_commission"


class NoSuchPlaceError(GuichengError):
    """No file of norms speaks of a place."""

    code = "no-such-place"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a law holds.

    Args:
        key: Latin name in small letters; the identifiers of its duties begin with it.
        zh: Chinese name without 市 or 省; ``全国`` for the whole country.
        en: English name.
        within: Larger places whose law holds here too, nearest first; the country goes without saying.
    """

    key: str
    zh: str
    en: str
    within: tuple[str, ...] = ()

    @property
    def national(self) -> bool:
        """Whether it is the whole country."""
        return self.zh == NATION


@dataclass(frozen=True, slots=True, order=True)
class Law:
    """A law, regulation or judicial interpretation.

    Args:
        title: Its Chinese name.
        english: Its name in English.
        effective: The day from which it holds.
        source: Who passed it, with the version that was read.
    """

    title: str
    english: str
    effective: date
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The number that a duty sets, in the words of the reading contract.

    Args:
        kind: What is bounded; a longest interval is a frequency here.
        op: Direction: ``<=``, ``<``, ``==``, ``>=`` or ``>``.
        value: The number, or the text of a window.
        unit: minute, hour, day, workday, month, year, time, %, 人 …; None for a window.
        per: Period of a count, None where there is none.
    """

    kind: Kind
    op: str
    value: Decimal | str
    unit: str | None = None
    per: str | None = None

    @classmethod
    def of(cls, requirement: Requirement) -> Figure:
        """Return the number of a requirement."""
        kind = Kind.FREQUENCY if requirement.kind is Kind.INTERVAL else requirement.kind
        return cls(kind, requirement.op, requirement.value, requirement.unit, requirement.per)

    def __str__(self) -> str:
        unit = "" if self.unit is None else f" {self.unit}"
        per = "" if self.per is None else f" / {self.per}"
        return f"{self.op} {self.value}{unit}{per}"


@dataclass(frozen=True, slots=True)
class Norm:
    """One duty.

    Args:
        id: Stable name, such as ``hangzhou.complaint-answer``.
        place: Where it holds.
        law: The law that sets it.
        article: Number of the article.
        owner: Who owes it.
        to: To whom it is owed.
        item: Item of the service catalogue.
        activity: What it is about, a key such as ``complaint.answer``.
        trigger: When it falls due, in words.
        figure: The number it sets; None where the law names none.
        ban: Whether it forbids an act.
        requires: What an estate must be or have for it to matter.
        zh: The duty in one Chinese sentence of our own.
        en: The same in English.
        says: A clause that states it and reads into exactly ``figure``; ``zh`` where none is given.
    """

    id: str
    place: Place
    law: Law
    article: int
    owner: Party
    to: Party
    item: str
    activity: str
    trigger: str
    figure: Figure | None
    ban: bool
    requires: frozenset[Circumstance]
    zh: str
    en: str
    says: str

    @property
    def clause(self) -> Clause:
        """The reading of its sentence."""
        return read(self.says)

    @property
    def citation(self) -> str:
        """The law with its article, in Chinese: 《民法典》第944条."""
        return f"《{self.law.title}》第{self.article}条"

    def concerns(self, absent: frozenset[Circumstance]) -> bool:
        """Tell whether an estate may have the duty: nothing that it requires is known to be absent.

        Args:
            absent: What the estate is known not to be or have.
        """
        return self.requires.isdisjoint(absent)


def read_as(norm: Norm) -> tuple[Figure, ...]:
    """Return the numbers that the reader finds in the sentence of a norm."""
    return tuple([Figure.of(requirement) for requirement in norm.clause.requirements])


def plain_name(name: str) -> str:
    """Return the name of a place as the files write it: 杭州市 is 杭州, " Hangzhou" is hangzhou."""
    return _SUFFIX.sub("", name.strip().lower())


def places_of(norms: Iterable[Norm]) -> tuple[Place, ...]:
    """Return the places of norms, the country first, then by key."""
    return tuple(sorted({norm.place for norm in norms}, key=lambda place: (not place.national, place.key)))


def place_called(norms: Iterable[Norm], name: str) -> Place:
    """Return the place of this Chinese or English name; of a city without norms of its own, its province.

    Raises:
        NoSuchPlaceError: No norm is of such a place; the message names near ones and the way to add one.
    """
    places = places_of(norms)
    wanted = plain_name(name)
    for place in places:
        if wanted in {plain_name(place.zh), place.key, place.en.lower()}:
            return place
    province = plain_name(town_of(name).province)
    for place in places:
        if province and plain_name(place.zh) == province:
            return place
    raise NoSuchPlaceError(_no_place(name, wanted, places))


def _no_place(name: str, wanted: str, places: tuple[Place, ...]) -> Message:
    names = [spelled for place in places for spelled in (place.zh, place.key)]
    near = get_close_matches(wanted, names, 3, 0.5)
    if near:
        return _("There are no norms of “{name}”. Near it: {near}.", name=name, near=", ".join(near))
    return _(
        "There are no norms of “{name}”. There are some of {known}. Adding a place is adding a file: see "
        "docs/how-to/add-a-citys-norms.md.",
        name=name,
        known=", ".join(place.zh for place in places),
    )


def selected(norms: Iterable[Norm], *, city: str = "", province: str = "") -> tuple[Norm, ...]:
    """Return the norms that hold for an estate: those of the country, of its province and of its city.

    Args:
        norms: All norms.
        city: Its city, in Chinese, alone or after its province, or in English as the norms call it.
        province: Its province; that of a city of China need not be given.
    """
    norms, town = tuple(norms), town_of(city)
    names = set(_names_of(places_of(norms), city, province, town.city, town.province))
    return tuple([norm for norm in norms if norm.place.national or norm.place.zh in names])


def _names_of(places: tuple[Place, ...], *wanted: str) -> Iterator[str]:
    """Yield the Chinese names of the places that are called so, and of those they lie in."""
    asked = {plain_name(name) for name in wanted if name.strip()}
    for place in places:
        if not asked.isdisjoint({plain_name(place.zh), place.key}):
            yield place.zh
            yield from place.within
