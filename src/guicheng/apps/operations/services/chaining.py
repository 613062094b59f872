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
from guicheng.apps.platform.statements import Runner, Statement
from guicheng.domain.evidence import Linked, first_link, linked

_TABLE: Final = FieldChain._meta.db_table  # noqa: SLF001
_SELECT: Final = Statement(
    f"SELECT length, head, received_ms FROM {_TABLE} WHERE company_id = %s"  # noqa: S608 - our own name
)
_SELECT_LOCKED: Final = Statement(f"{_SELECT.text} FOR UPDATE")
_UPDATE: Final = Statement(
    f"UPDATE {_TABLE} SET length = %s, head = %s, received_ms = %s WHERE company_id = %s"  # noqa: S608 - our own name
)
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
    found = _locked(company_id)
    if found is None:
        company = Unit.objects.get(pk=company_id)
        FieldChain.objects.bulk_create([_begun(company)], ignore_conflicts=True)
        found = _locked(company_id)
    if found is None:
        raise FieldChain.DoesNotExist
    return found


def _locked(company_id: int) -> FieldChain | None:
    """Return the row, locked; in plain words, since every batch passes here."""
    found = _SELECT_LOCKED if connection.vendor == "postgresql" else _SELECT
    row = Runner().run(found, [company_id]).fetchone()
    return FieldChain(company_id=company_id, length=row[0], head=row[1], received_ms=row[2]) if row else None


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
        Runner().run(_UPDATE, [seq, before, received, chain.pk])
    return made
