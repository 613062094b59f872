"""Jobs with a retry policy, and how one is put into the jobs table.

A job is a function that takes ids, runs at least once and may run again: after an error, or after its worker died.
So it must leave the same state however often it runs; ``services.first_time`` helps where that takes a memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, ParamSpec, TypeVar

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task, TaskResult

from guicheng.domain.values.errors import GuichengError

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and when a job that failed is tried again.

    Args:
        attempts: Runs in all, at least 1.
        first_wait: From the first failure to the second run; doubles from failure to failure.
        longest_wait: Bound of that wait.
        final: Errors that would come again, so that no further run is worth it.
    """

    attempts: int = 5
    first_wait: timedelta = timedelta(seconds=2)
    longest_wait: timedelta = timedelta(minutes=15)
    final: tuple[type[BaseException], ...] = (GuichengError,)

    def wait_after(self, attempt: int) -> timedelta:
        """Return the time between the end of run number ``attempt``, counted from 1, and the next run."""
        # 2**20 first waits are longer than any bound; the limit keeps the number small.
        doubled: timedelta = self.first_wait * (1 << min(attempt - 1, 20))
        return min(doubled, self.longest_wait)

    def allows_another(self, attempt: int, error: BaseException | None) -> bool:
        """Tell whether a job is tried again after run number ``attempt`` ended with ``error``."""
        return attempt < self.attempts and not isinstance(error, self.final)


ONCE: Final = RetryPolicy(attempts=1)
_POLICIES: Final[dict[str, RetryPolicy]] = {}


def job(policy: RetryPolicy = RetryPolicy()) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Make a module-level function a job with a retry policy.

    Example:
        @job(RetryPolicy(attempts=3))
        def read_document(document_id: int) -> None: ...
    """

    def register(function: Callable[P, T]) -> Task[P, T]:
        made: Task[P, T] = task(function)
        _POLICIES[made.module_path] = policy
        return made

    return register


def policy_of(task_path: str) -> RetryPolicy:
    """Return the policy of the job at a dotted path; a task that is no ``job`` runs once."""
    return _POLICIES.get(task_path, ONCE)


class NoTransactionError(RuntimeError):
    """A follower was put into the jobs table outside the transaction of what it follows."""


def follow(follower: Task[..., Any] | str, **ids: int | str) -> TaskResult[Any]:
    """Put a job into the jobs table in the transaction of what it follows: both happen or neither.

    Args:
        follower: The job, or its dotted path where importing it would close a circle.
        ids: What the job works on.

    Raises:
        NoTransactionError: No transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransactionError("a follower is enqueued inside transaction.atomic, with what it follows")
    found = import_string(follower) if isinstance(follower, str) else follower
    result: TaskResult[Any] = found.enqueue(**ids)
    return result
