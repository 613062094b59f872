"""Rows of the log and of open work as the domain reads them. People are named by their primary keys, as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from guicheng.apps.operations.models import CaseEvent
from guicheng.apps.platform.statements import moment_of
from guicheng.domain.process.running import Event, EventKind, Item
from guicheng.domain.process.running.state import limit_of_json, rests_of_json


def event_of(row: CaseEvent) -> Event:
    """Return a row of the log as the domain reads it."""
    actor = str(row.actor_id) if row.actor_id else ""
    return Event(EventKind(row.kind), row.at_server, actor, row.step, row.data)


def item_of(row: Mapping[str, Any]) -> Item:
    """Return open work from the columns of its row, as the database gave them.

    Args:
        row: ``step``, ``begun``, ``since``, ``holder_id``, ``stand_in_id``, ``rests``, ``signers``, ``urged``,
            ``level``, ``kept``.
    """
    # Hardly any work was paused; reading nothing from JSON would take as long as the rest of this.
    rests = None if row["rests"] == "[]" else _json(row["rests"])
    kept = _json(row["kept"])
    return Item(
        row["step"],
        row["begun"],
        moment_of(row["since"]),
        _person(row["holder_id"]),
        _person(row["stand_in_id"]),
        rests_of_json(rests) if rests else (),
        tuple(people_in(row["signers"])) if row["signers"] else (),
        row["urged"],
        row["level"],
        None if kept is None else tuple(limit_of_json(each) for each in kept),
    )


def people_in(signers: str) -> list[str]:
    """Return the people in a text such as ``,17,23,``."""
    return [person for person in signers.split(",") if person]


def signers_text(people: Iterable[str]) -> str:
    """Return people as a text in which either database finds one of them; "" for nobody."""
    joined = ",".join(people)
    return f",{joined}," if joined else ""


def _person(key: int | None) -> str:
    return "" if key is None else str(key)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
