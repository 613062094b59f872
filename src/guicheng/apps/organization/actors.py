"""Who acts, from where, and what they may do: made once a request and handed to every service."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import roles_with, under


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or an integration at work.

    Args:
        person: Who it is; None for an integration or a job of the service itself.
        company_id: Root of the tree in which they act, None for nobody.
        grants: Each role with the tree path of the unit for which it was granted.
        channel: The door: "web", "api", "cli" or "job".
        address: Network address of the request, "" where there was none.
        scopes: Permissions of an integration's token; None for a person, who has all of the roles' permissions.
        named: Name of the integration or job, where there is no person.
        key: Lasting key of the integration, "" where there is none.
        demonstration: Whether the person belongs to the demonstration company.
    """

    person: Person | None
    company_id: int | None
    grants: tuple[tuple[str, str], ...] = ()
    channel: str = "web"
    address: str = ""
    scopes: frozenset[str] | None = field(default=None)
    named: str = ""
    key: str = ""
    demonstration: bool = False

    @property
    def name(self) -> str:
        """Return what the audit calls them."""
        return self.person.name if self.person else self.named

    @property
    def id(self) -> str:
        """Return what the audit knows them by, "" for a job of the service."""
        return str(self.person.key) if self.person else self.key

    def paths(self, permission: str) -> tuple[str, ...]:
        """Return the tree paths of the units under which a permission holds, none inside another.

        Raises:
            KeyError: There is no such permission.
        """
        roles = roles_with(permission)
        if self.scopes is not None and permission not in self.scopes:
            return ()
        held = sorted({path for role, path in self.grants if role in roles})
        return tuple(path for path in held if not any(path.startswith(up) and path != up for up in held))

    def may(self, permission: str, unit: Unit) -> bool:
        """Tell whether a permission holds at a unit."""
        return any(unit.path.startswith(path) for path in self.paths(permission))

    def may_anywhere(self, permission: str) -> bool:
        """Tell whether a permission holds at any unit at all; for menus, never in place of a check of the object."""
        return bool(self.paths(permission))

    def within(self, permission: str, unit_lookup: str = "unit") -> Q:
        """Return the filter for rows in whose unit a permission holds; see ``permissions.under``."""
        return under(self.paths(permission), unit_lookup)

    def where_it_holds(self, permission: str, unit_lookup: str = "unit") -> Q:
        """Return the filter for rows that hold where a permission does: ``within``, and in the units above.

        What a unit above has published holds for all below it, so who works there may read it.
        """
        paths = self.paths(permission)
        above = {path[:end] for path in paths for end in range(Unit.steplen, len(path), Unit.steplen)}
        return under(paths, unit_lookup) | Q(**{f"{unit_lookup}__path__in": above})


NOBODY = Actor(person=None, company_id=None)
