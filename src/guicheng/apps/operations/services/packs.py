"""Packs of evidence asked for and kept; whoever asks for one says for which dispute, and may hold the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from guicheng.adapters.dispute_pack import Packed
from guicheng.apps.operations.models import DisputePack, EvidenceHold, PackFile, PackState
from guicheng.apps.operations.selectors.disputes.subjects import Subject, subject_visible_to
from guicheng.apps.operations.services.keeping import hold_task
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import clean
from guicheng.apps.organization.services import NotAsWantedError
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.retries import follow
from guicheng.apps.platform.services import record
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

MOST_ATTEMPTS: Final = 3
#: Packs about one subject: more tell nothing new, and each is kept.
MOST_PACKS: Final = 20
_MAKE: Final = "guicheng.apps.operations.jobs.make_pack"
_KEEP, _REVEAL = "evidence.keep", "people.reveal"
_CASE, _REASON, _NAME = 60, 500, 120


class PackRefusedError(GuichengError):
    """There is nothing to pack, or too much."""

    code = "pack-refused"


@dataclass(frozen=True, slots=True)
class PackWish:
    """For which dispute a pack is wanted, and what goes into it.

    Args:
        case: What the dispute is called, such as the number of a complaint.
        reason: What for.
        reveal: Whether people are told in full.
        hold: Whether the evidence is held from now on.
    """

    case: str
    reason: str
    reveal: bool = False
    hold: bool = False


@transaction.atomic
def ask_for_pack(*, actor: Actor, kind: str, key: str, wish: PackWish, at: datetime) -> DisputePack:
    """Have the evidence of an order, a case, a round or another task packed.

    Args:
        actor: Who asks; needs ``evidence.read`` at its unit, ``people.reveal`` to have people told in full, and
            ``evidence.keep`` to hold the evidence.
        kind: ``order``, ``case``, ``round`` or ``task``.
        key: Its key or occurrence.
        wish: For which dispute.
        at: Now, with time zone.

    Raises:
        ObjectDoesNotExist: There is none within reach.
        NotAllowedError: Something was wished for that the actor may not have.
        NotAsWantedError: The dispute or the reason is missing, or there are as many packs as there may be.
    """
    subject = subject_visible_to(actor, kind, key)
    case, reason = clean(wish.case)[:_CASE], clean(wish.reason)[:_REASON]
    _check(subject, case, reason)
    if wish.reveal:
        permit(actor, _REVEAL, subject.unit)
    made = DisputePack.objects.create(
        company_id=int(actor.company_id or 0),
        unit=subject.unit,
        kind=subject.kind.value,
        subject=subject.key,
        occurrence=subject.occurrence,
        name=subject.name[:_NAME],
        case=case,
        reason=reason,
        revealed=wish.reveal,
        hold=_held(actor, subject, case, reason, at) if wish.hold else None,
        asked_by=actor.person,
        asked_key=actor.id,
        asked_at=at,
    )
    said = {"case": case, "reason": reason, "revealed": wish.reveal}
    record(
        actor=actor,
        act="operations.ask_for_pack",
        subject="evidence",
        key=str(made.key),
        label=str(made)[:60],
        at=at,
        unit_path=str(subject.unit.path),
        after=said,
    )
    follow(_MAKE, pack_id=made.pk)
    return made


def _check(subject: Subject, case: str, reason: str) -> None:
    if not case:
        raise NotAsWantedError(_("Name the case, such as the number of the complaint."), field="case")
    if not reason:
        raise NotAsWantedError(_("Say what the pack is for."), field="reason")
    if DisputePack.objects.filter(unit=subject.unit, occurrence=subject.occurrence).count() >= MOST_PACKS:
        sentence = _("There are {most} packs about this already. Use the newest of them.", most=str(MOST_PACKS))
        raise NotAsWantedError(sentence, field="case")


def _held(actor: Actor, subject: Subject, case: str, reason: str, at: datetime) -> EvidenceHold:
    """Hold the evidence for the dispute, or return the hold that there is for it."""
    permit(actor, _KEEP, subject.unit)
    there = EvidenceHold.objects.filter(
        company=actor.company_id, occurrence=subject.occurrence, case=case, lifted_at=None
    ).first()
    return there or hold_task(
        actor=actor, unit=subject.unit, occurrence=subject.occurrence, case=case, reason=reason, at=at
    )


@transaction.atomic
def begin_pack(*, pack_id: int) -> DisputePack | None:
    """Count a run of the making and return the pack; None where there is nothing to make."""
    rows = DisputePack.objects.select_for_update(of=("self",)).select_related("unit", "company", "asked_by")
    found = rows.filter(pk=pack_id, state__in=(PackState.WAITING, PackState.WORKING)).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        message = _("Making the pack broke off through a fault of the service. Ask for it again to try once more.")
        refuse_pack(pack_id=pack_id, message=message)
        return None
    found.attempts, found.state = found.attempts + 1, PackState.WORKING
    found.save(update_fields=["attempts", "state"])
    return found


def tell_progress(*, pack_id: int, done: int, total: int) -> None:
    """Keep how far the making of a pack is."""
    DisputePack.objects.filter(pk=pack_id, state=PackState.WORKING).update(done=done, total=total)


@transaction.atomic
def store_pack(*, pack_id: int, packed: Packed, paper: bytes, at: datetime) -> None:
    """Keep a pack that is made; run again, it leaves the one that is there.

    Args:
        pack_id: The pack.
        packed: The zip file and its hashes.
        paper: The PDF file.
        at: When it was made.
    """
    if DisputePack.objects.select_for_update().filter(pk=pack_id, state=PackState.WORKING).exists():
        PackFile.objects.create(pack_id=pack_id, content=packed.data, paper=paper)
        DisputePack.objects.filter(pk=pack_id).update(
            state=PackState.READY,
            size=len(packed.data),
            sha256=packed.sha256,
            content=packed.content,
            statements=packed.statements,
            made_at=at,
        )


def refuse_pack(*, pack_id: int, message: Message) -> None:
    """Keep why a pack cannot be made."""
    rows = DisputePack.objects.filter(pk=pack_id)
    rows.update(state=PackState.REFUSED, refusal_text=message.text, refusal_fields=message.fields)
