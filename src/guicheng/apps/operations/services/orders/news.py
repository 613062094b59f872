"""Who is told of an order: those it is given to, those who can take it, and whoever has it when something comes in."""

from __future__ import annotations

from collections.abc import Iterable

from guicheng.apps.notices.services import tell
from guicheng.apps.operations.models import OrderFollower, WorkOrder
from guicheng.apps.operations.selectors.duty import on_duty
from guicheng.apps.operations.services.orders.access import Turn
from guicheng.apps.organization.models import Person, Post
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_SHORT = 30


def tell_given(turn: Turn, person: Person) -> None:
    """Tell somebody that an order is theirs now."""
    title = _("Work order {number} was given to you: {what}", **_named(turn.order))
    _tell(turn, [person], "order-work", title)


def tell_offered(turn: Turn, post: Post) -> None:
    """Tell those of a post who are on duty that they can take an order."""
    duty = on_duty(turn.order.unit, post.name, at=turn.at)
    title = _("Work order {number} is free for your post: {what}", **_named(turn.order))
    _tell(turn, Person.objects.filter(pk__in=duty), "order-new", title, duty=duty)


def tell_reported(turn: Turn) -> None:
    """Tell the groups of an estate, and programs, that an order came in."""
    _tell(turn, [], "order-new", _("New work order {number}: {what}", **_named(turn.order)))


def tell_holder(turn: Turn, title: Message) -> None:
    """Tell whoever has an order of something that came in, unless it was theirs."""
    holder = turn.order.holder
    if holder is not None:
        _tell(turn, [holder], "order-news", title)


def tell_resident_wrote(turn: Turn) -> None:
    """Tell whoever has an order that the customer wrote."""
    tell_holder(turn, _("The customer wrote about work order {number}.", number=turn.order.number))


def tell_reopened(turn: Turn) -> None:
    """Tell whoever had finished an order that it was taken up again."""
    title = _("Work order {number} was taken up again.", number=turn.order.number)
    tell_holder(turn, title)
    tell_followers(turn, title)


def tell_finished(turn: Turn) -> None:
    """Tell those who follow an order that it is done."""
    tell_followers(turn, _("Work order {number} is finished.", number=turn.order.number))


def tell_cancelled(turn: Turn) -> None:
    """Tell those who follow an order that it was ended without being done."""
    tell_followers(turn, _("Work order {number} was cancelled.", number=turn.order.number))


def tell_followers(turn: Turn, title: Message) -> None:
    """Tell those who follow an order, but for whoever has it, how it went on."""
    followers = OrderFollower.objects.filter(order=turn.order).exclude(person=turn.order.holder_id)
    people = list(Person.objects.filter(pk__in=followers.values_list("person", flat=True), is_active=True))
    if people:
        _tell(turn, people, "order-followed", title)


def _tell(turn: Turn, people: Iterable[Person], kind: str, title: Message, *, duty: Iterable[int] = ()) -> None:
    order = turn.order
    others = [person for person in people if str(person.pk) != turn.me]
    known = list(duty) or [person.pk for person in others if turn.state.urgent]
    tell(
        others,
        kind=kind,
        unit=order.unit,
        title=title,
        path=f"/orders/{order.key}/",
        at=turn.at,
        key=f"order:{order.key}:{order.seq}:{kind}",
        urgent=turn.state.urgent,
        on_duty=known,
    )


def _named(order: WorkOrder) -> dict[str, str]:
    first = order.problem.split("\n", 1)[0]
    return {"number": order.number, "what": first[:_SHORT]}
