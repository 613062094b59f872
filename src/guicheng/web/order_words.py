"""Work orders in the reader's words: kinds, phases, stages, reasons, and the log in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.domain.orders import Act, Channel, Happening, OrderKind, PauseReason, Phase, StageName
from guicheng.domain.worktime import Limit, LimitUnit

Words = Mapping[str, str | Lazy]
KINDS: Final[Words] = {
    OrderKind.REPAIR: gettext_lazy("Repair"),
    OrderKind.COMPLAINT: gettext_lazy("Complaint"),
    OrderKind.CONSULTATION: gettext_lazy("Inquiry"),
    OrderKind.OTHER: gettext_lazy("Other"),
}
PHASES: Final[Words] = {
    Phase.REPORTED: gettext_lazy("Waits to be given to somebody"),
    Phase.DISPATCHED: gettext_lazy("Waits to be accepted"),
    Phase.ACCEPTED: gettext_lazy("Somebody is on the way"),
    Phase.ARRIVED: gettext_lazy("Somebody is there"),
    Phase.STARTED: gettext_lazy("At work"),
    Phase.PAUSED: gettext_lazy("On hold"),
    Phase.FINISHED: gettext_lazy("Finished"),
    Phase.VISITED: gettext_lazy("Followed up"),
    Phase.CANCELLED: gettext_lazy("Cancelled"),
}
#: Phase → class of its chip and icon, so that colour alone tells nothing.
LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    Phase.REPORTED: ("is-warning", "alert-triangle"),
    Phase.DISPATCHED: ("", "clock"),
    Phase.ACCEPTED: ("is-brand", "user"),
    Phase.ARRIVED: ("is-brand", "eye-check"),
    Phase.STARTED: ("is-brand", "writing"),
    Phase.PAUSED: ("", "hourglass"),
    Phase.FINISHED: ("is-ok", "check"),
    Phase.VISITED: ("is-ok", "check"),
    Phase.CANCELLED: ("", "circle-x"),
}
CHANNELS: Final[Words] = {
    Channel.DESK: gettext_lazy("at the desk"),
    Channel.PHONE: gettext_lazy("by phone"),
    Channel.API: gettext_lazy("from another system"),
    Channel.INSPECTION: gettext_lazy("from an inspection"),
    Channel.PROCESS: gettext_lazy("from a process"),
}
PAUSES: Final[Words] = {
    PauseReason.CUSTOMER: gettext_lazy("waiting for the customer"),
    PauseReason.PARTS: gettext_lazy("waiting for parts"),
    PauseReason.WEATHER: gettext_lazy("because of the weather"),
    PauseReason.ACCESS: gettext_lazy("nobody opens"),
    PauseReason.CONTRACTOR: gettext_lazy("waiting for a contractor"),
    PauseReason.OTHER: gettext_lazy("another reason"),
}
STAGES: Final[Words] = {
    StageName.RESPOND: gettext_lazy("Respond"),
    StageName.ARRIVE: gettext_lazy("Arrive"),
    StageName.FINISH: gettext_lazy("Finish"),
    StageName.FOLLOW_UP: gettext_lazy("Follow up"),
}
COSTS: Final[Words] = {
    "material": gettext_lazy("Material"),
    "labour": gettext_lazy("Labour"),
    "other": gettext_lazy("Other"),
}
MODES: Final[Words] = {
    "offer": gettext_lazy("Whoever of the post takes it first"),
    "turn": gettext_lazy("Whose turn it is of those on duty"),
    "assign": gettext_lazy("Somebody by name"),
}
#: Steps of the work on their buttons, with icons.
STEPS: Final[Mapping[str, tuple[str | Lazy, str]]] = {
    Act.CLAIM: (gettext_lazy("Take it"), "user"),
    Act.ACCEPT: (gettext_lazy("Accept it"), "check"),
    Act.CONTACT: (gettext_lazy("I called back"), "message"),
    Act.ARRIVE: (gettext_lazy("I am there"), "eye-check"),
    Act.START: (gettext_lazy("I begin"), "writing"),
    Act.RESUME: (gettext_lazy("Let the clock run on"), "clock"),
}
_SENTENCES: Final[Words] = {
    Act.REPORT: gettext_lazy("{who} took the order in."),
    Act.CLAIM: gettext_lazy("{who} took it."),
    Act.ACCEPT: gettext_lazy("{who} accepted it."),
    Act.CONTACT: gettext_lazy("{who} called back."),
    Act.ARRIVE: gettext_lazy("{who} arrived."),
    "check_in": gettext_lazy("{who} checked in on site."),
    Act.START: gettext_lazy("{who} began the work."),
    Act.PAUSE: gettext_lazy("{who} paused it."),
    Act.RESUME: gettext_lazy("{who} went on."),
    Act.FINISH: gettext_lazy("{who} finished it."),
    Act.FOLLOW_UP: gettext_lazy("{who} asked how it was."),
    Act.REOPEN: gettext_lazy("{who} took it up again."),
    Act.CANCEL: gettext_lazy("{who} cancelled it."),
    Act.NUMBERS: gettext_lazy("{who} said the numbers that clauses ask for."),
    Act.RATE: gettext_lazy("It was rated {mark} of 5."),
    Act.COST: gettext_lazy("{who} added a cost: {name}, ¥{amount}."),
    Act.ATTACH: gettext_lazy("{who} kept a file."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, told.

    Args:
        at: When it counts as having happened.
        sentence: What.
        words: What somebody wrote of it, "" for nothing.
        by_phone: Whether a phone said it.
    """

    at: datetime
    sentence: str
    words: str
    by_phone: bool


def told(happened: Iterable[Happening]) -> Iterator[Told]:
    """Yield what happened in sentences, in order; comments stand elsewhere."""
    for each in happened:
        sentence = _sentence(each)
        if sentence:
            yield Told(moment(each), sentence, _words(each), bool(each.device))


def moment(each: Happening) -> datetime:
    """Return when something counts as having happened."""
    return datetime.fromtimestamp(each.ms / 1000, tz=UTC)


def _sentence(each: Happening) -> str:
    who = each.text("who") or _("Somebody")
    if each.kind == Act.DISPATCH:
        return _dispatched(each, who)
    if each.kind == Act.PRIORITY:
        urgent = each.data.get("urgent") is True
        sentence = _("{who} made it urgent.") if urgent else _("{who} made it ordinary.")
        return sentence.format(who=who)
    if each.kind not in _SENTENCES:
        return ""
    said = {name: str(each.data.get(name, "")) for name in ("name", "amount", "mark")}
    return str(_SENTENCES[each.kind]).format(who=who, **said)


def _dispatched(each: Happening, who: str) -> str:
    post, name = each.text("post"), each.text("to_name")
    if not name:
        return _("{who} offered it to post {post}.").format(who=who, post=post)
    if each.text("mode") == "turn":
        return _("{who} gave it to {name}, whose turn it was.").format(who=who, name=name)
    return _("{who} gave it to {name}.").format(who=who, name=name)


def _words(each: Happening) -> str:
    reason, words = each.text("reason"), each.text("words")
    if each.kind == Act.PAUSE:
        reason = pause_words(reason)
    return "；".join(part for part in (reason, words) if part)


def pause_words(reason: str) -> str:
    """Return why a clock stands still: one of the listed reasons, or as a phone wrote it."""
    return str(PAUSES[reason]) if reason in PAUSES else reason


def limit_words(limit: Limit) -> str:
    """Return a limit in words, such as 30 min."""
    value = f"{float(limit.value):g}"
    sentences = {
        LimitUnit.MINUTE: _("{value} min"),
        LimitUnit.HOUR: _("{value} h"),
        LimitUnit.DAY: _("{value} d"),
        LimitUnit.WORKDAY: _("{value} working days"),
        LimitUnit.MONTH: _("{value} months"),
    }
    return sentences[limit.unit].format(value=value)


def chosen(words: Words, value: str) -> list[tuple[str, Any, bool]]:
    """Return the options of a choice: value, words, whether it is the chosen one."""
    return [(str(name), said, str(name) == value) for name, said in words.items()]
