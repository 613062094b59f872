"""The token table as it is kept beside its edition: versioned, checked, refused where it is damaged."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from guicheng.domain.process.running.state import limit_of_json, limit_to_json
from guicheng.domain.process.token_table import (
    MAX_MARKING_BYTES,
    Effect,
    TokenAlarm,
    TokenJoin,
    TokenStep,
    TokenTable,
)
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Version of the form in which tables are kept; one of another version is compiled anew from its edition.
FORMAT: Final = 1


class TableDamagedError(GuichengError):
    """A kept token table is not what was written, or of another version."""

    code = "table-damaged"


def dump(table: TokenTable) -> dict[str, Any]:
    """Return a table as JSON holds it, with its version and a digest."""
    body = {
        "names": list(table.names),
        "start": _effect(table.start),
        "steps": {name: _step(step) for name, step in table.steps.items()},
        "joins": [_join(join) for join in table.joins],
    }
    # Ways of a step and steps of a process have an order, which some databases do not keep.
    order = {"order": list(table.steps), "ways": {name: list(step.effects) for name, step in table.steps.items()}}
    whole = {"format": FORMAT, **order, **body}
    return {**whole, "digest": _digest(whole)}


def load(kept: Mapping[str, Any]) -> TokenTable:
    """Return the table that ``dump`` gave.

    Args:
        kept: What was kept.

    Raises:
        TableDamagedError: It is of another version, or was changed.
    """
    whole = {name: value for name, value in kept.items() if name != "digest"}
    if whole.get("format") != FORMAT or kept.get("digest") != _digest(whole):
        raise TableDamagedError(_("The compiled table of this edition is damaged or of another version."))
    return TokenTable(
        {name: _to_step(whole["steps"][name], whole["ways"][name]) for name in whole["order"]},
        tuple(
            TokenJoin(int(need, 16), _to_effect(effect), tuple((int(here, 16), int(reach, 16)) for here, reach in ways))
            for need, effect, ways in whole["joins"]
        ),
        _to_effect(whole["start"]),
        tuple(whole["names"]),
    )


def marking_of(text: str) -> int:
    """Return the marking that hexadecimal digits stand for.

    Raises:
        TableDamagedError: They are none, or more than a marking has.
    """
    try:
        found = int(text or "0", 16)
    except ValueError as error:
        raise TableDamagedError(_("The marking of this case is damaged.")) from error
    if found < 0 or found.bit_length() > MAX_MARKING_BYTES * 8:
        raise TableDamagedError(_("The marking of this case is damaged."))
    return found


def _digest(whole: Mapping[str, Any]) -> str:
    return sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _effect(effect: Effect) -> list[Any]:
    return [f"{effect.fill:x}", list(effect.joins), effect.ends_all]


def _to_effect(kept: Sequence[Any]) -> Effect:
    fill, joins, ends_all = kept
    return Effect(int(fill, 16), tuple(joins), ends_all)


def _join(join: TokenJoin) -> list[Any]:
    return [f"{join.need:x}", _effect(join.effect), [[f"{here:x}", f"{reach:x}"] for here, reach in join.reach]]


def _step(step: TokenStep) -> dict[str, Any]:
    return {
        "bit": f"{step.bit:x}",
        "clear": f"{step.clear:x}",
        "effects": {answer: _effect(effect) for answer, effect in step.effects.items()},
        "otherwise": step.otherwise,
        "several": step.several,
        "limit": limit_to_json(step.limit),
        "alarms": [
            [f"{alarm.rung:x}", limit_to_json(alarm.limit), alarm.interrupts, _effect(alarm.effect)]
            for alarm in step.alarms
        ],
    }


def _to_step(kept: Mapping[str, Any], ways: Sequence[str]) -> TokenStep:
    alarms = tuple(
        TokenAlarm(int(rung, 16), limit_of_json(limit), interrupts, _to_effect(effect))
        for rung, limit, interrupts, effect in kept["alarms"]
    )
    return TokenStep(
        int(kept["bit"], 16),
        int(kept["clear"], 16),
        {answer: _to_effect(kept["effects"][answer]) for answer in ways},
        kept["otherwise"],
        kept["several"],
        alarms,
        limit_of_json(kept["limit"]),
    )
