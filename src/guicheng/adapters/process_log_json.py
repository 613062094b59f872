"""A log beside its process as JSON, the same for the command, the API and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guicheng.adapters.process_log_words import sentence
from guicheng.domain.process.logs import LogReport, Spell
from guicheng.domain.process.replay import Deviation
from guicheng.domain.values import Message


def log_json(report: LogReport, most: int | None = None) -> dict[str, Any]:
    """Return what a log says; ``message`` of a deviation holds its sentence and fields, not yet translated.

    Args:
        report: The log beside its process.
        most: Deviating cases and ways that are told at most; None for all.
    """
    wrong = [(case, verdict) for case, verdict in report.verdicts.items() if verdict.kind is not Deviation.FITTING]
    return {
        "cases": len(report.verdicts),
        "events": report.events,
        "fitting": report.kinds[Deviation.FITTING],
        "kinds": {kind.value: report.kinds[kind] for kind in Deviation},
        "deviations": [
            {
                "case": case,
                "kind": verdict.kind.value,
                "event": None if verdict.kind is Deviation.UNFINISHED else verdict.place + 1,
                "step": number_of(report, verdict.step),
                "others": [number_of(report, step) for step in verdict.others],
                "message": _kept(sentence(report, verdict)),
            }
            for case, verdict in wrong[:most]
        ],
        "steps": [
            {
                "step": number_of(report, times.step),
                "name": times.name,
                "count": times.count,
                "waited_minutes": _spell(times.waited),
                "lasted_minutes": _spell(times.lasted),
            }
            for times in report.steps
        ],
        "variants": [
            {
                "steps": [number_of(report, step) for step in variant.steps],
                "count": variant.count,
                "kind": variant.kind.value,
            }
            for variant in report.variants[:most]
        ],
    }


def rendered(result: Mapping[str, Any], translate: Callable[[str], str]) -> dict[str, Any]:
    """Return what a log says with its sentences in a language."""
    deviations = [
        {**each, "message": Message(each["message"]["text"], each["message"]["fields"]).render(translate)}
        for each in result["deviations"]
    ]
    return {**result, "deviations": deviations}


def _kept(message: Message) -> dict[str, Any]:
    return {"text": message.text, "fields": dict(message.fields)}


def _spell(spell: Spell | None) -> dict[str, float] | None:
    if spell is None:
        return None
    return {
        "n": spell.count,
        "median": round(spell.median, 2),
        "p95": round(spell.tail, 2),
        "max": round(spell.longest, 2),
    }


def number_of(report: LogReport, step: str) -> int | str:
    """Return a step as the table numbers it: a number where it is one."""
    node = report.graph.by_id.get(step)
    number = node.step if node else step
    return int(number) if number.isascii() and number.isdecimal() and str(int(number)) == number else number
