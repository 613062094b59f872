"""What a log says of a process as pages show it, fresh or kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from guicheng.adapters.process_drawing import Look, draw_graph
from guicheng.adapters.process_log_json import rendered
from guicheng.adapters.process_log_words import NAMES, figures
from guicheng.domain.process import Graph
from guicheng.domain.process.logs import Spell
from guicheng.domain.process.replay import Deviation
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_MOST_CASES: Final = 200
_MOST_WAYS: Final = 50


def shown(result: Mapping[str, Any], graph: Graph) -> dict[str, Any]:
    """Return what a page shows of a replay.

    Args:
        result: As ``log_json`` gives it.
        graph: The process that it was set beside.
    """
    told = rendered(result, gettext)
    names = {node.step: f"{node.step} {node.name}".strip() for node in graph.tasks}
    wrong = told["cases"] - told["fitting"]
    ways = told["variants"]
    return {
        "report": told,
        "cases": told["cases"],
        "tallies": [
            (name.render(gettext), told["kinds"].get(kind.value, 0), kind is Deviation.FITTING)
            for kind, name in NAMES.items()
        ],
        "wrong": [(each["case"], _kind(each["kind"]), each["message"]) for each in told["deviations"][:_MOST_CASES]],
        "more_wrong": max(0, wrong - _MOST_CASES),
        "steps": [
            (
                names.get(str(each["step"]), each["name"]),
                each["count"],
                *_minutes(each["waited_minutes"]),
                *_minutes(each["lasted_minutes"]),
            )
            for each in told["steps"]
        ],
        "variants": list(_variants(ways[:_MOST_WAYS], told["cases"], names)),
        "more_ways": max(0, len(ways) - _MOST_WAYS),
        "drawing": _drawing(told, graph),
    }


def _kind(kind: str) -> str:
    return NAMES[Deviation(kind)].render(gettext)


def _variants(ways: list[dict[str, Any]], cases: int, names: Mapping[str, str]) -> Iterator[tuple[int, int, str, str]]:
    """Yield how many cases went a way, as a number and in percent, the way, and how it stands to the process."""
    for way in ways:
        steps = " → ".join(names.get(str(step), str(step)) for step in way["steps"])
        yield way["count"], round(100 * way["count"] / max(1, cases)), steps, _kind(way["kind"])


def _minutes(spell: Mapping[str, float] | None) -> tuple[str, str, str]:
    if spell is None:
        return ("—", "—", "—")
    middle, tail, longest = (f"{spell[name]:.4g}" for name in ("median", "p95", "max"))
    return middle, tail, longest


def _drawing(told: Mapping[str, Any], graph: Graph) -> SafeString:
    notes, middles = dict[str, tuple[str, ...]](), dict[str, float]()
    for each in told["steps"]:
        said: list[Message] = [_("done {count} times", count=str(each["count"]))]
        if waited := each["waited_minutes"]:
            said.append(figures(Spell(int(waited["n"]), waited["median"], waited["p95"], waited["max"])))
            middles[str(each["step"])] = waited["median"]
        notes[str(each["step"])] = tuple(message.render(gettext) for message in said)
    most = max(middles.values(), default=0)
    heat = {step: value / most for step, value in middles.items()} if most > 0 else {}
    look = Look(heat=heat, title=graph.name, nobody=gettext("no post"))
    # Every text in it went through html.escape.
    return mark_safe(draw_graph(graph, look, notes))  # noqa: S308
