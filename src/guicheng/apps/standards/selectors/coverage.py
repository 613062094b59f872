"""Which services the standards that hold at units cover: as drafts to whoever may read them, else as published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Edition, StandardItem, StandardLevel
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.apps.standards.selectors.fetching import published_for


@dataclass(frozen=True, slots=True)
class Covering:
    """A standard that covers a service.

    Args:
        code: Its code.
        edition: Number of the edition in force; 0 where it is only a draft.
        draft: Whether the reader may read its draft.
    """

    code: str
    edition: int
    draft: bool


def coverage_at(actor: Actor, units: Sequence[Unit], *, day: date) -> dict[int, dict[str, list[Covering]]]:
    """Return for several units which service is covered by which standards: one query.

    Args:
        actor: Who asks; drafts that they may read count, and of those from above what is published.
        units: Visible units.
        day: The day on which editions are in force.
    """
    drafts = actor.within("standards.read", "standard__unit")
    current = in_force(Edition.objects.filter(standard=OuterRef("standard")), day).values("number")[:1]
    rows = StandardItem.objects.annotate(number=Subquery(current)).filter(
        drafts | (published_for(actor, "standard__") & Q(number__isnull=False)),
        standard__archived_at__isnull=True,
        standard__level=StandardLevel.STANDARD,
    )
    held = actor.paths("standards.read")
    listed = [
        (item, str(path), Covering(code, number or 0, str(path).startswith(held)))
        for item, path, code, number in rows.values_list("code", "standard__unit__path", "standard__code", "number")
    ]
    found: dict[int, dict[str, list[Covering]]] = {}
    for unit in units:
        covered: defaultdict[str, list[Covering]] = defaultdict(list)
        for item, path, covering in listed:
            if unit.path.startswith(path):
                covered[item].append(covering)
        found[unit.pk] = {item: sorted(each, key=lambda one: one.code) for item, each in covered.items()}
    return found


def only_drafts(covering: Collection[Covering]) -> bool:
    """Tell whether a service is covered, and by nothing that is in force."""
    return bool(covering) and not any(each.edition for each in covering)


def codes_in(covered: Mapping[str, Iterable[Covering]]) -> dict[str, list[str]]:
    """Return the codes of what covers each service."""
    return {item: [each.code for each in covering] for item, covering in covered.items()}
