"""Inspections of quality: a sheet, plans of several kinds, and what was looked at on each day of the story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any, Final

from django.utils.timezone import localdate

from guicheng.apps.assessment.models import Inspection, InspectionKind, InspectionPlan, InspectionState
from guicheng.apps.assessment.readings.inspection_sheets import BONUS, Content, Part, Row, content_of
from guicheng.apps.assessment.services.inspecting import plans, sheets
from guicheng.apps.assessment.services.inspecting.carrying_out import start_inspection
from guicheng.apps.assessment.services.inspecting.generating import make_inspections
from guicheng.apps.assessment.services.inspecting.settling import present_inspection, sign_inspection
from guicheng.apps.assessment.services.inspecting.sheet_rules import PartAsked, RowAsked, SheetAsked
from guicheng.apps.operations.readings.checklists import Line, lines_asked
from guicheng.apps.operations.services.desk import Said, say_at_desk
from guicheng.apps.operations.services.rounds.answering import finish_round
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.apps.organization.actors import Actor
from guicheng.domain.attainment.inspecting.sheet import Veto, shared_out
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.lines import TOLD, LineKind, Mark, PhotoRule, mark_of
from guicheng.usecases.demonstration.cast import Cast, moment, told
from guicheng.usecases.demonstration.rounds import within

#: Days between two turns of making what is planned.
_MADE_EVERY: Final = 7


def plan(cast: Cast) -> None:
    """Write the sheet and the plans on the first day, when the standards hold."""
    said, at = told("inspections"), moment(cast.first, 8)
    sheet = _sheet(cast, said["sheet"])
    standards = cast.kept["standards"]
    for each in said["plans"]:
        units = [cast.estates[name] for name in each["estates"]]
        own = len(units) == 1
        asked = plans.PlanAsked(
            unit=str(units[0].key if own else cast.company.key),
            kind=each["kind"],
            title=each["title"],
            sheet=sheet,
            often=plans.Often(each["every"], each.get("step", 1), each["on"], each["days"]),
            inspectors=[str(_key_of(cast.actors[name])) for name in each["by"]],
            estates=() if own else [str(unit.key) for unit in units],
            standards=[str(standards[code].key) for code in each.get("standards", ())],
            sampled=each.get("sampled", ""),
            margin=each.get("margin", 10),
        )
        plans.write_plan(actor=cast.quality, asked=asked, at=at)
    chance = cast.chance("inspections")
    cast.each_day.append(lambda day: _look(cast, day, chance))


def _key_of(actor: Actor) -> Any:
    return actor.person.key if actor.person else ""


def _sheet(cast: Cast, said: Mapping[str, Any]) -> str:
    """Write the sheet, put it in force and return its key."""
    about: dict[str, Any] = {"actor": cast.quality, "at": moment(cast.first, 7.5)}
    row = sheets.begin_sheet(title=said["title"], **about)
    keys = [str(cast.kept["standards"][code].key) for code in said["standards"]]
    row = sheets.take_over(key=row.key, standards=keys, **about)
    for text in said["own"]:
        row = sheets.add_line(key=row.key, own=sheets.OwnLine(said["section"], LineAsked(text)), **about)
    parts, rows = _rules(content_of(row.draft), said)
    asked = SheetAsked(
        parts=parts,
        rows=rows,
        bonuses=said["bonuses"],
        bonus_cap=said["bonus_cap"],
        bands="\n".join(said["bands"]),
    )
    row = sheets.save_draft(key=row.key, revision=row.revision, asked=asked, **about)
    sheets.put_in_force(key=row.key, revision=row.revision, **about)
    return str(row.key)


def _rules(content: Content, said: Mapping[str, Any]) -> tuple[list[PartAsked], dict[str, RowAsked]]:
    """Return what is asked of sections and lines: all lines are worth the same, and those too many go off the sheet."""
    kept = [_kept(part, said) for part in content.parts]
    shares = iter(shared_out(content.full, sum(map(len, kept))))
    parts, rows = list[PartAsked](), dict[str, RowAsked]()
    for part, stay in zip(content.parts, kept, strict=True):
        points = [next(shares) for _row in stay]
        parts.append(PartAsked(part.name, _decimal(sum(points, Fraction()))))
        rows |= {row.key: RowAsked("0", out=True) for row in part.rows}
        rows |= {row.key: _rule(row, _decimal(each), said) for row, each in zip(stay, points, strict=True)}
    return parts, rows


def _kept(part: Part, said: Mapping[str, Any]) -> tuple[Row, ...]:
    return part.rows if part.name == said["section"] else part.rows[: said["lines"]]


def _rule(row: Row, points: str, said: Mapping[str, Any]) -> RowAsked:
    words = row.line.text
    counted = words == said["counted"]
    return RowAsked(
        points,
        each=said["each"] if counted else "",
        veto=Veto.GRADE_DOWN.value if words == said["veto"] else "",
        counted=counted,
        sampled=words == said["sampled"],
    )


def _decimal(points: Fraction) -> str:
    return f"{float(points):.2f}"


def _look(cast: Cast, day: date, chance: Random) -> None:
    """Carry out what begins on a day; what is planned for the next two weeks is made once a week."""
    at = moment(day, 7)
    if (day - cast.first).days % _MADE_EVERY == 0:
        rows = InspectionPlan.objects.filter(company=cast.company)
        make_inspections(rows.select_related("unit", "company").order_by("pk"), at=at)
    begin, end = moment(day, 0), moment(day + timedelta(days=1), 0)
    due = Inspection.objects.filter(company=cast.company, begin__gte=begin, begin__lt=end)
    for number, row in enumerate(due.select_related("unit", "inspector").order_by("pk")):
        _carry_out(cast, row, day, 9 + number * 1.5, chance)


def _carry_out(cast: Cast, row: Inspection, day: date, hour: float, chance: Random) -> None:
    inspector = next(
        actor for actor in cast.actors.values() if actor.person is not None and actor.person == row.inspector
    )
    name = next(name for name, unit in cast.estates.items() if unit == row.unit)
    row = start_inspection(actor=inspector, key=row.key, at=moment(day, hour))
    if row.round is None or (cast.last - day).days < 1:
        return  # it is under way when the story ends
    answers = [
        _answer(cast, line, row, name, chance)
        for line in lines_asked(row.round)
        if line.mandatory or (line.key.startswith(BONUS) and chance.random() * 100 < _share(name))
    ]
    at = moment(day, hour + 1)
    # One sending for all answers, as from a phone that was offline.
    say_at_desk(actor=inspector, unit=row.round.unit, occurrence=row.occurrence, said=answers, at=at)
    signed = inspector.person.name if inspector.person else ""
    finish_round(actor=inspector, occurrence=row.occurrence, signature=signed, at=at + timedelta(minutes=5))
    present_inspection(actor=inspector, key=row.key, at=at + timedelta(minutes=15))
    _sign(cast, row, name, day)


def _share(estate: str) -> int:
    return int(told("inspections")["bonus"][estate])


def _answer(cast: Cast, line: Line, row: Inspection, estate: str, chance: Random) -> Said:
    said = told("inspections")
    third = min(2, (localdate(row.begin) - cast.first).days * 3 // cast.length)
    failed = chance.random() * 100 < said["fails"][estate][third]
    if line.text == said["sheet"]["veto"]:
        failed = _is(cast, row, estate, said["vetoed"])
    payload = {"line": line.key, "answer": _word(line, failed=failed, chance=chance)}
    absent = line.text in said["sheet"]["absent"].get(estate, ())
    closed = not failed and line.kind is LineKind.PASS and chance.random() * 100 < said["skipped"]["share"]
    if absent or closed:
        reason = "absent" if absent else said["skipped"]["reason"]
        payload = {"line": line.key, "answer": Mark.NOT_APPLICABLE.value, "reason": reason}
    mark = mark_of(line.rule, payload["answer"])
    shown = mark is not Mark.NOT_APPLICABLE and (
        mark is Mark.FAIL or line.photo is PhotoRule.ALWAYS or line.kind is LineKind.PHOTO
    )
    personal = {"note": chance.choice(said["words"]["notes"])} if mark is Mark.FAIL else {}
    return Said(Kind.ANSWER, payload, personal, (chance.choice(cast.kept["photos"]),) if shown else ())


def _word(line: Line, *, failed: bool, chance: Random) -> str:
    if line.unit == told("inspections")["sheet"]["places"] or line.key.startswith(BONUS):
        return str(chance.randint(1, 3)) if failed or line.key.startswith(BONUS) else "0"
    if line.kind is LineKind.NUMBER:
        return within(line.bounds)
    if line.kind is LineKind.CHOICE:
        keeping = [each for each in line.choices if each not in line.failing]
        return str((line.failing if failed and line.failing else keeping)[0])
    return (Mark.FAIL if failed else Mark.PASS).value if line.kind is LineKind.PASS else TOLD


def _is(cast: Cast, row: Inspection, estate: str, which: Mapping[str, Any]) -> bool:
    """Tell whether an inspection is the one of which the story says something."""
    if estate != which["estate"] or row.kind != which["kind"]:
        return False
    before = Inspection.objects.filter(company=cast.company, unit=row.unit, kind=row.kind, begin__lt=row.begin)
    return bool(before.count() + 1 == which["number"])


def _sign(cast: Cast, row: Inspection, estate: str, day: date) -> None:
    """Let the manager of the estate sign on the day after, but for the last ones."""
    said = told("inspections")["words"]
    manager = cast.actors[f"demo-{estate}"]
    if manager.person is None or (cast.last - day).days <= said["unsigned"] * 3:
        return
    objection = said["objection"] if _is(cast, row, estate, said["objects"]) else ""
    sign_inspection(
        actor=manager, key=row.key, name=manager.person.name, objection=objection,
        at=moment(day + timedelta(days=1), 10),
    )  # fmt: skip


def findings_begun(cast: Cast) -> list[Inspection]:
    """Return the inspections whose findings may be followed up, in the order in which they were carried out."""
    rows = Inspection.objects.filter(company=cast.company, state=InspectionState.SIGNED)
    return list(rows.exclude(kind=InspectionKind.MYSTERY).order_by("begin", "pk"))
