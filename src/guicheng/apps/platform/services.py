"""Receipts, signs of life, and what happens to a job that failed."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from guicheng.apps.platform.models import Job, Receipt, WorkerBeat
from guicheng.apps.platform.retries import NoTransactionError, policy_of
from guicheng.apps.platform.selectors import abandoned_jobs

_LOG: Final = logging.getLogger(__name__)
_BEATS_KEPT: Final = timedelta(days=1)


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


@transaction.atomic
def rescue_abandoned_jobs(*, at: datetime, place: str) -> int:
    """Settle the jobs whose worker died, and return how many there were.

    Args:
        at: Now, with time zone.
        place: Where the asking worker runs; see ``selectors.abandoned_jobs``.
    """
    rows = abandoned_jobs(at=at, place=place)
    for row in DBTaskResult.objects.select_for_update().running().filter(pk__in=[row.pk for row in rows]):
        settle_failure(row=row, error=WorkerLostError("the worker ended before the job"), at=at)
    return len(rows)
