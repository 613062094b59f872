"""Telling people of the approval of a process, in the transaction in which it moves on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from urllib.parse import quote

from guicheng.apps.notices.services import tell
from guicheng.apps.notices.services.own import read_by_name
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.processes.models import ApprovalRequest, ProcessEdition, RequestState
from guicheng.apps.processes.selectors import authors_of
from guicheng.apps.standards.selectors.people import holders_of
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_SHORT: Final = 200


def tell_asked(request: ApprovalRequest, actor: Actor, at: datetime) -> None:
    """Tell everybody who may approve it, and did not write it, that a process waits for them."""
    title = _("{name} asks for your approval of {process}.", name=actor.name, process=str(request.process))
    _tell(request, _judges(request), "approval-asked", title, actor=actor, at=at)


def tell_decided(request: ApprovalRequest, actor: Actor, at: datetime) -> None:
    """Tell who asked what became of it; nobody else is asked any more."""
    settle_asked(request, at)
    process = str(request.process)
    if request.state == RequestState.APPROVED:
        title = _("{process} is approved and can be published.", process=process)
        _tell(request, [request.asked_by], "approval-news", title, actor=actor, at=at)
        return
    said = request.opinion[:_SHORT]
    title, text = (
        _("{name} gave {process} back.", name=actor.name, process=process),
        Message("{reason}", {"reason": said}),
    )
    _tell(request, [request.asked_by], "approval-returned", title, actor=actor, at=at, text=text)


def tell_published(edition: ProcessEdition, authors: Iterable[int], actor: Actor, at: datetime) -> None:
    """Tell those who wrote, asked for and approved an edition that it is published.

    Args:
        edition: The edition.
        authors: Primary keys of who changed the table since the edition before.
        actor: Who published it.
        at: Now, with time zone.
    """
    request = edition.request
    people = Person.objects.filter(pk__in={*authors, request.asked_by_id, request.decided_by_id})
    title = _("Edition {number} of {process} is published.", number=str(edition.number), process=str(edition.process))
    _tell(request, people, "edition", title, actor=actor, at=at)


def settle_asked(request: ApprovalRequest, at: datetime) -> None:
    """Take a question about an approval off the lists of those who were asked."""
    for person in holders_of(request.process.unit, "processes.approve"):
        read_by_name(person=person, names=[_name(request, "approval-asked")], at=at)


def _judges(request: ApprovalRequest) -> list[Person]:
    holders = holders_of(request.process.unit, "processes.approve")
    return list(holders.exclude(pk__in=authors_of(request.process) | {request.asked_by_id}))


def _name(request: ApprovalRequest, kind: str) -> str:
    return f"process:{request.key}:{kind}"


def _tell(
    request: ApprovalRequest,
    people: Iterable[Person],
    kind: str,
    title: Message,
    *,
    actor: Actor,
    at: datetime,
    text: Message | None = None,
) -> None:
    """Tell people; nobody is told of their own act."""
    own = actor.person.pk if actor.person else None
    page = f"/processes/{quote(request.process.code, safe='')}/"
    tell(
        [person for person in people if person.pk != own and person.is_active],
        kind=kind,
        unit=request.process.unit,
        title=title,
        text=text,
        path=page if kind == "edition" else f"{page}approval/",
        at=at,
        key=_name(request, kind),
    )
