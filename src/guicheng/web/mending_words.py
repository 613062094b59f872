"""Nonconformities in the reader's words: severities, where they stand, root causes, sources, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.improvement.models import Nonconformity, NonconformityAct
from guicheng.domain.attainment.mending import Act, Root, Severity, Stand
from guicheng.web.clock import Chip
from guicheng.web.effect_words import seen_of

Words = Mapping[str, str | Lazy]
SEVERITIES: Final[Words] = {
    Severity.SLIGHT: gettext_lazy("slight"),
    Severity.ORDINARY: gettext_lazy("moderate"),
    Severity.SERIOUS: gettext_lazy("serious"),
}
STANDS: Final[Words] = {
    Stand.OPEN: gettext_lazy("To be mended"),
    Stand.FINISHED: gettext_lazy("Waits to be verified"),
    Stand.VERIFIED: gettext_lazy("Its effect is watched"),
    Stand.CLOSED: gettext_lazy("Closed"),
    Stand.VOID: gettext_lazy("Was none"),
}
ROOTS: Final[Words] = {
    Root.NOT_DONE: gettext_lazy("It was not done"),
    Root.CANNOT: gettext_lazy("It cannot be done as things are"),
    Root.UNCLEAR: gettext_lazy("The standard is not clear"),
    Root.TOO_STRICT: gettext_lazy("The standard is too strict"),
}
#: What a root cause asks for.
ADVICE: Final[Words] = {
    Root.NOT_DONE: gettext_lazy("Train and supervise: the standard stays."),
    Root.CANNOT: gettext_lazy(
        "Look at people and shifts on the page of times of the process before asking for more effort."
    ),
    Root.UNCLEAR: gettext_lazy("Revise the clause so that it can be read in one way only."),
    Root.TOO_STRICT: gettext_lazy("Propose a revision, with the figures that show what can be kept."),
}
SOURCES: Final[Words] = {
    "": gettext_lazy("seen by somebody"),
    "order": gettext_lazy("a work order"),
    "case": gettext_lazy("a case"),
    "round": gettext_lazy("a round"),
    "inspection": gettext_lazy("an inspection"),
    "counted": gettext_lazy("a figure of attainment"),
    "feedback": gettext_lazy("a record of feedback"),
}
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    Stand.OPEN: ("is-warning", "writing"),
    Stand.FINISHED: ("is-brand", "eye-check"),
    Stand.VERIFIED: ("is-brand", "hourglass"),
    Stand.CLOSED: ("is-ok", "check"),
    Stand.VOID: ("", "circle-x"),
}
_WEIGHTS: Final[Mapping[str, tuple[str, str]]] = {
    Severity.SLIGHT: ("", "circle-minus"),
    Severity.ORDINARY: ("is-warning", "alert-triangle"),
    Severity.SERIOUS: ("is-error", "alert-triangle"),
}
_DONE: Final[Words] = {
    Act.OPEN: gettext_lazy("{who} opened it."),
    Act.ASSIGN: gettext_lazy("{who} gave it to {to} to mend within {days} workdays."),
    Act.GRADE: gettext_lazy("{who} changed how bad it is."),
    Act.CAUSE: gettext_lazy("{who} wrote why it happened."),
    Act.PLAN: gettext_lazy("{who} wrote how it is mended."),
    Act.PHOTO: gettext_lazy("{who} added a photo."),
    Act.FINISH: gettext_lazy("{who} said that it is mended."),
    Act.RETURN: gettext_lazy("{who} gave it back."),
    Act.VERIFY: gettext_lazy("{who} saw that it is mended; its effect is looked at on {check_on}."),
    Act.EFFECT: gettext_lazy("{who} judged whether it lasted."),
    Act.VOID: gettext_lazy("{who} said that it is none."),
    Act.REVISE: gettext_lazy("{who} opened a revision of the standard."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done, as the page tells it.

    Args:
        at: When.
        sentence: What.
        words: What was written with it, "" for nothing.
    """

    at: datetime
    sentence: str
    words: str


def chosen(words: Words, value: str) -> list[tuple[str, str | Lazy, bool]]:
    """Return choices for a select: value, words, and whether it is the chosen one."""
    return [(str(name), said, str(name) == value) for name, said in words.items()]


def stand_chip(row: Nonconformity) -> Chip:
    """Return where a nonconformity stands."""
    look, icon = _LOOKS[row.stand]
    return Chip(look, icon, str(STANDS[row.stand]))


def severity_chip(severity: str) -> Chip:
    """Return how bad it is."""
    look, icon = _WEIGHTS[severity]
    return Chip(look, icon, str(SEVERITIES[severity]))


def lines_of(acts: Iterable[NonconformityAct]) -> Iterator[Line]:
    """Yield what was done, in sentences."""
    for act in acts:
        named = {name: str(value) for name, value in act.data.items() if isinstance(value, str | int)}
        sentence = str(_DONE[act.kind]).format_map(
            {"to": "—", "days": "—", "check_on": "—", **named, "who": act.actor_name}
        )
        yield Line(act.at, f"{sentence} {_judged(act.data)}" if act.kind == Act.EFFECT else sentence, _words(act))


def _words(act: NonconformityAct) -> str:
    said = act.data
    if act.kind == Act.CAUSE:
        whys = [f"{place}. {each['text']}" for place, each in enumerate(said.get("whys", ()), start=1)]
        return "\n".join([*whys, str(ROOTS.get(said.get("root", ""), ""))])
    if act.kind == Act.PLAN:
        return "\n".join(filter(None, (said.get("correction", ""), said.get("action", ""))))
    if act.kind in {Act.GRADE, Act.OPEN}:
        return f"{SEVERITIES.get(said.get('severity', ''), '')} {said.get('reason', '')}".strip()
    return str(said.get("reason", "") or said.get("words", ""))


def _judged(said: Mapping[str, Any]) -> str:
    """Return whether it lasted, and what the figures said when that was judged."""
    lasted = _("It lasted.") if said.get("lasts") else _("It did not last.")
    measured = said.get("measured")
    if not measured:
        return lasted
    (kept, counted), (since, due) = measured["before"], measured["after"]
    sentence = _("Kept before {before}, since {after}: {seen}.")
    shares = {"before": f"{kept}/{counted}", "after": f"{since}/{due}"}
    return f"{lasted} {sentence.format(**shares, seen=seen_of(measured['seen']))}"


def source_address(row: Nonconformity) -> str:
    """Return the page of what a nonconformity was found by, "" where there is none."""
    pages = {
        "order": "order",
        "case": "case",
        "round": "round",
        "feedback": "feedback_record",
        "inspection": "inspection_finding",
    }
    page = pages.get(row.source_kind)
    return reverse(page, args=[row.source_key.partition("|")[0]]) if page else ""
