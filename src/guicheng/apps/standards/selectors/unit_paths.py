"""Units by their names on the way down from the company, as files name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Standard


def unit_paths(standards: Iterable[Standard]) -> dict[int, tuple[str, ...]]:
    """Return the names of the unit of each standard and of those above it, from below the company down: one query.

    Args:
        standards: Standards that somebody fetched for the reader, with their units.

    Returns:
        Names by primary key of the standard; none for one of the whole company.
    """
    ways = {each.pk: list(_way(str(each.unit.path))) for each in standards}
    wanted = {path for way in ways.values() for path in way}
    names = dict(Unit.objects.filter(path__in=wanted).values_list("path", "name"))
    return {pk: tuple(names[path] for path in way) for pk, way in ways.items()}


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
