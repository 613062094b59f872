"""``guicheng process check``: what is wrong with a process, and how long it takes at worst."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from guicheng.adapters.bpmn.refusal import DiagramRefusedError
from guicheng.adapters.process_posts import read_posts
from guicheng.adapters.process_times import beside_json, times_json
from guicheng.adapters.processes import ProcessFile, open_process
from guicheng.cli.checking import source_of
from guicheng.cli.language import translator
from guicheng.cli.streams import InputMissingError, bytes_of, complain, screen
from guicheng.cli.terminal import Screen
from guicheng.cli.width import wrap
from guicheng.domain.comparison import Level
from guicheng.domain.process import Moment, ProcessFinding, Report, read_promise
from guicheng.domain.process.assumed import Assumed, read_assumed
from guicheng.domain.process.duties import Staffing
from guicheng.domain.process.keeping import Beside, beside_chart, cited_in, minutes_allowed, spans_in
from guicheng.domain.process.limits import plain_number
from guicheng.domain.process.promise import span_of
from guicheng.domain.process.spans import Span
from guicheng.domain.process.time_words import (
    calendar_in_words,
    clause_in_words,
    latest_in_words,
    likely_in_words,
    model_in_words,
)
from guicheng.domain.process.times import Times, times_of
from guicheng.domain.standard.text import PartKind
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

_LACKING = {
    "post": _("The table has no column for posts; nothing is said about them."),
    "limit": _("The table has no column for limits; nothing is said about them."),
    "record": _("The table has no column for records; nothing is said about them."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line.

    Args:
        name: File to check.
        language: Language of the answers.
        promise: A promise in the form ``30:1→4,1=紧急``, or None.
        assumed: Percent of cases in which steps keep their limits, open days and open hours; "" for the default.
        standards: Folder or file of standards whose clauses are set beside the limits; "" for none.
        posts: Table of posts with ranks and hours, of which warnings come; "" for none.
    """

    name: str
    language: str
    promise: str | None = None
    assumed: tuple[str, str, str] = ("", "", "")
    standards: str = ""
    posts: str = ""


@dataclass(frozen=True, slots=True)
class _Checked:
    """A report with what is said of its time."""

    report: Report
    assumed: Assumed
    times: Times
    beside: tuple[Beside, ...] | None
    warnings: tuple[ProcessFinding, ...]


def run(asked: Asked, *, as_json: bool) -> int:
    """Check a process and print what was found; return 0, 1 (not sound) or 2 (refused).

    Args:
        asked: What to check.
        as_json: Whether to print one JSON object.
    """
    language = asked.language
    try:
        checked = _checked(asked)
    except GuichengError as error:
        findings = _reasons(error)
        if as_json:
            print(json.dumps(_refused(findings, language), ensure_ascii=False))
        for finding in findings:
            complain(finding.message, language)
        return 2
    if as_json:
        print(json.dumps(_answer(checked, language), ensure_ascii=False))
    else:
        sys.stdout.writelines(line + "\n" for line in _lines(asked.name, checked, screen(language)))
    return 0 if checked.report.sound else 1


def _checked(asked: Asked) -> _Checked:
    assumed = read_assumed(*asked.assumed)
    promise = read_promise(asked.promise) if asked.promise else None
    file = open_process(asked.name, bytes_of(asked.name))
    report = file.check(promise)
    span = span_of(report.graph, promise) if promise else Span()
    times = times_of(report.graph, span, assumed, promise.minutes if promise else None)
    beside = tuple(_beside(file, asked.standards, assumed)) if asked.standards else None
    staffing = read_posts(asked.posts, bytes_of(asked.posts)) if asked.posts else Staffing({}, {})
    return _Checked(report, assumed, times, beside, staffing.warnings(report.graph))


def _beside(file: ProcessFile, path: str, assumed: Assumed) -> list[Beside]:
    """Return the timed clauses of a folder or file of standards that steps cite beside the limits."""
    folder = source_of(path, Level.COMPANY).folder
    for fault in folder.faults:
        raise fault
    if not folder.standards:
        raise InputMissingError(
            _("“{name}” holds no standard in the format of files. Name a file or folder of standards.", name=path)
        )
    allowed = {
        f"{standard.code}/{part.number}": minutes_allowed(part.text)
        for standard in folder.standards
        for part in standard.parts
        if part.kind is PartKind.CLAUSE and part.number
    }
    cited = cited_in(file.graph, spans_in(file.table) if file.table else {}, allowed)
    return beside_chart(file.graph, cited, assumed.kept)


def _reasons(error: GuichengError) -> tuple[ProcessFinding, ...]:
    """Return why a file or a promise was refused: element by element for a diagram."""
    if isinstance(error, DiagramRefusedError):
        return error.findings
    return (ProcessFinding(error.code, (), error.message),)


def _refused(findings: Sequence[ProcessFinding], language: str) -> dict[str, Any]:
    return {
        "sound": False,
        "findings": [_finding(finding, language) for finding in findings],
        "worst_minutes": {"once": None, "twice": None},
        "promised_minutes": None,
        "warnings": [],
        "times": None,
        "clauses": None,
    }


def _answer(checked: _Checked, language: str) -> dict[str, Any]:
    report, beside = checked.report, checked.beside
    return {
        "sound": report.sound,
        "findings": [_finding(finding, language) for finding in report.findings],
        "worst_minutes": {"once": _number(report.once.minutes), "twice": _number(report.twice.minutes)},
        "promised_minutes": _number(report.promise.minutes if report.promise else None),
        "warnings": [_finding(finding, language) for finding in checked.warnings],
        "times": times_json(checked.times, checked.assumed),
        "clauses": None if beside is None else beside_json(beside, translator(language)),
    }


def _finding(finding: ProcessFinding, language: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "steps": [_step(step) for step in finding.steps],
        "message": finding.message.render(translator(language)),
        "witness": path_in_words(finding.witness, translator(language)),
    }


def _step(step: str) -> int | str:
    """Return a step as the table numbers it: a number where it is one."""
    return int(step) if step.isascii() and step.isdecimal() and str(int(step)) == step else step


def _number(minutes: Fraction | None) -> int | float | None:
    return None if minutes is None else plain_number(minutes)


def path_in_words(moments: Sequence[Moment], translate: Any) -> str:
    """Return a witness as one line: 1 (紧急) → 2 (runs over) → 4."""
    overrun = _("runs over").render(translate)
    said = []
    for moment in moments:
        note = moment.answer or (overrun if moment.flow != "normal" else "")
        said.append(f"{moment.step} ({note})" if note else moment.step)
    return " → ".join(said)


def _lines(name: str, checked: _Checked, terminal: Screen) -> list[str]:
    report = checked.report
    lines = [terminal.paint(f"{report.graph.name} ({name})", "1")]
    for finding in report.findings:
        lines += _told(f"✕ {finding.code}", terminal.say(finding.message), terminal, "31")
        if finding.witness:
            witness = path_in_words(finding.witness, terminal.translate)
            lines += _told("", terminal.say(_("Seen so: {path}", path=witness)), terminal)
    for finding in checked.warnings:
        lines += _told(f"! {finding.code}", terminal.say(finding.message), terminal, "33")
    for column in report.lacking:
        lines += _told("·", terminal.say(_LACKING[column]), terminal, "36")
    lines += _told("", terminal.say(_worst(report)), terminal)
    for message in _times(checked):
        lines += _told("", terminal.say(message), terminal)
    for each in checked.beside or ():
        lines += _clause(each, terminal)
    verdict = _("Sound.") if report.sound else _("Not sound: {count}.", count=str(len(report.findings)))
    lines.append(terminal.say(verdict))
    return lines


def _worst(report: Report) -> Message:
    once, twice = report.once.minutes, report.twice.minutes
    if once is None and report.once.unlimited:
        return _(
            "How long it takes at worst cannot be said: no limit at steps {steps}.",
            steps="、".join(report.once.unlimited),
        )
    if once is None or twice is None:
        return _("How long it takes at worst cannot be said: no case comes to the end.")
    return _(
        "At worst {once} minutes when each step runs once, {twice} when each runs up to twice.",
        once=str(plain_number(once)),
        twice=str(plain_number(twice)),
    )


def _times(checked: _Checked) -> Iterator[Message]:
    times, assumed = checked.times, checked.assumed
    if times.likely:
        yield likely_in_words(times.likely, assumed)
        yield model_in_words(assumed)
    if times.latest:
        yield latest_in_words(times.latest)
        yield calendar_in_words(assumed)


def _clause(each: Beside, terminal: Screen) -> list[str]:
    sign, colour = {"kept": ("✓", "32"), "broken": ("✕", "31"), "open": ("?", "33")}[each.standing.value]
    said = clause_in_words(each)
    lines = _told(f"{sign} {each.cited.clause}", terminal.say(said) if said else "", terminal, colour)
    return lines + (_told("", terminal.say(each.why), terminal) if each.why else [])


def _told(head: str, text: str, terminal: Screen, colour: str = "0") -> list[str]:
    rows = wrap(text, max(20, terminal.width - 4))
    first = [f"  {terminal.paint(head, colour)}"] if head else []
    return [*first, *(f"    {row}" for row in rows)]
