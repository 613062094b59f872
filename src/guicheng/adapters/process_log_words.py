"""What a log says of a process, in words: kinds of deviation, the first wrong step, how long was waited."""

from __future__ import annotations

from typing import Final

from guicheng.domain.process.logs import LogReport, Spell
from guicheng.domain.process.replay import Deviation, Verdict
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Kind of deviation → its name.
NAMES: Final = {
    Deviation.FITTING: _("fitting"),
    Deviation.SKIPPED: _("steps skipped"),
    Deviation.REVERSED: _("steps in reverse order"),
    Deviation.REPEATED: _("steps repeated"),
    Deviation.UNFINISHED: _("not finished"),
    Deviation.WRONG_ANSWER: _("answer without a way"),
    Deviation.IMPOSSIBLE: _("steps of another way"),
    Deviation.UNKNOWN_STEP: _("unknown steps"),
}
_SENTENCES: Final = {
    Deviation.SKIPPED: _("event {place}: {step} was done although {others} was skipped"),
    Deviation.REVERSED: _("event {place}: {step} was done before {others}"),
    Deviation.REPEATED: _("event {place}: {step} was done once more than the process allows"),
    Deviation.UNFINISHED: _("it stands still; awaited: {others}"),
    Deviation.WRONG_ANSWER: _("event {place}: the answer given at {step} opens no way"),
    Deviation.IMPOSSIBLE: _("event {place}: {step} lies on a way that was not taken; awaited: {others}"),
    Deviation.UNKNOWN_STEP: _("event {place}: the process has no step “{step}”"),
}


def named(report: LogReport, step: str) -> str:
    """Return how people name a step."""
    node = report.graph.by_id.get(step)
    return f"{node.step} {node.name}".strip() if node else step


def sentence(report: LogReport, verdict: Verdict) -> Message:
    """Return what is wrong with a case; only for one that does not fit."""
    others = "、".join(named(report, step) for step in verdict.others) or "—"
    fields = {"place": str(verdict.place + 1), "step": named(report, verdict.step), "others": others}
    return Message(_SENTENCES[verdict.kind].text, fields)


def figures(spell: Spell) -> Message:
    """Return how long was waited, in minutes."""
    return _(
        "waited {median} · 95%: {tail} · at most {longest} min",
        median=f"{spell.median:.4g}",
        tail=f"{spell.tail:.4g}",
        longest=f"{spell.longest:.4g}",
    )
