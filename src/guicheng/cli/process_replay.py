"""``guicheng process replay``: what a log says of a process."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from guicheng.adapters.process_log import read_log_file
from guicheng.adapters.process_log_json import log_json, number_of, rendered
from guicheng.adapters.process_log_words import NAMES, figures, named, sentence
from guicheng.adapters.processes import open_process
from guicheng.cli.language import translator
from guicheng.cli.process_out import refused
from guicheng.cli.rendering import OutputRefusedError
from guicheng.cli.streams import bytes_of, not_written, screen
from guicheng.cli.terminal import Screen
from guicheng.domain.process.logs import LogReport, Variant, read_log
from guicheng.domain.process.replay import Deviation
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_SHOWN_CASES: Final = 20
_SHOWN_VARIANTS: Final = 10


def run(name: str, log: str, svg: str, *, as_json: bool, language: str) -> int:
    """Replay a log and print what it says; return 0, 1 (some case deviates) or 2 (refused).

    Args:
        name: File of the process.
        log: File of the log.
        svg: File that the drawing with its figures is written to; "" for none.
        as_json: Whether to print one JSON object.
        language: Language of the answers.
    """
    try:
        graph = open_process(name, bytes_of(name)).graph
        report = read_log(graph, read_log_file(log, bytes_of(log)))
        if svg:
            _write(Path(svg), drawn(report, language).encode())
    except GuichengError as error:
        if as_json:
            print(json.dumps({"refused": error.message.render(translator(language))}, ensure_ascii=False))
        return refused(error, language)
    if as_json:
        print(json.dumps(rendered(log_json(report), translator(language)), ensure_ascii=False))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(report, screen(language)))
    return 0 if report.kinds[Deviation.FITTING] == len(report.verdicts) else 1


def drawn(report: LogReport, language: str) -> str:
    """Return the drawing of a process with what a log says of it: figures on each step, hotter where waits are long."""
    from guicheng.adapters.process_drawing import Look, draw_graph
    from guicheng.adapters.process_palette import Theme

    say = translator(language)
    notes = {}
    for times in report.steps:
        told = [_("done {count} times", count=str(times.count)).render(say)]
        if times.waited:
            told.append(figures(times.waited).render(say))
        notes[report.graph.by_id[times.step].step] = tuple(told)
    heat = {report.graph.by_id[step].step: level for step, level in report.heat.items()}
    return draw_graph(report.graph, Look(theme=Theme.LIGHT, heat=heat, title=report.graph.name), notes)


def _write(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OutputRefusedError(not_written(str(target), error).message) from error


def _lines(report: LogReport, terminal: Screen) -> list[str]:
    cases = len(report.verdicts)
    head = _(
        "{name}: {cases} cases, {events} events, {fitting} of them fitting.",
        name=report.graph.name,
        cases=str(cases),
        events=str(report.events),
        fitting=str(report.kinds[Deviation.FITTING]),
    )
    lines = [terminal.paint(terminal.say(head), "1")]
    for kind, name in NAMES.items():
        if kind is not Deviation.FITTING and report.kinds[kind]:
            lines.append(f"  {terminal.say(name)}: {report.kinds[kind]}")
    lines += _cases(report, terminal)
    lines.append(terminal.say(_("Steps:")))
    for times in report.steps:
        told = [terminal.say(_("done {count} times", count=str(times.count)))]
        if times.waited:
            told.append(terminal.say(figures(times.waited)))
        lines.append(f"  {named(report, times.step)}: {', '.join(told)}")
    lines.append(terminal.say(_("Ways taken, the most frequent first:")))
    return [*lines, *_variants(report, report.variants, terminal)]


def _cases(report: LogReport, terminal: Screen) -> list[str]:
    wrong = [(case, verdict) for case, verdict in report.verdicts.items() if verdict.kind is not Deviation.FITTING]
    lines = [f"  ✕ {case}: {terminal.say(sentence(report, verdict))}" for case, verdict in wrong[:_SHOWN_CASES]]
    if len(wrong) > _SHOWN_CASES:
        lines.append(terminal.say(_("  … and {count} more; --json names all.", count=str(len(wrong) - _SHOWN_CASES))))
    return lines


def _variants(report: LogReport, variants: Sequence[Variant], terminal: Screen) -> list[str]:
    lines = [
        f"  {variant.count} × {' → '.join(str(number_of(report, step)) for step in variant.steps)}"
        f" ({terminal.say(NAMES[variant.kind])})"
        for variant in variants[:_SHOWN_VARIANTS]
    ]
    if len(variants) > _SHOWN_VARIANTS:
        lines.append(
            terminal.say(_("  … and {count} more; --json names all.", count=str(len(variants) - _SHOWN_VARIANTS)))
        )
    return lines
