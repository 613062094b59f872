"""Samples for inspections: what there is at an estate, how many of it are looked at, and which ones."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from guicheng.apps.assessment.models import InspectionPlan, SampledFrom
from guicheng.apps.operations.models import Place, PlaceKind, Point, WorkOrder
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.attainment.inspecting.sampling import drawn, wanted
from guicheng.domain.values.message import _

#: More than these nobody looks at on one inspection.
MOST: Final = 120
#: Records are those of this stretch before the inspection.
_RECORDS: Final = timedelta(days=31)
_BITS: Final = 52


def draw_sample(plan: InspectionPlan, estate: Unit, at: datetime, seed: int | None = None) -> dict[str, Any]:
    """Return a sample as an inspection keeps it: seed, population, margin, level and items; empty without one.

    Anybody can draw it again by ``redraw``: the keys of all there were are kept beside the seed.

    Args:
        plan: Of what, and how sure.
        estate: Where.
        at: Now, with time zone.
        seed: By which; None for a new one.

    Raises:
        NotAsWantedError: There is nothing to draw from, or so sure an answer takes more than one inspection can see.
    """
    if not plan.sampled:
        return {}
    names = _UNIVERSES[SampledFrom(plan.sampled)](estate, at)
    if not names:
        raise NotAsWantedError(
            _("There is nothing at {unit} to draw a sample from. Write the estate's ground down first.",
              unit=estate.name), field="sampled"
        )  # fmt: skip
    count = wanted(len(names), plan.margin / 100, plan.level / 100)
    if count > MOST:
        raise NotAsWantedError(
            _(
                "So sure an answer takes {count} of {population}; one inspection sees at most {most}. "
                "Allow a wider margin.",
                count=str(count), population=str(len(names)), most=str(MOST),
            ), field="margin"
        )  # fmt: skip
    chosen = secrets.randbits(_BITS) if seed is None else seed
    return {
        "of": plan.sampled,
        "seed": chosen,
        "population": len(names),
        "margin": plan.margin,
        "level": plan.level,
        "keys": sorted(names),
        "items": [[key, names[key]] for key in drawn(names, count, chosen)],
    }


def redraw(sample: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a sample, drawn again from what is kept of it."""
    return drawn(sample["keys"], len(sample["items"]), sample["seed"])


def _points(estate: Unit, _at: datetime) -> dict[str, str]:
    rows = Point.objects.filter(unit=estate, archived_at=None)
    return {row.code: row.name for row in rows}


def _places(estate: Unit, _at: datetime) -> dict[str, str]:
    rows = Place.objects.filter(unit=estate, archived_at=None).exclude(kind=PlaceKind.ROOM)
    return {row.path: _told(row) for row in rows.select_related("parent__parent")}


def _households(estate: Unit, _at: datetime) -> dict[str, str]:
    rows = Place.objects.filter(unit=estate, archived_at=None, kind=PlaceKind.ROOM)
    return {row.path: _told(row) for row in rows.select_related("parent__parent")}


def _records(estate: Unit, at: datetime) -> dict[str, str]:
    rows = WorkOrder.objects.filter(unit=estate, reported_at__gte=at - _RECORDS, reported_at__lt=at)
    return {row.number: f"工单 {row.number}" for row in rows}


def _told(place: Place) -> str:
    """Return the name of a place with those of the two around it."""
    above = place.parent
    around = [above.parent if above else None, above, place]
    return " ".join(each.name for each in around if each is not None)


_UNIVERSES: Final[Mapping[SampledFrom, Callable[[Unit, datetime], dict[str, str]]]] = {
    SampledFrom.POINTS: _points,
    SampledFrom.PLACES: _places,
    SampledFrom.HOUSEHOLDS: _households,
    SampledFrom.RECORDS: _records,
}
