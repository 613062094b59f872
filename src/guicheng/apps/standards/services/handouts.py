"""Documents asked for, made, and forgotten after some days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Sum

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.retries import follow
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import Edition, Handout, HandoutFile, HandoutForm, HandoutState, Standard
from guicheng.apps.standards.selectors import clean
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.apps.standards.services.documents import MOST_ATTEMPTS, TooMuchStoredError
from guicheng.domain.targets.document import DocumentKind
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: How long a document is kept; it can be made again at any time.
KEPT: Final = timedelta(days=7)
#: Documents that one asker keeps at a time, and bytes of all together.
MOST_HANDOUTS: Final = 50
MOST_BYTES: Final = 2 * 1024**3
PAPERS: Final = ("a4", "a5", "a3")
_LONGEST: Final = 80
_MAKE: Final = "guicheng.apps.standards.jobs.make_handout"


@dataclass(frozen=True, slots=True)
class HandoutWish:
    """Which document is wanted.

    Args:
        kind: manual, post or notice.
        form: docx or pdf.
        post: The post of a handbook.
        grade: Grade to print at; "" for that of the unit, or the best.
        paper: Size of the pages of a PDF: a4, a5 or a3.
        elements: Whether a manual tells the elements of each clause.
        phone: Service telephone on a notice.
        complaints: Telephone for complaints on a notice.
        hours: Hours of service on a notice.
        address: Where the service centre is, on a notice.
    """

    kind: str
    form: str
    post: str = ""
    grade: str = ""
    paper: str = "a4"
    elements: bool = False
    phone: str = ""
    complaints: str = ""
    hours: str = ""
    address: str = ""


@transaction.atomic
def ask_for_handout(
    *,
    actor: Actor,
    subject: Standard | Edition | Unit,
    wish: HandoutWish,
    at: datetime,
    processes: Sequence[Mapping[str, object]] = (),
) -> Handout:
    """Have a document made of a draft, an edition, or all that holds at a unit.

    Args:
        actor: Who asks.
        subject: What a selector gave the actor: who may read it may print it.
        wish: Which document.
        at: Now, with time zone.
        processes: What becomes its chapters on processes: each with code, title, edition, effective and rows.

    Raises:
        NotAsWantedError: There is no such kind, form or paper, or a handbook names no post.
        TooMuchStoredError: The asker, or the service as a whole, keeps as much as it may.
    """
    _refuse(wish)
    _make_sure_of_room(actor)
    unit = subject if isinstance(subject, Unit) else _standard_of(subject).unit
    fields = {
        name: clean(value)[:_LONGEST] if isinstance(value, str) else value for name, value in asdict(wish).items()
    }
    kind, form = fields.pop("kind"), fields.pop("form")
    handout = Handout.objects.create(
        unit=unit,
        standard=subject if isinstance(subject, Standard) else None,
        edition=subject if isinstance(subject, Edition) else None,
        kind=kind,
        form=form,
        wish={**fields, "processes": list(processes)},
        name=f"{_title(subject)} {_words(kind, fields['post'])}.{form}"[-255:],
        asked_by=actor.person,
        asked_key=actor.id,
        asked_at=at,
    )
    record(
        actor=actor,
        act="standards.ask_for_handout",
        subject="handout",
        key=str(handout.key),
        label=handout.name,
        unit_path=str(unit.path),
        after={"kind": kind, "form": form},
        at=at,
    )
    follow(_MAKE, handout_id=handout.pk)
    return handout


@transaction.atomic
def begin_handout(*, handout_id: int) -> Handout | None:
    """Count a run of the making and return the document.

    Returns:
        None when there is nothing to make: it is gone, made or refused, or too many runs ended without a result.
    """
    rows = Handout.objects.select_for_update(of=("self",)).select_related("unit", "standard", "edition__standard")
    found = rows.filter(pk=handout_id, state__in=[HandoutState.WAITING, HandoutState.WORKING]).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        message = _("Making the document broke off through a fault of the service. Ask for it again to try once more.")
        _end(handout_id, HandoutState.FAILED, message)
        return None
    found.state, found.done, found.total, found.attempts = HandoutState.WORKING, 0, 0, found.attempts + 1
    found.save(update_fields=["state", "done", "total", "attempts"])
    return found


def note_handout(*, handout_id: int, done: int, total: int) -> None:
    """Say how far the making is; seen at once."""
    rows = Handout.objects.filter(pk=handout_id, state=HandoutState.WORKING)
    rows.update(done=min(done, total), total=total)


@transaction.atomic
def store_handout(*, handout_id: int, content: bytes) -> None:
    """Keep a document that is made; run again, it leaves the same rows."""
    if Handout.objects.select_for_update().filter(pk=handout_id, state=HandoutState.WORKING).exists():
        HandoutFile.objects.update_or_create(handout_id=handout_id, defaults={"content": content})
        Handout.objects.filter(pk=handout_id).update(state=HandoutState.READY, size=len(content))


def refuse_handout(*, handout_id: int, message: Message) -> None:
    """Keep why a document cannot be made."""
    _end(handout_id, HandoutState.REFUSED, message)


def forget_handouts(*, at: datetime) -> int:
    """Delete the documents that were kept long enough; return how many.

    Args:
        at: Now, with time zone.
    """
    _count, by_table = Handout.objects.filter(asked_at__lt=at - KEPT).delete()
    return by_table.get("standards.Handout", 0)


def _end(handout_id: int, state: HandoutState, message: Message) -> None:
    rows = Handout.objects.filter(pk=handout_id)
    rows.update(state=state, refusal_text=message.text, refusal_fields=message.fields, done=0, total=0)


def _refuse(wish: HandoutWish) -> None:
    allowed = {"kind": [kind.value for kind in DocumentKind], "form": HandoutForm.values, "paper": PAPERS}
    for field, values in allowed.items():
        if getattr(wish, field) not in values:
            raise NotAsWantedError(_("Choose one of: {values}.", values=", ".join(values)), field=field)
    if wish.kind == DocumentKind.POST and not clean(wish.post):
        raise NotAsWantedError(_("Name the post whose handbook is wanted."), field="post")


def _make_sure_of_room(actor: Actor) -> None:
    if Handout.objects.filter(asked_key=actor.id).count() >= MOST_HANDOUTS:
        raise TooMuchStoredError(
            _(
                "You keep {limit} documents, the most there may be. They are deleted after {days} days.",
                limit=str(MOST_HANDOUTS),
                days=str(KEPT.days),
            )
        )
    stored = Handout.objects.aggregate(total=Sum("size"))["total"] or 0
    if stored > MOST_BYTES:
        raise TooMuchStoredError(
            _("The service has no room for more documents. They are deleted after {days} days.", days=str(KEPT.days))
        )


def _standard_of(subject: Standard | Edition) -> Standard:
    return subject if isinstance(subject, Standard) else subject.standard


def _title(subject: Standard | Edition | Unit) -> str:
    if isinstance(subject, Unit):
        return subject.name
    if isinstance(subject, Standard):
        return f"{subject.code} {subject.title} 草稿"
    return f"{subject.code} {subject.title} 第{subject.number}版"


def _words(kind: str, post: str) -> str:
    """Return what a file is called, in the language of the standards."""
    return {"manual": "服务手册", "post": f"{post}岗位手册", "notice": "服务公示"}[kind].replace("/", "、")
