"""What was not in order on a round becomes a work order, in one act and only once."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from guicheng.apps.operations.models import Place, WorkOrder
from guicheng.apps.operations.readings.checklists import lines_asked
from guicheng.apps.operations.selectors.rounds.checklists import points_in_order
from guicheng.apps.operations.selectors.rounds.orders import SOURCE
from guicheng.apps.operations.selectors.rounds.rounds import round_visible_to
from guicheng.apps.operations.selectors.rounds.states import state_of_round
from guicheng.apps.operations.services.orders.reporting import Source, report_order
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.evidence.lines import LineKind, Mark
from guicheng.domain.orders import Channel
from guicheng.domain.values.message import _

#: A line says what should be; the order says that it is not.
_TOLD: Final = "检查不合格：{said}"


@transaction.atomic
def report_failed(*, actor: Actor, occurrence: str, line: str, at: datetime, problem: str = "") -> WorkOrder:
    """Report what was not in order at a line as a work order; asked again, it is the same order.

    Args:
        actor: Who reports; needs ``orders.report`` at the estate.
        occurrence: The round.
        line: ``key`` or ``key@point``, as its answer names it.
        at: Now, with time zone.
        problem: What is wrong; "" for the words of the line.

    Raises:
        Round.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not report there.
        NotAsWantedError: The line was not answered, or is in order.
    """
    row = round_visible_to(actor, occurrence)
    given = state_of_round(row).answers.get(line)
    if given is None or given.mark is not Mark.FAIL:
        raise NotAsWantedError(_("Only a line that is not in order becomes a work order."), field="line")
    key, _at, point_key = line.partition("@")
    asked = next(each for each in lines_asked(row) if each.key == key)
    point = next((each for each in points_in_order(row.version) if str(each.key) == point_key), None)
    place: Place | None = point.place if point else None
    measured = f"（{given.answer} {asked.unit}）" if asked.kind is LineKind.NUMBER else ""
    said = problem.strip() or "：".join(part for part in (asked.topic, f"{asked.text}{measured}") if part)
    return report_order(
        unit=row.unit,
        kind="",
        problem=_TOLD.format(said=said) if not problem.strip() else said,
        channel=Channel.INSPECTION.value,
        actor=actor,
        at=at,
        place=place,
        place_text=point.name if point else "",
        source=Source(SOURCE, given.event),
        key=f"{SOURCE}:{given.event}",
    )
