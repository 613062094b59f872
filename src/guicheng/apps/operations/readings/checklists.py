"""What the stored version of a checklist says, as the domain reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from guicheng.apps.operations.models import ChecklistVersion, Round
from guicheng.domain.evidence.lines import ANY_NUMBER, Bounds, LineKind, LineRule, PhotoRule
from guicheng.domain.evidence.rounds import RoundRule
from guicheng.domain.targets.checklist_line import ChecklistLine

#: Under which an object of a version keeps what was read of it.
_READ: Final = "_read"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a checklist with all that pages tell of it.

    Args:
        key: By which answers name it.
        text: What is looked at or measured.
        kind: What is answered.
        topic: What it belongs to, "" for nothing.
        hint: What else counts as kept, "" for nothing.
        bounds: Of a number.
        unit: Of a number, "" for none.
        choices: Of a choice.
        failing: The choices that mean that the promise was not kept.
        mandatory: Whether a round is unfinished without an answer.
        photo: When an answer needs a photo.
        clause: Key of the clause that it comes from, "" for a line of the company's own.
        number: Number printed before that clause.
        rounds: How often, as the clause says.
        act: Whether it only names what is done so often.
    """

    key: str
    text: str
    kind: LineKind
    topic: str = ""
    hint: str = ""
    bounds: Bounds = ANY_NUMBER
    unit: str = ""
    choices: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    mandatory: bool = True
    photo: PhotoRule = PhotoRule.ON_FAIL
    clause: str = ""
    number: str = ""
    rounds: str = ""
    act: bool = False

    @property
    def own(self) -> bool:
        """Whether the company added it."""
        return not self.clause

    @property
    def rule(self) -> LineRule:
        """What its answers are judged by."""
        return LineRule(
            self.key, self.kind, self.bounds, self.choices, frozenset(self.failing), self.mandatory, self.photo
        )


def line_of(said: Mapping[str, Any]) -> Line:
    """Return a stored line."""
    low, high = (None if said.get(name) is None else Decimal(said[name]) for name in ("low", "high"))
    return Line(
        key=said["key"],
        text=said["text"],
        kind=LineKind(said["kind"]),
        topic=said.get("topic", ""),
        hint=said.get("hint", ""),
        bounds=Bounds(low, high, said.get("low_open", False), said.get("high_open", False)),
        unit=said.get("unit", ""),
        choices=tuple(said.get("choices", ())),
        failing=tuple(said.get("failing", ())),
        mandatory=said.get("mandatory", True),
        photo=PhotoRule(said.get("photo", PhotoRule.ON_FAIL)),
        clause=said.get("clause", ""),
        number=said.get("number", ""),
        rounds=said.get("rounds", ""),
        act=said.get("act", False),
    )


def stored_line(line: Line) -> dict[str, Any]:
    """Return a line as it is stored."""
    return {
        "key": line.key,
        "text": line.text,
        "kind": line.kind.value,
        "topic": line.topic,
        "hint": line.hint,
        "low": None if line.bounds.low is None else f"{line.bounds.low:f}",
        "high": None if line.bounds.high is None else f"{line.bounds.high:f}",
        "low_open": line.bounds.low_open,
        "high_open": line.bounds.high_open,
        "unit": line.unit,
        "choices": list(line.choices),
        "failing": list(line.failing),
        "mandatory": line.mandatory,
        "photo": line.photo.value,
        "clause": line.clause,
        "number": line.number,
        "rounds": line.rounds,
        "act": line.act,
    }


def compiled_line(found: ChecklistLine, clause: str) -> Line:
    """Return a compiled line; the last of its choices is the one that fails.

    Args:
        found: As the domain compiled it.
        clause: Lasting key of the clause.
    """
    return Line(
        key=found.key(clause),
        text=found.text,
        kind=found.kind,
        topic=found.topic,
        hint=found.hint,
        bounds=found.bounds,
        unit=found.unit,
        choices=found.choices,
        failing=found.choices[-1:],
        photo=PhotoRule.ON_FAIL if found.kind in {LineKind.PASS, LineKind.NUMBER, LineKind.CHOICE} else PhotoRule.NEVER,
        clause=clause,
        number=found.ref.number,
        rounds=found.rounds,
        act=found.act,
    )


def carried(line: Line, earlier: Mapping[str, Line]) -> Line:
    """Return a compiled line with what people settled for the same line in an earlier version."""
    before = earlier.get(line.key)
    return replace(line, mandatory=before.mandatory, photo=before.photo) if before else line


@dataclass(slots=True)
class _Read:
    """What was read of an object of a version, for as long as that has the same lines.

    Args:
        stored: What it was read from.
        lines: The lines.
        rules: What rounds ask for, by their clause.
    """

    stored: Sequence[Mapping[str, Any]]
    lines: tuple[Line, ...]
    rules: dict[str, RoundRule]


def _read(version: ChecklistVersion) -> _Read:
    """Return what a version says; read once of one object, since many rounds ask for it again."""
    kept: _Read | None = version.__dict__.get(_READ)
    if kept is None or kept.stored is not version.lines:
        kept = version.__dict__[_READ] = _Read(version.lines, tuple(map(line_of, version.lines)), {})
    return kept


def lines_in(version: ChecklistVersion) -> tuple[Line, ...]:
    """Return the lines of a version, in order."""
    return _read(version).lines


def lines_asked(row: Round) -> tuple[Line, ...]:
    """Return the lines of a round: those of its clause and the company's own, or all of them."""
    lines = lines_in(row.version)
    return tuple(line for line in lines if line.clause in {row.clause, ""}) if row.clause else lines


def rule_of_round(row: Round) -> RoundRule:
    """Return what a round asks for."""
    version, rules = row.version, _read(row.version).rules
    if row.clause not in rules:
        lines = tuple(line.rule for line in lines_asked(row))
        rules[row.clause] = RoundRule(lines, tuple(version.points), version.bulk, version.signed)
    return rules[row.clause]
