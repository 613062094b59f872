"""Lines of a company's own, as people type them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guicheng.apps.operations.readings.checklists import Line
from guicheng.apps.operations.services.estate_access import wanted_text
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.evidence.lines import NUMBER, Bounds, LineKind, PhotoRule
from guicheng.domain.values.message import _

_TEXT: Final = 60
_UNIT: Final = 20
_CHOICE: Final = 30
_MOST_CHOICES: Final = 12
_JUDGED: Final = frozenset({LineKind.PASS, LineKind.NUMBER, LineKind.CHOICE})


@dataclass(frozen=True, slots=True)
class LineAsked:
    """A line as somebody types it.

    Args:
        text: What is looked at or measured.
        kind: One of ``LineKind``.
        topic: What it belongs to, "" for nothing.
        unit: Of a number, "" for none.
        low: The smallest number that is in order, "" for none.
        high: The largest number that is in order, "" for none.
        choices: Of a choice, with 、 or commas between.
        failing: Those of them that are not in order.
        mandatory: Whether a round is unfinished without an answer.
        photo: One of ``PhotoRule``.
    """

    text: str
    kind: str = LineKind.PASS.value
    topic: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    choices: str = ""
    failing: str = ""
    mandatory: bool = True
    photo: str = PhotoRule.ON_FAIL.value


def own_line(asked: LineAsked, key: str) -> Line:
    """Return a line of the company's own.

    Raises:
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    text = wanted_text(asked.text, "text", most=_TEXT, empty=_("Write what is looked at or measured."))
    if asked.kind not in list(LineKind):
        raise NotAsWantedError(_("Choose what is answered."), field="kind")
    kind = LineKind(asked.kind)
    choices, failing = _choices(asked) if kind is LineKind.CHOICE else ((), ())
    return Line(
        key=key,
        text=text,
        kind=kind,
        topic=wanted_text(asked.topic, "topic", most=_TEXT),
        bounds=_bounds(asked) if kind is LineKind.NUMBER else Bounds(),
        unit=wanted_text(asked.unit, "unit", most=_UNIT) if kind is LineKind.NUMBER else "",
        choices=choices,
        failing=failing,
        mandatory=asked.mandatory,
        photo=photo_rule(asked) if kind in _JUDGED else PhotoRule.NEVER,
    )


def photo_rule(asked: LineAsked) -> PhotoRule:
    """Return when a line needs a photo.

    Raises:
        NotAsWantedError: It is none of the rules.
    """
    if asked.photo not in list(PhotoRule):
        raise NotAsWantedError(_("Choose when a photo is needed."), field="photo")
    return PhotoRule(asked.photo)


def _bounds(asked: LineAsked) -> Bounds:
    ends: dict[str, Decimal | None] = {}
    for name in ("low", "high"):
        said = getattr(asked, name).strip()
        if said and not (NUMBER.fullmatch(said) and said.isascii()):
            raise NotAsWantedError(_("Write a number, such as 12 or 0.5."), field=name)
        ends[name] = Decimal(said) if said else None
    if ends["low"] is not None and ends["high"] is not None and ends["low"] > ends["high"]:
        raise NotAsWantedError(_("The smallest number is larger than the largest."), field="low")
    return Bounds(ends["low"], ends["high"])


def _choices(asked: LineAsked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    choices, failing = (_split(text) for text in (asked.choices, asked.failing))
    if not 2 <= len(choices) <= _MOST_CHOICES:
        raise NotAsWantedError(_("Write two to twelve choices with commas between."), field="choices")
    if not set(failing) <= set(choices):
        raise NotAsWantedError(_("What is not in order has to be one of the choices."), field="failing")
    return choices, failing


def _split(text: str) -> tuple[str, ...]:
    parts = text.replace("，", "、").replace(",", "、").replace("\n", "、").split("、")
    return tuple(dict.fromkeys(part.strip()[:_CHOICE] for part in parts if part.strip()))
