"""People, what they fill and hold, and who has a say over them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement, Unit
from guicheng.apps.organization.permissions import Role, under
from guicheng.apps.organization.selectors.fetching import clean, one

_READ = "people.read"


def people_visible_to(actor: Actor, *, words: str = "") -> QuerySet[Person]:
    """Return the people whom an actor may see, by name.

    Args:
        actor: Who asks.
        words: What to find, all of it: parts of the name, the user name or the e-mail address. A phone number is
            found by the whole of it only, since parts would let it be guessed digit by digit.
    """
    rows = people_within(actor, _READ)
    for word in clean(words).split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word) | Q(phone=word)
        )
    return rows


def person_visible_to(actor: Actor, key: str | UUID) -> Person:
    """Return a person.

    Raises:
        Person.DoesNotExist: There is none, or they lie outside the actor's reach.
    """
    return one(people_visible_to(actor), key)


def people_within(actor: Actor, permission: str) -> QuerySet[Person]:
    """Return the people placed or granted a role where a permission holds; all of the company where it holds there."""
    paths = actor.paths(permission)
    reached = Q(company__path__in=paths)
    for rows in (Placement.objects.filter(under(paths)), Grant.objects.filter(under(paths))):
        reached |= Q(Exists(rows.filter(person=OuterRef("pk"))))
    return Person.objects.filter(reached, company_id=actor.company_id).select_related("company")


def covers(actor: Actor, permission: str, person: Person) -> bool:
    """Tell whether a permission holds everywhere where a person is placed or holds a role.

    What changes a person as such, such as a password, needs this: otherwise whoever administers an estate could take
    over the account of somebody who also has a say elsewhere.
    """
    if actor.may(permission, person.company):
        return True
    within = actor.paths(permission)
    found = _paths_of(person)
    return bool(found) and all(any(path.startswith(up) for up in within) for path in found)


def home_path(person: Person) -> str:
    """Return the tree path of the lowest unit that holds all of a person's placements and roles."""
    company, paths = str(person.company.path), _paths_of(person)
    if not paths:
        return company
    # What the first and the last in order have in common, all between them have too.
    first, last, end = paths[0], paths[-1], len(company)
    while end < len(first) and first[: end + Unit.steplen] == last[: end + Unit.steplen]:
        end += Unit.steplen
    return first[:end]


def _paths_of(person: Person) -> list[str]:
    placed = person.placements.values_list("unit__path", flat=True)
    granted = person.grants.values_list("unit__path", flat=True)
    return sorted({*placed, *granted})


def placements_visible_to(actor: Actor) -> QuerySet[Placement]:
    """Return who fills which post where, of the units in which the actor may see people."""
    return Placement.objects.filter(actor.within(_READ)).select_related("person", "post", "unit").order_by("unit__path")


def grants_visible_to(actor: Actor) -> QuerySet[Grant]:
    """Return who holds which role where, of the units in which the actor may see people."""
    return Grant.objects.filter(actor.within(_READ)).select_related("person", "unit").order_by("unit__path", "role")


def names_of_administrators(unit: Unit) -> str:
    """Return up to three people who can grant a role at a unit, as a list for a sentence; — for nobody."""
    path, step = str(unit.path), unit.steplen
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    rows = Grant.objects.filter(role=Role.ADMINISTRATOR, unit__path__in=above, person__is_active=True)
    names = dict.fromkeys(rows.order_by("-unit__depth", "person__name").values_list("person__name", flat=True))
    return "、".join(list(names)[:3]) or "—"
