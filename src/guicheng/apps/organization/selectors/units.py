"""Actors, units and posts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Post, Unit, UnitKind
from guicheng.apps.organization.selectors.fetching import one


def actor_for(person: Person, *, channel: str = "web", address: str = "") -> Actor:
    """Return a person as an actor, with the roles that they hold at this moment.

    Args:
        person: Who acts; one whose access ended holds no role.
        channel: The door: "web", "api", "cli" or "job".
        address: Network address of the request, "" where there was none.
    """
    # A grant outside the person's own company could only be a mistake; it counts for nothing.
    rows = person.grants.filter(unit__path__startswith=F("person__company__path")).order_by("pk")
    found = list(rows.values_list("role", "unit__path", "person__company__demonstration"))
    grants = tuple((str(role), str(path)) for role, path, _demonstration in found)
    return Actor(
        person=person,
        company_id=person.company_id,
        grants=grants if person.is_active else (),
        channel=channel,
        address=address[:45],
        demonstration=any(demonstration for _role, _path, demonstration in found),
    )


def any_company() -> bool:
    """Tell whether the service was set up: whether there is a company that is no demonstration."""
    return bool(Unit.objects.filter(kind=UnitKind.COMPANY, demonstration=False).exists())


def demonstration() -> Unit | None:
    """Return the demonstration company, None where there is none."""
    found: Unit | None = Unit.objects.filter(kind=UnitKind.COMPANY, demonstration=True).order_by("pk").first()
    return found


def companies(name: str = "") -> list[Unit]:
    """Return the companies in use, in the order in which they were founded; with a name only those called so."""
    rows = Unit.objects.filter(kind=UnitKind.COMPANY, archived_at=None).order_by("pk")
    return list(rows.filter(name=name) if name else rows)


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """Return the units that an actor may see, in the order of the tree, archived ones too."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within("organization.read", ""))
    return rows


def unit_visible_to(actor: Actor, key: str | UUID) -> Unit:
    """Return a unit.

    Raises:
        Unit.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return one(units_visible_to(actor), key)


def company_of(unit: Unit) -> Unit:
    """Return the root of a unit's tree."""
    found: Unit = Unit.objects.get(path=unit.company_path)
    return found


def posts_visible_to(actor: Actor) -> QuerySet[Post]:
    """Return the posts of the actor's company, archived ones too."""
    if not actor.may_anywhere("organization.read"):
        return Post.objects.none()
    return Post.objects.filter(company_id=actor.company_id).select_related("company")


def post_visible_to(actor: Actor, key: str | UUID) -> Post:
    """Return a post.

    Raises:
        Post.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return one(posts_visible_to(actor), key)
