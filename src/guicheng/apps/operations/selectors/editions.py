"""The compiled editions of which a log speaks."""

from __future__ import annotations

from collections.abc import Iterable

from guicheng.apps.operations.models import CompiledProcess
from guicheng.apps.operations.readings import Compiled, known, recall
from guicheng.domain.process.running import Event


def editions_of(events: Iterable[Event]) -> dict[str, Compiled]:
    """Return the compiled editions of which a log speaks, by key: one query for those not in mind."""
    keys = {event.text("edition") for event in events} - {""}
    found = {key: each for key in keys if (each := known(key))}
    missing = [key for key in keys if key not in found]
    if missing:
        for row in CompiledProcess.objects.filter(edition__key__in=missing).select_related("edition"):
            key = row.edition.key.hex
            found[key] = recall(row.edition_id, key, row.table)
    return found
