"""One act on several rows of “My work”, whatever kinds of work they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from guicheng.apps.operations.models import Case, DueWork, Round, WorkOrder
from guicheng.apps.operations.selectors.cases import case_visible_to
from guicheng.apps.operations.selectors.my_work import Whose, Work
from guicheng.apps.operations.selectors.my_work.plans import title_of_due
from guicheng.apps.operations.selectors.orders.finding import order_visible_to
from guicheng.apps.operations.selectors.plans import due_work_visible_to
from guicheng.apps.operations.selectors.rounds.rounds import round_visible_to
from guicheng.apps.operations.services.case_access import NotACaseError
from guicheng.apps.operations.services.due_work import finish_due_work, give_due_work, take_due_work
from guicheng.apps.operations.services.estate_access import person_within
from guicheng.apps.operations.services.handing import reassign, take_on, urge
from guicheng.apps.operations.services.orders.dispatching import claim_order, dispatch_order
from guicheng.apps.operations.services.rounds.opening import assign_round, take_round
from guicheng.apps.operations.services.several import MOST_AT_ONCE, Named, Several, once_each
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.domain.values.message import _

#: What can be done with several rows at once.
ACTS: Final = ("take_on", "hand_over", "finish", "urge")
#: Kinds of work, as ``Work.kind`` has them, with which something can be done at once.
KINDS: Final = ("case", "order", "round", "plan")


class _Rights(NamedTuple):
    """Permissions about a kind of work: to do it, and to give it to others."""

    work: str
    steer: str


_RIGHTS: Final[Mapping[str, _Rights]] = {
    "case": _Rights("cases.work", "cases.steer"),
    "order": _Rights("orders.work", "orders.steer"),
    "round": _Rights("field.send", "rosters.manage"),
    "plan": _Rights("field.send", "rosters.manage"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    key: str
    step: str
    named: Named


def act_on_work(
    *, actor: Actor, work: Iterable[str], act: str, at: datetime, to: str = "", reason: str = ""
) -> Several:
    """Take work, hand it over, say that it is done or ask for haste, row by row, each by the rules of its kind.

    Each row is a transaction of its own: it is done whole, or stays as it was and is told with the reason.

    Args:
        actor: Who acts.
        work: Rows as ``kind:key``, with kind and key of ``Work``; at most ``MOST_AT_ONCE``.
        act: One of ``ACTS``.
        at: Now, with time zone.
        to: Key of the person, for ``hand_over``.
        reason: Why, for ``hand_over`` and ``urge``.

    Raises:
        NotACaseError: There is no such act, nobody of that key, or there are no rows or too many; nothing is done.
        ObjectDoesNotExist: One is not within reach; nothing is done.
    """
    chosen = once_each(work)
    if act not in ACTS:
        raise NotACaseError(_("Choose what to do with the work."), field="act")
    if not 0 < len(chosen) <= MOST_AT_ONCE:
        raise NotACaseError(_("Choose between 1 and {limit} rows.", limit=str(MOST_AT_ONCE)), field="work")
    if act == "hand_over":
        _want_person(actor, to)
    rows, outcome = [_row(actor, each) for each in chosen], Several()
    for row in rows:
        outcome.tell(row.named, _acts(actor, row, at, to, reason).get((row.kind, act)) or _REFUSE[act])
    return outcome


def acts_for(actor: Actor, rows: Iterable[Work], whose: Whose) -> set[str]:
    """Return what an actor can do with at least one of some rows, so that nothing is offered in vain: no query.

    Args:
        actor: Who acts.
        rows: As ``my_work`` returns them.
        whose: As what they were found.
    """
    return {act for row in rows for act in _possible(actor, row, whose)}


def _possible(actor: Actor, row: Work, whose: Whose) -> set[str]:
    rights = _RIGHTS[row.kind]
    found = {"take_on"} if whose is Whose.POSTS and actor.may(rights.work, row.unit) else set()
    # A step of a case is handed on by whoever has it; other work is given out by those who lead.
    own = row.kind == "case" and whose is not Whose.FOLLOWED
    if own or actor.may(rights.steer, row.unit):
        found.add("hand_over")
    if row.kind == "case":
        found.add("urge")
    if row.kind == "plan" and actor.may(rights.work, row.unit):
        found.add("finish")
    return found


def _want_person(actor: Actor, key: str) -> None:
    try:
        person_within(actor.company_id, key)
    except Person.DoesNotExist as error:
        raise NotACaseError(_("Choose whom the work is handed to."), field="to") from error


def _row(actor: Actor, said: str) -> _Row:
    """Find the row that a name means."""
    kind, _colon, key = said.partition(":")
    if kind == "case":
        key, _slash, step = key.partition("/")
        case: Case = case_visible_to(actor, key)
        return _Row(kind, key, step, Named(said, f"{case.title} · {step}", f"/cases/{case.key}/"))
    if kind == "order":
        order: WorkOrder = order_visible_to(actor, key)
        return _Row(kind, key, "", Named(said, order.number, f"/orders/{order.key}/"))
    if kind == "round":
        row: Round = round_visible_to(actor, key)
        return _Row(kind, key, "", Named(said, row.title, f"/rounds/{row.occurrence}/"))
    if kind == "plan":
        due: DueWork = due_work_visible_to(actor, key)
        return _Row(kind, key, "", Named(said, title_of_due(due), f"/plans/{due.unit.key}/"))
    raise NotACaseError(_("Choose steps of cases, work orders, rounds or work due by plan."), field="work")


def _acts(actor: Actor, row: _Row, at: datetime, to: str, reason: str) -> dict[tuple[str, str], Callable[[], object]]:
    """Return what can be done with a row, by kind and act."""
    key, step = row.key, row.step
    return {
        ("case", "take_on"): lambda: take_on(actor=actor, case_key=key, step=step, at=at),
        ("case", "hand_over"): lambda: reassign(actor=actor, case_key=key, step=step, to=to, reason=reason, at=at),
        ("case", "urge"): lambda: urge(actor=actor, case_key=key, step=step, reason=reason, at=at),
        ("order", "take_on"): lambda: claim_order(actor=actor, order_key=key, at=at),
        ("order", "hand_over"): lambda: dispatch_order(actor=actor, order_key=key, mode="assign", to=to, at=at),
        ("round", "take_on"): lambda: take_round(actor=actor, occurrence=key, at=at),
        ("round", "hand_over"): lambda: assign_round(actor=actor, occurrence=key, person_key=to, at=at),
        ("plan", "take_on"): lambda: take_due_work(actor=actor, occurrence=key, at=at),
        ("plan", "hand_over"): lambda: give_due_work(actor=actor, occurrence=key, to=to, at=at),
        ("plan", "finish"): lambda: finish_due_work(actor=actor, occurrence=key, at=at),
    }


def _not_urged() -> None:
    raise NotACaseError(_("Haste can be asked for steps of cases only."), field="act")


def _not_finished() -> None:
    raise NotACaseError(
        _("Only work due by plan is finished from the list. Open the page of this row and finish it there."),
        field="act",
    )


#: What is said where an act is none for a kind of work.
_REFUSE: Final[Mapping[str, Callable[[], None]]] = {"urge": _not_urged, "finish": _not_finished}
