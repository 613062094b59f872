"""The people as they are and as the sheet wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models.functions import Lower

from guicheng.adapters.organization_sheet import SheetRow, roles_called
from guicheng.apps.organization.models import Grant, Person, Placement, Post, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.services.access import NotAsWantedError, refuse_ended
from guicheng.apps.organization.services.importing.faults import Faults
from guicheng.apps.organization.services.importing.posts import Posts
from guicheng.apps.organization.services.importing.tree import Node, Tree
from guicheng.apps.organization.services.people import described, email_taken, username_taken
from guicheng.apps.organization.services.values import (
    wanted_email,
    wanted_person_name,
    wanted_phone,
    wanted_username,
)
from guicheng.domain.values.message import _

_CHUNK: Final = 500
T = TypeVar("T")


@dataclass(eq=False)
class Entry:
    """A person and what the sheet says of them.

    Args:
        person: The person as they will be; not saved yet where they are new.
        before: What is kept of them so far; None where they are new.
        number: The phone number kept so far.
        placements: Posts that they fill, by the key of the post and the unit.
        grants: Roles and units for which they hold them.
        first: Their first row.
    """

    person: Person
    before: dict[str, Any] | None
    number: str
    first: SheetRow | None = None
    said: dict[str, str] = field(default_factory=dict)
    placements: dict[tuple[UUID, Node], Post] = field(default_factory=dict)
    grants: dict[tuple[Role, Node], None] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether what is kept of somebody who is no newcomer changes."""
        return self.before is not None and (self.before != described(self.person) or self.number != self.person.phone)


class People:
    """The people of a sheet, by user name.

    Args:
        company: The root of their company.
        rows: The rows of the sheet.
        at: Now, with time zone.
    """

    def __init__(self, company: Unit, rows: Sequence[SheetRow], at: datetime) -> None:
        self._company, self._at = company, at
        self.entries: dict[str, Entry] = {}
        names = {row.values.get("username", "").strip().lower() for row in rows}
        mails = {row.values.get("email", "").strip().lower() for row in rows} - {""}
        self._kept = {person.username: person for person in in_chunks(names, _named)}
        self._mail_of = {person.email.lower(): person.username for person in in_chunks(mails, _mailed)}
        known = [person.pk for person in self._kept.values() if person.company_id == company.pk]
        self.placed = set(in_chunks(known, _placed))
        self.granted = set(in_chunks(known, _granted))

    def entry(self, row: SheetRow) -> Entry:
        """Return the entry that a row speaks of.

        Raises:
            NotAsWantedError: The user name cannot be one.
            TakenError: Somebody of another company has it.
            EndedError: The person's access was ended.
        """
        username = wanted_username(row.values.get("username", ""))
        if username in self.entries:
            return self.entries[username]
        person = self._kept.get(username)
        if person is None:
            person = Person(company=self._company, username=username, joined_at=self._at)
            person.set_unusable_password()
            self.entries[username] = Entry(person, None, "")
            return self.entries[username]
        if person.company_id != self._company.pk:
            raise username_taken(username)
        refuse_ended(person)
        person.company = self._company
        self.entries[username] = Entry(person, described(person), person.phone)
        return self.entries[username]

    def describe(self, entry: Entry, row: SheetRow, faults: Faults) -> None:
        """Take name, phone and e-mail address of a row; a cell left empty leaves them as they are."""
        for column, wanted in _FIELDS.items():
            said = row.values.get(column, "")
            with faults.at(row):
                if said:
                    self._set(entry, row, column, wanted(said))
                elif column == "name" and not entry.said.get("name"):
                    wanted(said)
        entry.first = entry.first or row

    def _set(self, entry: Entry, row: SheetRow, column: str, value: str) -> None:
        if entry.said.setdefault(column, value) != value and entry.first:
            raise NotAsWantedError(
                _(
                    "Row {row} gives {username} “{other}” where this one gives “{value}”. Make both the same.",
                    row=str(entry.first.number),
                    username=entry.person.username,
                    other=entry.said[column],
                    value=value,
                ),
                field=column,
            )
        if column == "email":
            holder = self._mail_of.setdefault(value, entry.person.username)
            if holder != entry.person.username:
                raise email_taken(value)
        setattr(entry.person, column, value)


_FIELDS: Final[dict[str, Callable[[str], str]]] = {
    "name": wanted_person_name,
    "phone": wanted_phone,
    "email": wanted_email,
}


def plan_people(people: People, rows: Iterable[SheetRow], tree: Tree, posts: Posts, faults: Faults) -> None:
    """Take the rows of the sheet."""
    for row in rows:
        with faults.at(row):
            entry = people.entry(row)
            people.describe(entry, row, faults)
            _plan_places(entry, row, tree, posts, faults)


def _plan_places(entry: Entry, row: SheetRow, tree: Tree, posts: Posts, faults: Faults) -> None:
    where, post, roles = (row.values.get(column, "") for column in ("unit", "post", "role"))
    place: Node | None = None
    with faults.at(row):
        place = tree.wanted(where) if where else None
        if post and not where:
            raise NotAsWantedError(_("Enter the unit in which the person fills the post."), field="unit")
        if where and not post and not roles:
            raise NotAsWantedError(_("Enter the post that the person fills in {unit}.", unit=where), field="post")
        if place and post:
            found = posts.wanted(post)
            entry.placements[found.key, place] = found
    with faults.at(row):
        if roles:
            _plan_roles(entry, roles, row.values.get("role_unit", "") or where, tree)


def _plan_roles(entry: Entry, said: str, where: str, tree: Tree) -> None:
    if not where:
        raise NotAsWantedError(_("Enter the unit for which the role holds."), field="role_unit")
    unit = tree.wanted(where)
    for word, role in roles_called(said):
        if not role:
            raise NotAsWantedError(
                _("“{said}” is no role. Write one that the template lists.", said=word), field="role"
            )
        entry.grants[Role(role), unit] = None


def in_chunks(values: Iterable[Any], ask: Callable[[list[Any]], Iterable[T]]) -> Iterable[T]:
    """Yield what a query finds for many values, a few hundred at a time, since a query takes only so many."""
    listed = list(values)
    for start in range(0, len(listed), _CHUNK):
        yield from ask(listed[start : start + _CHUNK])


def _named(names: list[str]) -> Iterable[Person]:
    return Person.objects.annotate(low=Lower("username")).filter(low__in=names)


def _mailed(mails: list[str]) -> Iterable[Person]:
    return Person.objects.annotate(low=Lower("email")).filter(low__in=mails)


def _placed(people: list[int]) -> Iterable[tuple[int, int, int]]:
    return Placement.objects.filter(person__in=people).values_list("person_id", "post_id", "unit_id")


def _granted(people: list[int]) -> Iterable[tuple[int, str, int]]:
    return Grant.objects.filter(person__in=people).values_list("person_id", "role", "unit_id")
