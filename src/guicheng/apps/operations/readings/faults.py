"""What keeps a round from being finished, in sentences that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from guicheng.apps.operations.readings.checklists import Line
from guicheng.domain.evidence.lines import Fault
from guicheng.domain.evidence.rounds import Missing
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_SAID: Final[Mapping[Fault, Callable[[str], Message]]] = {
    Fault.UNANSWERED: lambda line: _("Not answered yet: {line}", line=line),
    Fault.NOT_AN_ANSWER: lambda line: _("The answer is none that this line has. Answer again: {line}", line=line),
    Fault.NOT_SKIPPABLE: lambda line: _("This line always applies. Answer it: {line}", line=line),
    Fault.NO_REASON: lambda line: _("Choose why it does not apply: {line}", line=line),
    Fault.IN_BULK: lambda line: _("Answer this line by itself, not together with others: {line}", line=line),
    Fault.NO_PHOTO: lambda line: _("Take a photo: {line}", line=line),
    Fault.PHOTO_UNDER_WAY: lambda line: _("A photo has not arrived yet: {line}", line=line),
    Fault.NOT_VISITED: lambda point: _("Not checked in yet: {point}", point=point),
    Fault.NOT_SIGNED: lambda _round: _("Not signed yet."),
    Fault.SIGNED_BEFORE: lambda _round: _("Something was answered after it was signed. Sign again."),
}


def fault_told(fault: Fault, about: str) -> Message:
    """Return what to do about a fault.

    Args:
        fault: What is missing.
        about: The line or the point, in words.
    """
    return _SAID[fault](about)


def missing_told(missing: Iterable[Missing], lines: Iterable[Line], points: Mapping[str, str]) -> tuple[Message, ...]:
    """Return what keeps a round from being finished, in the order of the checklist.

    Args:
        missing: As the fold told it.
        lines: Of the round.
        points: Names of its points by key.
    """
    texts = {line.key: line.text for line in lines}
    return tuple(fault_told(each.fault, _named(each.address, texts, points)) for each in missing)


def _named(address: str, texts: Mapping[str, str], points: Mapping[str, str]) -> str:
    if address in points:
        return points[address]
    line, _at, point = address.partition("@")
    return " · ".join(part for part in (points.get(point, ""), texts.get(line, "")) if part)
