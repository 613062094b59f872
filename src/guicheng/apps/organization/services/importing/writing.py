"""Writes what the plans want, each row with its audit row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement, Post, Unit
from guicheng.apps.organization.services import posts as posts_acts
from guicheng.apps.organization.services.access import TakenError, changed, note_post, note_unit, person_entry
from guicheng.apps.organization.services.duty import put_hours
from guicheng.apps.organization.services.importing.duty import Duties
from guicheng.apps.organization.services.importing.people import Entry, People
from guicheng.apps.organization.services.importing.posts import Posts
from guicheng.apps.organization.services.importing.tree import Node, Tree
from guicheng.apps.organization.services.people import described
from guicheng.apps.organization.services.roles import grant_entry, placement_entry
from guicheng.apps.organization.services.units import named, plant
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.platform.services import record_all
from guicheng.domain.values.message import _

_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes as one actor at one moment.

    Args:
        actor: Who imports.
        at: Now, with time zone.
    """

    actor: Actor
    at: datetime

    def units(self, tree: Tree) -> None:
        """Add the units that are new, parents first, and change the codes of others."""
        for node in tree.added:
            parent = _unit_of(node.parent)
            node.unit = Unit(kind=node.kind, name=node.name, code=node.code, placed_at=self.at)
            plant(parent, node.unit)
            after = {"parent": parent.name, "kind": node.unit.kind, **named(node.unit)}
            note_unit(node.unit, "add_unit", self.actor, self.at, after=after)
        for node in tree.recoded:
            unit = _unit_of(node)
            before = named(unit)
            unit.code = node.code
            unit.save(update_fields=["code"])
            note_unit(unit, "change_unit", self.actor, self.at, before=before, after=named(unit))

    def posts(self, posts: Posts) -> None:
        """Add the posts that are new, and change trade and level of others."""
        Post.objects.bulk_create(posts.added, batch_size=_BATCH)
        for post in posts.added:
            note_post(post, "add_post", self.actor, self.at, after=posts_acts.described(post))
        for post, before in posts.changed:
            post.save(update_fields=["trade", "rank"])
            note_post(post, "change_post", self.actor, self.at, before=before, after=posts_acts.described(post))

    def duties(self, duties: Duties) -> None:
        """Set the hours that are not kept yet."""
        for post, node, hours in duties.wanted:
            put_hours(post, _unit_of(node), hours, self.actor, self.at)

    def people(self, people: People) -> tuple[int, int]:
        """Add and change people, and return how many placements and roles they got.

        Raises:
            TakenError: Another company took a user name or an address at this moment.
        """
        entries = list(people.entries.values())
        try:
            self._persons([entry for entry in entries if entry.before is None or entry.changed])
        except IntegrityError as error:
            raise TakenError(
                _("A user name or an e-mail address was taken at this moment. Import the file again."), field="data"
            ) from error
        return self._placements(entries, people), self._grants(entries, people)

    def _persons(self, entries: list[Entry]) -> None:
        new = [entry.person for entry in entries if entry.before is None]
        Person.objects.bulk_create(new, batch_size=_BATCH)
        old = [entry.person for entry in entries if entry.before is not None]
        Person.objects.bulk_update(old, ["name", "email", "phone"], batch_size=_BATCH)
        record_all([self._entry(entry) for entry in entries])

    def _entry(self, entry: Entry) -> AuditEntry:
        person, new = entry.person, entry.before is None
        before, after = changed(entry.before or {}, described(person))
        return person_entry(
            person,
            "add_person" if new else "change_person",
            self.actor,
            self.at,
            unit_path=str(person.company.path),
            before={} if new else before,
            after=after,
        )

    def _placements(self, entries: list[Entry], people: People) -> int:
        wanted = [
            Placement(person=entry.person, post=post, unit=_unit_of(node))
            for entry in entries
            for (_key, node), post in entry.placements.items()
        ]
        new = [each for each in wanted if (each.person_id, each.post_id, each.unit_id) not in people.placed]
        Placement.objects.bulk_create(new, batch_size=_BATCH)
        record_all([placement_entry(placement, "place_person", self.actor, self.at) for placement in new])
        return len(new)

    def _grants(self, entries: list[Entry], people: People) -> int:
        wanted = [
            Grant(person=entry.person, role=role, unit=_unit_of(node), granted_at=self.at)
            for entry in entries
            for role, node in entry.grants
        ]
        new = [each for each in wanted if (each.person_id, str(each.role), each.unit_id) not in people.granted]
        Grant.objects.bulk_create(new, batch_size=_BATCH)
        record_all([grant_entry(grant, "grant_role", self.actor, self.at) for grant in new])
        return len(new)


def _unit_of(node: Node | None) -> Unit:
    if node is None or node.unit is None:
        raise RuntimeError("a unit is written before what hangs on it")
    return node.unit
