"""What is said about an order: comments in two streams, files, and what the customer thought of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.adapters.photo_segments import clean_photo
from guicheng.apps.operations.models import OrderComment, OrderFile, OrderRating, WorkOrder
from guicheng.apps.operations.selectors.orders.finding import order_at
from guicheng.apps.operations.selectors.orders.standing import happenings_of
from guicheng.apps.operations.services.orders.access import (
    REPORT,
    WORK,
    NotAnOrderError,
    OrderRefusedError,
    Turn,
    locked,
    take_order,
    words_of,
)
from guicheng.apps.operations.services.orders.news import tell_resident_wrote
from guicheng.apps.operations.services.photos import SMALLER, photo_store
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import clean
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.retries import follow
from guicheng.domain.orders import ENDED, Act, Phase, Stream
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

#: Bytes of a file.
LARGEST: Final = 4 * 1024 * 1024
_MOST_FILES: Final = 20
_LONGEST: Final = 2000
_PDF: Final = b"%PDF-"
_RATING: Final = 500


@transaction.atomic
def comment_on_order(
    *, actor: Actor, order_key: str | UUID, stream: str, text: str, at: datetime, key: str = ""
) -> OrderComment:
    """Write a comment, among colleagues or to whoever reported the order.

    Args:
        actor: Who writes; needs ``orders.work`` at the estate, to the customer ``orders.report``.
        order_key: The order.
        stream: ``internal`` or ``resident``.
        text: The words.
        at: Now, with time zone.
        key: Their name of the write; sent again under the same name, it returns the same comment.

    Raises:
        NotAllowedError: The actor may not.
        NotAnOrderError: There are no words, or no such stream.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, key=key)
    wanted = _stream(stream)
    permit(actor, REPORT if wanted is Stream.RESIDENT else WORK, turn.order.unit)
    if turn.repeated:
        event = turn.order.events.get(key=turn.key)
        return OrderComment.objects.get(key=event.data.get("comment"))
    said = words_of(text, "text", most=_LONGEST, empty=_("Write something."))
    made = OrderComment.objects.create(
        order=turn.order, stream=wanted.value, text=said, at=at, by=actor.person, by_name=actor.name[:80]
    )
    # The words stand in a row of their own, so that they can be forgotten; the log keeps that there were some.
    turn.write(Act.COMMENT, "comment_on_order", {"stream": wanted.value}, stream=wanted.value, comment=str(made.key))
    return made


@transaction.atomic
def attach_to_order(
    *, actor: Actor, order_key: str | UUID, stream: str, name: str, data: bytes, at: datetime, key: str = ""
) -> OrderFile:
    """Keep a photo or a PDF with an order; what a photo tells of phone and place is taken out of it.

    Args:
        actor: Who sends it; needs ``orders.work`` at the estate, to the customer ``orders.report``.
        order_key: The order.
        stream: ``internal``, or ``resident`` for what the customer may see.
        name: Name of the file.
        data: Its bytes, at most ``LARGEST``.
        at: Now, with time zone.
        key: Their name of the write.

    Raises:
        NotAllowedError: The actor may not.
        FileRefusedError: It is neither a photo nor a PDF, or too large.
        OrderRefusedError: The order has as many files as it can.
        StoreFailedError: The disk took it not.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, key=key)
    wanted = _stream(stream)
    permit(actor, REPORT if wanted is Stream.RESIDENT else WORK, turn.order.unit)
    if turn.repeated:
        event = turn.order.events.get(key=turn.key)
        return OrderFile.objects.get(key=event.data.get("file"))
    if turn.order.files.count() >= _MOST_FILES:
        raise OrderRefusedError(_("An order keeps at most {most} files.", most=str(_MOST_FILES)))
    content, media = _content(data)
    made = OrderFile.objects.create(
        order=turn.order,
        stream=wanted.value,
        name=clean(name.replace("/", " ").replace("\\", " "))[:120] or _named(media),
        media=media,
        size=len(content),
        kept=photo_store().keep(content),
        at=at,
        by_name=actor.name[:80],
    )
    if media.startswith("image/"):
        follow(SMALLER, kept=made.kept)
    turn.write(Act.ATTACH, "attach_to_order", {"file": made.name}, stream=wanted.value, file=str(made.key))
    return made


@transaction.atomic
def rate_order(*, link: str, mark: int, words: str, at: datetime) -> OrderRating:
    """Keep what whoever reported an order thought of it: once, by the link that they were given.

    Args:
        link: The link.
        mark: From 1 to 5.
        words: More about it, "" for nothing.
        at: Now, with time zone.

    Raises:
        WorkOrder.DoesNotExist: There is no such link.
        OrderRefusedError: The work is not finished, or was rated before.
        NotAnOrderError: The mark is none.
    """
    order = locked(order_at(link))
    turn = _without_account(order, at)
    if turn.state.phase not in ENDED - {Phase.CANCELLED}:
        raise OrderRefusedError(_("The work is not finished yet. You can rate it afterwards."))
    if not 1 <= mark <= 5:
        raise NotAnOrderError(_("Choose from 1 to 5."), field="mark")
    said = words_of(words, "words", most=_RATING) if words.strip() else ""
    try:
        with transaction.atomic():
            made = OrderRating.objects.create(order=order, mark=mark, words=said, at=at)
    except IntegrityError as error:
        raise OrderRefusedError(_("This was rated already. Thank you.")) from error
    turn.write(Act.RATE, "rate_order", {"mark": mark}, mark=mark)
    return made


@transaction.atomic
def answer_as_resident(*, link: str, text: str, at: datetime) -> OrderComment:
    """Keep what whoever reported an order writes to those who do it, by the link that they were given.

    Args:
        link: The link.
        text: The words.
        at: Now, with time zone.

    Raises:
        WorkOrder.DoesNotExist: There is no such link.
        OrderRefusedError: The order was cancelled.
        NotAnOrderError: There are no words.
    """
    order = locked(order_at(link))
    turn = _without_account(order, at)
    if turn.state.phase is Phase.CANCELLED:
        raise OrderRefusedError(_("This order was cancelled. Call the front desk."))
    said = words_of(text, "text", most=_RATING, empty=_("Write something."))
    made = OrderComment.objects.create(order=order, stream=Stream.RESIDENT.value, text=said, at=at, by_resident=True)
    # Not an answer of the firm, so the clock of the answer runs on.
    turn.write(Act.COMMENT, "comment_on_order", {"stream": "from_resident"}, stream="from_resident",
               comment=str(made.key))  # fmt: skip
    tell_resident_wrote(turn)
    return made


def _without_account(order: WorkOrder, at: datetime) -> Turn:
    return Turn(Actor(None, order.company_id, channel="link"), order, happenings_of(order), at)


def _stream(said: str) -> Stream:
    if said not in set(Stream):
        raise NotAnOrderError(_("Choose who reads it."), field="stream")
    return Stream(said)


def _content(data: bytes) -> tuple[bytes, str]:
    """Return what is kept of a file, and its media type."""
    if len(data) > LARGEST:
        raise FileRefusedError(_("The file is larger than {most} MB. Send a smaller one.", most=str(LARGEST // 2**20)))
    if data.startswith(_PDF):
        return data, "application/pdf"
    photo = clean_photo(data)
    return photo.data, photo.media


def _named(media: str) -> str:
    return f"file.{media.rpartition('/')[2]}"
