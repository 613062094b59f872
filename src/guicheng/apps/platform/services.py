"""Receipts, signs of life, the audit, and what happens to a job that failed."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from guicheng.apps.platform.models import AuditEntry, Job, Receipt, WorkerBeat
from guicheng.apps.platform.retries import NoTransactionError, policy_of
from guicheng.apps.platform.selectors import abandoned_jobs

_LOG: Final = logging.getLogger(__name__)
_BEATS_KEPT: Final = timedelta(days=1)
_ENTRIES_AT_ONCE: Final = 500


class WorkerLostError(RuntimeError):
    """The process that ran a job ended before the job did."""


def first_time(*, key: str, at: datetime) -> bool:
    """Take the receipt of a piece of work; False when it was taken before, so the work was done.

    Call it in the transaction of the work itself: then an error takes the receipt back.

    Args:
        key: Names the work, at most 200 characters, such as ``import:12``.
        at: Now, with time zone.

    Raises:
        NoTransactionError: No transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransactionError("a receipt is taken inside transaction.atomic, with the work it stands for")
    _receipt, taken = Receipt.objects.get_or_create(key=key, defaults={"done_at": at})
    return taken


def forget_receipts(*, beginning: str) -> int:
    """Take receipts back whose key begins so, so that their work is done anew; return how many there were."""
    return Receipt.objects.filter(key__startswith=beginning).delete()[0]


def forget_jobs(*, keys: Sequence[UUID | str]) -> int:
    """Delete jobs by their primary keys, at most as many as a database takes in one question.

    Returns:
        How many there were.
    """
    return DBTaskResult.objects.filter(pk__in=keys).delete()[0]


def beat(*, worker_id: str, at: datetime) -> None:
    """Note that a worker lives; called while it is busy with a job."""
    WorkerBeat.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": at})
    WorkerBeat.objects.filter(seen_at__lt=at - _BEATS_KEPT).delete()


def settle_failure(*, row: Job, error: BaseException, at: datetime) -> None:
    """End a run that failed: set the job ready for later, or failed for good, as its policy says.

    Args:
        row: The job; its attempts are the workers that claimed it.
        error: What ended the run.
        at: Now, with time zone.
    """
    policy, attempt = policy_of(row.task_path), len(row.worker_ids)
    if not policy.allows_another(attempt, error):
        _LOG.error("job %s (%s) failed for good after run %d", row.task_path, row.id, attempt, exc_info=error)
        # The class's own method: a worker puts this service in its place on the row.
        DBTaskResult.set_failed(row, error)
        return
    wait = policy.wait_after(attempt)
    _LOG.warning("job %s (%s) failed in run %d: %r; next run in %s", row.task_path, row.id, attempt, error, wait)
    row.status = TaskResultStatus.READY
    row.run_after = at + wait
    row.save(update_fields=["status", "run_after"])


def rescue_abandoned_jobs(*, at: datetime, place: str) -> int:
    """Settle the jobs whose worker died, and return how many there were.

    Args:
        at: Now, with time zone.
        place: Where the asking worker runs; see ``selectors.abandoned_jobs``.
    """
    rows = abandoned_jobs(at=at, place=place)
    if not rows:
        return 0
    with transaction.atomic():
        for row in DBTaskResult.objects.select_for_update().running().filter(pk__in=[row.pk for row in rows]):
            settle_failure(row=row, error=WorkerLostError("the worker ended before the job"), at=at)
    return len(rows)


class Writer(Protocol):
    """Who writes, as far as the audit needs to know."""

    @property
    def id(self) -> str:
        """Lasting key, "" for the service itself."""

    @property
    def name(self) -> str:
        """Name at the time of writing."""

    @property
    def channel(self) -> str:
        """The door."""

    @property
    def address(self) -> str:
        """Network address, "" for none."""

    @property
    def company_id(self) -> int | None:
        """Root of the tree in which they act."""


def record(
    *,
    actor: Writer,
    act: str,
    subject: str,
    key: str,
    label: str,
    at: datetime,
    unit_path: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Note a write; called in its transaction, so that there is neither one without the other.

    Args:
        actor: Who wrote.
        act: Name of the service, such as ``standards.publish_edition``.
        subject: Kind of the object, such as ``standard``.
        key: Lasting key of the object.
        label: What people call it; cut at 200 characters.
        at: Now, with time zone.
        unit_path: Tree path of the unit concerned; it decides which auditors read the row.
        before: The fields that changed, as they were; values that JSON holds, never a secret.
        after: The same, as they are now.

    Raises:
        NoTransactionError: No transaction is open.
    """
    told = entry(
        actor=actor,
        act=act,
        subject=subject,
        key=key,
        label=label,
        at=at,
        unit_path=unit_path,
        before=before,
        after=after,
    )
    record_all([told])


def record_all(entries: Sequence[AuditEntry]) -> None:
    """Note the many writes of one act, such as an import; called in its transaction.

    Args:
        entries: Rows that ``entry`` made.

    Raises:
        NoTransactionError: No transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransactionError("an audit row is written inside transaction.atomic, with what it tells of")
    AuditEntry.objects.bulk_create(entries, batch_size=_ENTRIES_AT_ONCE)


def entry(
    *,
    actor: Writer,
    act: str,
    subject: str,
    key: str,
    label: str,
    at: datetime,
    unit_path: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Return an audit row for ``record_all``; see ``record`` for the arguments."""
    return AuditEntry(
        at=at,
        company=actor.company_id,
        unit_path=unit_path,
        actor=actor.id,
        actor_name=actor.name[:80],
        channel=actor.channel,
        address=actor.address,
        act=act,
        subject=subject,
        subject_key=key,
        label=label[:200],
        before=dict(before or {}),
        after=dict(after or {}),
    )
