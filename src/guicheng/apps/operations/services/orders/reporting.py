"""Orders taken in: what was said, what it seems to be, and the clauses that it is held to from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import Place, WorkOrder
from guicheng.apps.operations.selectors.orders.promising import (
    Applying,
    Wish,
    applying_to,
    place_names,
    promises_at,
    words_with_place,
)
from guicheng.apps.operations.selectors.places import places_of
from guicheng.apps.operations.services.orders.access import REPORT, NotAnOrderError, Turn, words_of
from guicheng.apps.operations.services.orders.holding import hold_to, numbers_json, wanted_numbers
from guicheng.apps.operations.services.orders.news import tell_reported
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.selectors import company_of
from guicheng.apps.organization.selectors.fetching import clean
from guicheng.apps.organization.services.access import permit, refuse_archived
from guicheng.apps.organization.services.values import wanted_phone
from guicheng.apps.research.readings.codes import draw
from guicheng.domain.comparison.vocabulary import shipped_vocabulary
from guicheng.domain.orders import Act, Channel, Numbers, OrderKind, Standing, Suggestion, suggest
from guicheng.domain.values.message import _

_PROBLEM: Final = 2000
_PLACE: Final = 120
_NAME: Final = 40
_LINK: Final = 16


@dataclass(frozen=True, slots=True)
class Caller:
    """Who reported something.

    Args:
        name: What they are called, "" where nobody asked.
        phone: Their phone number, "" for none.
    """

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What an order came from.

    Args:
        kind: What it is, such as ``inspection`` or ``case``.
        key: Its lasting key; both are "" where it came from nothing in the product.
    """

    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What an order seems to be, and the clauses that would apply to it.

    Args:
        suggestion: By its words alone.
        kind: Its kind, as somebody chose or as it seems.
        urgent: Whether it cannot wait, likewise.
        category: Key of its activity, likewise.
        place: Where, likewise; None where nothing says so.
        chosen: The clauses that apply, by stage, the one that governs first; then those that would with other
            numbers.
        other: The same were it urgent, or were it not.
        numbers: What was said of it in numbers.
    """

    suggestion: Suggestion
    kind: OrderKind
    urgent: bool
    category: str
    place: Place | None
    chosen: tuple[Applying, ...]
    other: tuple[Applying, ...]
    numbers: Numbers

    @property
    def applying(self) -> list[Applying]:
        """The clauses that apply."""
        return [each for each in self.chosen if each.standing is Standing.MET]

    @property
    def depending(self) -> list[Applying]:
        """The clauses that would apply with other numbers, or with those that nobody said yet."""
        return [each for each in self.chosen if each.standing is not Standing.MET]

    @property
    def asks(self) -> list[str]:
        """What clauses about this matter ask for in numbers, in an order that stays."""
        return sorted({need.unit for each in (*self.chosen, *self.other) for need in each.promise.needs})


def understand(
    *,
    unit: Unit,
    problem: str,
    at: datetime,
    kind: str = "",
    urgent: bool | None = None,
    category: str = "",
    place: Place | None = None,
    place_text: str = "",
    numbers: Numbers | None = None,
) -> Understood:
    """Return what an order seems to be, and which clauses in force at its estate apply: two queries.

    Args:
        unit: The estate.
        problem: What was said.
        at: When it was reported, with time zone.
        kind: Its kind where somebody chose one.
        urgent: Whether it cannot wait, where somebody decided.
        category: Key of the activity where somebody chose one.
        place: Where, where somebody chose it.
        place_text: Where, in words.
        numbers: How many households, how much area and the like; None for nothing said.
    """
    rows = list(places_of(unit))
    names = place_names(rows)
    said = " ".join(filter(None, (problem, place_text)))
    suggestion = suggest(said, names)
    found = place or next((row for row in rows if row.code == suggestion.place), None)
    chosen = OrderKind(kind) if kind in set(OrderKind) else suggestion.kind
    now = suggestion.urgent if urgent is None else urgent
    about = category or suggestion.category
    words, told = words_with_place(problem, place_text, found, names), numbers or {}
    promises = promises_at(unit, at)
    applies, other = (
        tuple(applying_to(promises, Wish(chosen, each, about, words, told), at)) for each in (now, not now)
    )
    return Understood(suggestion, chosen, now, about, found, applies, other, told)


@transaction.atomic
def report_order(
    *,
    unit: Unit,
    kind: str,
    problem: str,
    channel: str,
    actor: Actor,
    at: datetime,
    place: Place | None = None,
    place_text: str = "",
    category: str = "",
    urgent: bool | None = None,
    caller: Caller | None = None,
    source: Source | None = None,
    numbers: Mapping[str, str] | None = None,
    key: str = "",
) -> WorkOrder:
    """Take an order in with the clauses that apply to it at that moment.

    Args:
        unit: The estate.
        kind: ``repair``, ``complaint``, ``consultation`` or ``other``; "" for what its words say.
        problem: What is wrong or wanted, as it was said.
        channel: ``desk``, ``phone``, ``api``, ``inspection`` or ``process``.
        actor: Who takes it in; needs ``orders.report`` at the estate.
        at: Now, with time zone; the clocks begin here.
        place: Where; None for what the words say.
        place_text: Where, in words, such as 厨房.
        category: Key of an activity of the lexicon; "" for what the words say.
        urgent: Whether it cannot wait; None for what the words say.
        caller: Who reported it; None for nobody from outside.
        source: What it came from; None for nothing in the product.
        numbers: Numbers that clauses ask for, by what is counted: {"户": "40"}.
        key: The caller's name of the write; sent again under the same name at the estate, it returns the same order.

    Raises:
        NotAllowedError: The actor may not report here.
        ArchivedError: The estate is out of use.
        NotAnOrderError: The problem is missing, or a value cannot be what it is.
        NotAsWantedError: The phone number is none.
    """
    said = _taken(actor, unit, kind=kind, problem=problem, channel=channel, category=category)
    Unit.objects.select_for_update().get(pk=unit.pk)
    written = key.replace("\0", "").strip()[:80]
    if written and (earlier := _earlier(unit, written)):
        return earlier
    if place is not None and place.unit_id != unit.pk:
        raise NotAnOrderError(_("Choose a place of this estate."), field="place")
    where = clean(place_text)[:_PLACE]
    found = understand(
        unit=unit,
        problem=said,
        at=at,
        kind=kind,
        urgent=urgent,
        category=category,
        place=place,
        place_text=where,
        numbers=wanted_numbers(numbers or {}),
    )
    order = _entered(
        unit,
        found,
        actor=actor,
        at=at,
        problem=said,
        place_text=where,
        channel=channel,
        write_key=written,
        **_came_from(caller or Caller(), source or Source()),
    )
    hold_to(order, {found.urgent: found.chosen, not found.urgent: found.other})
    _log(Turn(actor, order, [], at))
    return order


def _log(turn: Turn) -> None:
    """Write a reported order into its log, and tell those who wait for it."""
    order = turn.order
    told = {"kind": order.kind, "urgent": order.urgent, "channel": order.channel}
    more = {"numbers": order.numbers} if order.numbers else {}
    turn.write(Act.REPORT, "report_order", {**told, **more}, urgent=order.urgent, about=order.kind, **more)
    tell_reported(turn)


def _entered(unit: Unit, found: Understood, *, actor: Actor, at: datetime, **said: str) -> WorkOrder:
    """Write an order as it was said and understood."""
    return WorkOrder.objects.create(
        unit=unit,
        company=company_of(unit),
        number=_number(unit, at),
        kind=found.kind.value,
        place=found.place,
        category=found.category[:80],
        link=draw(_LINK),
        reported_at=at,
        reported_by=actor.person,
        urgent=found.urgent,
        numbers=numbers_json(found.numbers),
        **said,
    )


def _taken(actor: Actor, unit: Unit, *, kind: str, problem: str, channel: str, category: str) -> str:
    """Return the problem, tidy, where the actor may report it and all can be."""
    permit(actor, REPORT, unit)
    refuse_archived(unit)
    if unit.kind != UnitKind.ESTATE:
        raise NotAnOrderError(_("Choose an estate; orders are reported where the work is done."), field="unit")
    _known(kind, channel, category)
    return words_of(problem, "problem", most=_PROBLEM, empty=_("Write what is wrong, in a few words."))


def _came_from(caller: Caller, source: Source) -> dict[str, str]:
    return {
        "source_kind": clean(source.kind)[:40],
        "source_key": clean(source.key)[:64],
        "caller_name": clean(caller.name)[:_NAME],
        "caller_phone": wanted_phone(caller.phone),
    }


def _known(kind: str, channel: str, category: str) -> None:
    """Let only pass what can be: a misspelt word would never be found again."""
    if kind and kind not in set(OrderKind):
        raise NotAnOrderError(
            _("Choose what it is: a repair, a complaint, a question or something else."), field="kind"
        )
    if channel not in set(Channel):
        raise NotAnOrderError(_("Choose how it came in."), field="channel")
    if category and shipped_vocabulary().activity(category) is None:
        raise NotAnOrderError(_("Choose a category of the lexicon of activities, or none."), field="category")


def _earlier(unit: Unit, key: str) -> WorkOrder | None:
    return WorkOrder.objects.filter(unit=unit, write_key=key).select_related("unit").first()


def _number(unit: Unit, at: datetime) -> str:
    """Return the next number of a day at an estate; its row is locked, so that no two get one."""
    day = f"{at.astimezone(get_default_timezone()):%Y%m%d}-"
    rows = WorkOrder.objects.filter(unit=unit, number__startswith=day)
    count = max((int(number.removeprefix(day)) for number in rows.values_list("number", flat=True)), default=0)
    return f"{day}{count + 1:03}"
