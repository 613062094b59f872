"""A process as its page shows it: rows with what is found of each, the drawing, and witnesses step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.processes.models import Process
from guicheng.apps.processes.pictures import drawing_of
from guicheng.apps.processes.readings import COLUMNS, Reading, Row, citations, label
from guicheng.apps.standards.models import DraftClause
from guicheng.domain.process import Moment, ProcessFinding
from guicheng.domain.values import Severity
from guicheng.web.durations import duration

#: Code of a finding → its name on a chip.
FAULTS: Final[Mapping[str, str | Lazy]] = {
    "deadlock": gettext_lazy("Deadlock"),
    "livelock": gettext_lazy("Endless loop"),
    "dead-step": gettext_lazy("Never starts"),
    "doubled-step": gettext_lazy("Starts twice"),
    "improper-end": gettext_lazy("Work left at the end"),
    "no-route": gettext_lazy("No route"),
    "overlapping-routes": gettext_lazy("Overlapping routes"),
    "unknown-target": gettext_lazy("Unknown target"),
    "no-post": gettext_lazy("No post"),
    "no-record": gettext_lazy("No record"),
    "no-limit": gettext_lazy("No limit"),
    "escalation-loop": gettext_lazy("Escalation loop"),
    "promise-broken": gettext_lazy("Promise broken"),
    "post-off-duty": gettext_lazy("Post not on duty"),
    "escalation-down": gettext_lazy("Goes to a lower post"),
}
#: Column → heading of the page.
HEADINGS: Final[Mapping[str, str | Lazy]] = {
    "number": gettext_lazy("No."),
    "name": gettext_lazy("Step"),
    "post": gettext_lazy("Post"),
    "limit": gettext_lazy("Limit"),
    "form": gettext_lazy("Form"),
    "record": gettext_lazy("Record"),
    "next": gettext_lazy("Leads to"),
    "timeout": gettext_lazy("When late"),
    "join": gettext_lazy("Joining"),
    "inputs": gettext_lazy("Input"),
    "note": gettext_lazy("Note"),
    "clauses": gettext_lazy("Clauses"),
}
#: Ways to look at a process: key of the address → its name.
VIEWS: Final[tuple[tuple[str, str | Lazy], ...]] = (
    ("both", gettext_lazy("Side by side")),
    ("table", gettext_lazy("Step table")),
    ("lanes", gettext_lazy("Swimlanes")),
)
_SPARE_ROWS: Final = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the table; ``long`` ones take several lines."""

    column: str
    heading: str | Lazy
    text: str

    @property
    def lines(self) -> int:
        """Lines that the text takes in its field."""
        return max(1, self.text.count("\n") + 1, -(-len(self.text) // 12))


@dataclass(frozen=True, slots=True)
class Station:
    """One step of a witness.

    Args:
        step: Number of the step, or id of the element of a diagram.
        flow: ``"normal"``, ``"alarm"`` or ``"interrupt"``.
        text: What is said of it.
    """

    step: str
    flow: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding in the reader's language, with its witness as stations of the drawing."""

    code: str
    name: str | Lazy
    sentence: str
    witness: tuple[Station, ...]
    steps: tuple[str, ...]
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table with what is found of it and the clauses that it cites."""

    id: str
    number: str
    cells: tuple[Cell, ...]
    faults: tuple[Fault, ...]
    clauses: tuple[tuple[str, str], ...]


def found_of(
    process: Process, rows: Sequence[Row], reading: Reading, clauses: Mapping[str, DraftClause]
) -> dict[str, Any]:
    """Return what a page of a process needs of its table.

    Args:
        process: The process.
        rows: The table to show: what is kept, or what somebody typed that could not be saved.
        reading: What checking that table found.
        clauses: Clauses by citation.
    """
    faults = [
        fault_of(finding, rows) for finding in (*(reading.report.findings if reading.report else ()), *reading.warnings)
    ]
    return {
        "lines": [_line(row, faults, clauses) for row in rows],
        "elsewhere": [fault for fault in faults if not {row["number"] for row in rows} & {*fault.steps[:1]}],
        "spare": [_line({"id": "", "number": ""}, [], {})] * _SPARE_ROWS,
        "faults": faults,
        "errors": reading.errors,
        "warnings": len(reading.warnings),
        "headings": HEADINGS.items(),
        "refusal": reading.refusal.render(_) if reading.refusal and rows else "",
        "drawing": drawing_of(process.title, rows, process.drawn if rows is process.rows else None, reading),
        "worst": _worst(reading),
    }


def fault_of(finding: ProcessFinding, rows: Sequence[Row]) -> Fault:
    """Return a finding as the page shows it."""
    names = {row["number"]: label(row) for row in rows}
    return Fault(
        finding.code,
        FAULTS.get(finding.code, finding.code),
        finding.message.render(_),
        tuple(_station(moment, names) for moment in finding.witness),
        finding.steps,
        finding.severity is not Severity.ERROR,
    )


def rows_of(form: QueryDict) -> list[dict[str, str]]:
    """Return the rows that a form holds, with the row that it asks to move, add or remove put right."""
    lists = {name: form.getlist(name) for name in ("id", *COLUMNS)}
    size = max(map(len, lists.values()), default=0)
    rows = [
        {name: texts[index] if index < len(texts) else "" for name, texts in lists.items()} for index in range(size)
    ]
    turn, _space, place = form.get("turn", "").partition(" ")
    if turn and place.isascii() and place.isdigit() and len(place) < 4 and int(place) < len(rows):
        _turn(rows, turn, int(place))
    return [row for row in rows if any(row[name].strip() for name in COLUMNS)]


def _turn(rows: list[dict[str, str]], turn: str, place: int) -> None:
    if turn == "remove":
        del rows[place]
    elif turn == "insert":
        rows.insert(place + 1, {"id": "", **dict.fromkeys(COLUMNS, ""), "name": _("New step")})
    elif turn == "up" and place:
        rows[place - 1 : place + 1] = [rows[place], rows[place - 1]]
    elif turn == "down" and place + 1 < len(rows):
        rows[place : place + 2] = [rows[place + 1], rows[place]]


def _line(row: Row, faults: Sequence[Fault], clauses: Mapping[str, DraftClause]) -> Line:
    return Line(
        row.get("id", ""),
        row["number"],
        tuple(Cell(column, heading, row.get(column, "")) for column, heading in HEADINGS.items()),
        tuple(fault for fault in faults if row["number"] and row["number"] in fault.steps[:1]),
        tuple((text, _address(clauses.get(text))) for text in citations(row.get("clauses", ""))),
    )


def _address(clause: DraftClause | None) -> str:
    return f"{reverse('standard', args=[clause.standard.code])}#c-{clause.key}" if clause else ""


def _station(moment: Moment, names: Mapping[str, str]) -> Station:
    said = names.get(moment.step, moment.step)
    if moment.flow != "normal":
        said = _("{step} (runs over its time)").format(step=said)
    return Station(moment.step, moment.flow, f"{said}：{moment.answer}" if moment.answer else said)


def _worst(reading: Reading) -> Iterator[tuple[str, str]]:
    if reading.report is None:
        return
    for title, worst in (
        (_("each step at most once"), reading.report.once),
        (_("at most twice"), reading.report.twice),
    ):
        known = worst.minutes
        yield title, duration(known)
