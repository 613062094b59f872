"""Which jobs lost their worker."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django_tasks_db.models import DBTaskResult

from guicheng.apps.platform.models import Job, Receipt, WorkerBeat

LEASE: Final = timedelta(seconds=60)


def was_done(key: str) -> bool:
    """Tell whether the work of that receipt was done."""
    return Receipt.objects.filter(key=key).exists()


def abandoned_jobs(*, at: datetime, place: str) -> list[Job]:
    """Return the running jobs whose worker is gone.

    A worker of the same place is gone, since a place runs one at a time and the caller is it;
    any other is gone once it gave no sign for a lease.

    Args:
        at: Now, with time zone.
        place: Where the asking worker runs; its id begins with it and a slash.
    """
    running = list(DBTaskResult.objects.running())
    alive = set(WorkerBeat.objects.filter(seen_at__gt=at - LEASE).values_list("worker_id", flat=True))
    return [row for row in running if _is_abandoned(row, alive, at - LEASE, place)]


def _is_abandoned(row: Job, alive: set[str], deadline: datetime, place: str) -> bool:
    worker = row.worker_ids[-1] if row.worker_ids else ""
    if worker.startswith(f"{place}/"):
        return True
    return worker not in alive and (row.started_at is None or row.started_at <= deadline)
