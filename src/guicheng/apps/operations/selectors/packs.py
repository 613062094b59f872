"""Packs that were asked for, and their bytes."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.operations.models import DisputePack, PackFile, PackState
from guicheng.apps.operations.selectors.disputes.subjects import READ
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one


def packs_visible_to(actor: Actor) -> QuerySet[DisputePack]:
    """Return the packs of the units where an actor reads evidence, the newest first.

    One that tells names is only there for whoever asked for it, and where people may be told.
    """
    rows = DisputePack.objects.filter(actor.within(READ), company=actor.company_id)
    covered = rows.filter(revealed=False) | rows.filter(asked_key=actor.id) | rows.filter(actor.within("people.reveal"))
    return covered.select_related("unit", "asked_by", "hold").order_by("-pk")


def pack_visible_to(actor: Actor, key: str | UUID) -> DisputePack:
    """Return one of these.

    Raises:
        DisputePack.DoesNotExist: There is none.
    """
    return one(packs_visible_to(actor), key)


def pack_content(pack: DisputePack) -> bytes:
    """Return the zip file of a pack that is ready.

    Raises:
        PackFile.DoesNotExist: It is not ready.
    """
    return bytes(PackFile.objects.only("content").get(pack=pack, pack__state=PackState.READY).content)


def pack_paper(pack: DisputePack) -> bytes:
    """Return the PDF file of a pack that is ready.

    Raises:
        PackFile.DoesNotExist: It is not ready.
    """
    return bytes(PackFile.objects.only("paper").get(pack=pack, pack__state=PackState.READY).paper)
