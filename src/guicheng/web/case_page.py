"""Running cases as pages show them: the log in sentences, forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import CaseEvent
from guicheng.apps.operations.readings import Compiled
from guicheng.domain.process.forms import LONGEST, MOST_PHOTOS, Field, FieldKind
from guicheng.domain.process.running import EventKind

#: Kind of an event → sentence; who, which step and to whom are filled in.
_SENTENCES: Final[Mapping[str, str | Lazy]] = {
    "started": gettext_lazy("{who} started the case."),
    "completed": gettext_lazy("{who} did {step}."),
    "returned": gettext_lazy("{who} gave the case back from {step} to {target}."),
    "withdrawn": gettext_lazy("{who} took back that {step} was done."),
    "reassigned": gettext_lazy("{who} gave {step} to {to}."),
    "sign_asked": gettext_lazy("{who} asked {to} for an opinion on {step}."),
    "sign_given": gettext_lazy("{who} gave an opinion on {step}."),
    "substituted": gettext_lazy("{to} stands in at {step}, by {who}."),
    "urged": gettext_lazy("{who} asked for haste at {step}."),
    "copied": gettext_lazy("The case was copied to {to}."),
    "paused": gettext_lazy("{who} paused {step}."),
    "resumed": gettext_lazy("{who} let the clock of {step} run on."),
    "fired": gettext_lazy("{step} ran over its time; the process went on as it says for that."),
    "escalated": gettext_lazy("That {step} is late was told to {to}."),
    "migrated": gettext_lazy("{who} moved the case to another edition."),
    "ended": gettext_lazy("{who} ended the case."),
}
OUTCOMES: Final[Mapping[str, str | Lazy]] = {
    "running": gettext_lazy("Under way"),
    "finished": gettext_lazy("Finished"),
    "cancelled": gettext_lazy("Ended early"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, told.

    Args:
        at: When.
        sentence: What.
        reason: Why, as somebody wrote it.
        answers: What was filled in, by field.
        outside: Fields whose numbers were out of order.
    """

    at: datetime
    sentence: str
    reason: str
    answers: tuple[tuple[str, str], ...]
    outside: frozenset[str]


def people_of(events: Iterable[CaseEvent]) -> set[str]:
    """Return the people of whom a log speaks, as it names them."""
    return {person for event in events for person in _to(event)}


def _to(event: CaseEvent) -> list[str]:
    said = event.data.get("to", [])
    return [str(said)] if isinstance(said, str) else [str(each) for each in said]


def lines_of(events: Sequence[CaseEvent], editions: Mapping[str, Compiled], names: Mapping[str, str]) -> list[Line]:
    """Return a log in words, the latest first.

    Args:
        events: In their order.
        editions: The compiled editions of which it speaks, by key.
        names: Names of people, as the log names them.
    """
    found, compiled = [], None
    for event in events:
        compiled = editions.get(str(event.data.get("edition", "")), compiled)
        if compiled is not None:
            found.append(_line(event, compiled, names))
    return found[::-1]


def _line(event: CaseEvent, compiled: Compiled, names: Mapping[str, str]) -> Line:
    def label(step: str) -> str:
        return compiled.about[step].label if step in compiled.about else step

    sentence = str(_SENTENCES[event.kind]).format(
        who=event.actor_name or _("The service"),
        step=label(event.step),
        target=label(str(event.data.get("target", ""))),
        to="、".join(names.get(each, "—") for each in _to(event)) or _("nobody"),
    )
    if event.kind == EventKind.SIGN_GIVEN:
        verdict = _("Agrees.") if event.data.get("agrees") else _("Does not agree.")
        sentence = f"{sentence} {verdict}"
    form = event.data.get("form", {})
    answers = tuple((name, _said(value)) for name, value in form.items())
    return Line(
        event.at_server, sentence, str(event.data.get("reason", "")), answers, frozenset(event.data.get("outside", []))
    )


def _said(value: Any) -> str:
    if isinstance(value, list) and value and all(len(str(each)) == 64 for each in value):
        return _("{count} photos").format(count=len(value))
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a step's form as the page asks for it.

    Args:
        field: The field.
        id: Its id on the page.
        given: What was entered, to be shown again.
        told: What to do about it, "" where nothing.
        longest: The most characters.
    """

    field: Field
    id: str
    given: Any
    told: str
    longest: int

    @property
    def hint(self) -> str:
        """What is in order, for numbers; how many, for photos."""
        field = self.field
        if field.kind is FieldKind.PHOTO:
            return _("at least {least}, at most {most}").format(least=field.least, most=MOST_PHOTOS)
        if field.low is not None and field.high is not None:
            return _("in order from {low} to {high}").format(low=_number(field.low), high=_number(field.high))
        if field.low is not None:
            return _("in order from {low} on").format(low=_number(field.low))
        return _("in order up to {high}").format(high=_number(field.high)) if field.high is not None else ""


def _number(value: Fraction) -> str:
    return f"{float(value):g}"


def asks_of(fields: Sequence[Field], given: Mapping[str, Any], told: Mapping[str, str]) -> list[Ask]:
    """Return the fields of a form as a page asks for them.

    Args:
        fields: The form.
        given: What was entered, by field.
        told: What to do, by field.
    """
    return [
        Ask(field, f"field-{place}", given.get(field.name, ""), told.get(field.name, ""), LONGEST.get(field.kind, 60))
        for place, field in enumerate(fields, 1)
    ]
