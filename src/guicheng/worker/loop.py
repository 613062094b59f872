"""The loop that takes jobs, with our retry policy and signs of life around it."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core.management import call_command
from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.utils import is_locked_database_exception

from guicheng.apps.assessment.services import chores as assessment
from guicheng.apps.assessment.services.counting.watching import ask_for_counts
from guicheng.apps.assessment.services.inspecting import chores as inspecting
from guicheng.apps.improvement.services import chores as improvement
from guicheng.apps.improvement.services.reminding import tell_of_due_nonconformities
from guicheng.apps.notices.services import chores as notices
from guicheng.apps.operations.services import chores as operations
from guicheng.apps.operations.services import fire_due_timers
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.news import tell_of_cases, tell_of_due_cases
from guicheng.apps.operations.services.orders import tell_of_due_orders
from guicheng.apps.platform import services
from guicheng.apps.platform.models import Job
from guicheng.apps.research.services.survey_chores import do_survey_chores
from guicheng.apps.standards import services as documents
from guicheng.usecases.work_out_due_scorecards import work_out_due_scorecards

_LOG: Final = logging.getLogger(__name__)
_POLL: Final = 0.4
_BEAT: Final = 10.0
_RESCUE_EVERY: Final = timedelta(seconds=30)
_FORGET_EVERY: Final = timedelta(hours=1)
_KEEP_FINISHED_DAYS: Final = 14


def _now() -> datetime:
    return datetime.now(tz=UTC)


class JobWorker(Worker):
    """Take jobs one after another.

    Args:
        place: Unique name of where this worker runs, at most 50 characters; a place runs one worker at a time.
        batch: End when no job is ready.
    """

    def __init__(self, *, place: str, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=_POLL,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{place}/{get_random_string(8)}",
            excluded_queue_names=[],
        )
        self._place = place
        self._ended = threading.Event()

    def run(self) -> None:
        """Take back jobs that this place lost, sweep what has expired, then run jobs until told to end."""
        services.rescue_abandoned_jobs(at=_now(), place=self._place)
        call_command("prune_db_task_results", min_age_days=_KEEP_FINISHED_DAYS, verbosity=0)
        call_command("clearsessions")
        documents.have_reread()
        documents.forget_documents(at=_now())
        documents.do_chores(at=_now())
        operations.do_chores(at=_now())
        inspecting.do_chores(at=_now())
        assessment.do_chores(at=_now())
        improvement.do_chores(at=_now())
        work_out_due_scorecards(at=_now())
        do_survey_chores(at=_now())
        fire_due_timers(at=_now())
        tell_of_due_orders(at=_now())
        tell_of_due_nonconformities(at=_now())
        notices.forget_old(at=_now())
        tell_of_cases(at=_now())
        tell_of_due_cases(at=_now())
        notices.wake_due(at=_now())
        helper = threading.Thread(target=self._watch, daemon=True)
        helper.start()
        try:
            self._take_jobs()
        finally:
            self._ended.set()
            helper.join()

    def _take_jobs(self) -> None:
        """Run jobs; where another program holds the database for longer than one waits, ask again and do not end."""
        while True:
            try:
                super().run()
            except OperationalError as error:
                # Its own care begins after the transaction did, which on SQLite is where the wait is.
                if not is_locked_database_exception(error):
                    raise
                _LOG.warning("the database is locked by another program; asking for jobs again")
            else:
                return

    def run_task(self, db_task_result: Job) -> None:
        """Run one job; a failure is settled by its retry policy in one write, so nobody sees it failed in between."""

        def settle(error: BaseException) -> None:
            services.settle_failure(row=db_task_result, error=error, at=_now())

        db_task_result.set_failed = settle
        super().run_task(db_task_result)

    def _watch(self) -> None:
        """Give signs of life while a job runs, let due timers ring, take over jobs whose worker gives none."""
        rescued = forgot = _now()
        while not self._ended.wait(_BEAT):
            close_old_connections()
            try:
                if self.running_task:
                    services.beat(worker_id=self.worker_id, at=_now())
                fire_due_timers(at=_now())
                tell_of_cases(at=_now())
                tell_of_due_cases(at=_now())
                tell_of_due_orders(at=_now())
                tell_of_due_nonconformities(at=_now())
                notices.wake_due(at=_now())
                ask_for_counts(at=_now())
                if _now() - rescued > _RESCUE_EVERY:
                    # Not our own place: the job at hand is ours and alive.
                    services.rescue_abandoned_jobs(at=_now(), place="")
                    rescued = _now()
                flag_new_events()
                if _now() - forgot > _FORGET_EVERY:
                    documents.forget_documents(at=_now())
                    documents.do_chores(at=_now())
                    operations.do_chores(at=_now())
                    inspecting.do_chores(at=_now())
                    assessment.do_chores(at=_now())
                    improvement.do_chores(at=_now())
                    work_out_due_scorecards(at=_now())
                    do_survey_chores(at=_now())
                    notices.forget_old(at=_now())
                    forgot = _now()
            except DatabaseError:
                _LOG.exception("sign of life not written; the next one is due in %s s", _BEAT)
        connection.close()
