"""Adding to the chain of an organisation: one at a time, in the transaction of what is added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from guicheng.apps.operations.models import FieldChain
from guicheng.apps.operations.services.devices import milliseconds
from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.retries import NoTransactionError
from guicheng.domain.evidence import Linked, first_link, linked

_REACH_DISK: Final = "SET LOCAL synchronous_commit = on"


def lock_chain(company_id: int) -> FieldChain:
    """Return the chain of an organisation, locked until the end of the transaction; its commit reaches the disk.

    On SQLite the transaction began with the lock of the only writer, and every commit is synced (see ``site.env``).

    Raises:
        NoTransactionError: No transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransactionError("a chain is lengthened inside transaction.atomic, with what is added")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_REACH_DISK)
    found = FieldChain.objects.select_for_update().filter(pk=company_id).first()
    if found is None:
        company = Unit.objects.get(pk=company_id)
        FieldChain.objects.bulk_create([_begun(company)], ignore_conflicts=True)
        found = FieldChain.objects.select_for_update().get(pk=company_id)
    return found


def _begun(company: Unit) -> FieldChain:
    return FieldChain(company=company, head=first_link(str(company.key)))


def receipt_ms(chain: FieldChain, at: datetime) -> int:
    """Return the time of receipt of what is added now: never before what was added last, nor on a day with a root.

    Args:
        chain: The chain, locked.
        at: Now, with time zone.
    """
    return max(milliseconds(at), chain.received_ms)


def lengthen(chain: FieldChain, records: Iterable[Mapping[str, Any]]) -> list[Linked]:
    """Return records as the next links of a chain that is locked, and keep its new end.

    Args:
        chain: The chain, locked.
        records: What was received, at ``receipt_ms``.
    """
    made, before, seq = [], chain.head, chain.length
    for record in records:
        seq += 1
        made.append(linked(before, seq, record))
        before = made[-1].link
    if made:
        received = int((made[-1].record or {})["received"])
        chain.length, chain.head, chain.received_ms = seq, before, received
        FieldChain.objects.filter(pk=chain.pk).update(length=seq, head=before, received_ms=received)
    return made
