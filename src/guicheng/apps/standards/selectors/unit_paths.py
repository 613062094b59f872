"""Units by their names on the way down from the company, as files name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, Value

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Standard, StandardItem


@dataclass(frozen=True, slots=True)
class Held:
    """What a standard holds for.

    Args:
        items: Codes of the services that it covers, in order.
        unit_path: Names of its unit and of those above it, from below the company down; empty for the whole company.
    """

    items: tuple[str, ...]
    unit_path: tuple[str, ...]


def held_of_all(standards: Sequence[Standard]) -> dict[int, Held]:
    """Return what each of several standards holds for, by primary key: one query.

    Args:
        standards: Standards that somebody fetched for the reader, with their units.
    """
    ways = {each.pk: list(_way(str(each.unit.path))) for each in standards}
    covered = StandardItem.objects.filter(standard__in=ways).order_by()
    units = Unit.objects.filter(path__in={path for way in ways.values() for path in way}).order_by()
    nothing, nobody = Value("", output_field=CharField()), Value(0, output_field=BigIntegerField())
    rows = covered.values_list("standard_id", "code", nothing).union(
        units.values_list(nobody, "path", "name"), all=True
    )
    items: dict[int, list[str]] = {pk: [] for pk in ways}
    names: dict[str, str] = {}
    for pk, said, name in rows:
        if pk:
            items[pk].append(said)
        else:
            names[said] = name
    return {pk: Held(tuple(sorted(items[pk])), tuple(names[path] for path in way)) for pk, way in ways.items()}


def units_on_path(actor: Actor, company_path: str, names: Sequence[str]) -> list[Unit]:
    """Return the units of a company that stand at the end of names, as far as the actor may read standards there.

    Args:
        actor: Who asks.
        company_path: Tree path of the company.
        names: Names from below the company down; at least one.

    Returns:
        None where there is none, several where neighbours share a name; archived ones are left out.
    """
    seen = actor.within("standards.read", "")
    depth = 1 + len(names)
    called = Unit.objects.filter(seen, path__startswith=company_path, depth=depth, name=names[-1], archived_at=None)
    found = list(called.order_by("path"))
    above = {path for unit in found for path in _way(str(unit.path))}
    known = dict(Unit.objects.filter(path__in=above).values_list("path", "name"))
    return [unit for unit in found if [known[path] for path in _way(str(unit.path))] == list(names)]


def _way(path: str) -> Iterator[str]:
    """Yield the tree paths from below the company down to a unit."""
    yield from (path[:end] for end in range(2 * Unit.steplen, len(path) + 1, Unit.steplen))
