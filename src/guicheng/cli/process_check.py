"""``guicheng process check``: what is wrong with a process, and how long it takes at worst."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from guicheng.adapters.bpmn.refusal import DiagramRefusedError
from guicheng.adapters.processes import open_process
from guicheng.cli.language import translator
from guicheng.cli.streams import bytes_of, complain, screen
from guicheng.cli.terminal import Screen
from guicheng.cli.width import wrap
from guicheng.domain.process import Moment, ProcessFinding, Report, read_promise
from guicheng.domain.process.limits import plain_number
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

_LACKING = {
    "post": _("The table has no column for posts; nothing is said about them."),
    "limit": _("The table has no column for limits; nothing is said about them."),
    "record": _("The table has no column for records; nothing is said about them."),
}


def run(name: str, promise: str | None, *, as_json: bool, language: str) -> int:
    """Check a process and print what was found; return 0, 1 (not sound) or 2 (refused).

    Args:
        name: File to check.
        promise: A promise in the form ``30:1→4,1=紧急``, or None.
        as_json: Whether to print one JSON object.
        language: Language of the answers.
    """
    try:
        wish = read_promise(promise) if promise else None
        report = open_process(name, bytes_of(name)).check(wish)
    except GuichengError as error:
        findings = _reasons(error)
        if as_json:
            print(json.dumps(_refused(findings, language), ensure_ascii=False))
        for finding in findings:
            complain(finding.message, language)
        return 2
    if as_json:
        print(json.dumps(_answer(report, language), ensure_ascii=False))
    else:
        sys.stdout.writelines(line + "\n" for line in _lines(name, report, screen(language)))
    return 0 if report.sound else 1


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
    }


def _answer(report: Report, language: str) -> dict[str, Any]:
    return {
        "sound": report.sound,
        "findings": [_finding(finding, language) for finding in report.findings],
        "worst_minutes": {"once": _number(report.once.minutes), "twice": _number(report.twice.minutes)},
        "promised_minutes": _number(report.promise.minutes if report.promise else None),
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


def _lines(name: str, report: Report, terminal: Screen) -> list[str]:
    lines = [terminal.paint(f"{report.graph.name} ({name})", "1")]
    for finding in report.findings:
        lines += _told(f"✕ {finding.code}", terminal.say(finding.message), terminal, "31")
        if finding.witness:
            witness = path_in_words(finding.witness, terminal.translate)
            lines += _told("", terminal.say(_("Seen so: {path}", path=witness)), terminal)
    for column in report.lacking:
        lines += _told("·", terminal.say(_LACKING[column]), terminal, "36")
    lines += _told("", terminal.say(_worst(report)), terminal)
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


def _told(head: str, text: str, terminal: Screen, colour: str = "0") -> list[str]:
    rows = wrap(text, max(20, terminal.width - 4))
    first = [f"  {terminal.paint(head, colour)}"] if head else []
    return [*first, *(f"    {row}" for row in rows)]
