"""A job runs at least once, is tried again after a growing wait, and never takes effect twice."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from guicheng.apps.platform import selectors, services
from guicheng.apps.platform.models import Receipt, WorkerBeat
from guicheng.apps.platform.retries import NoTransactionError, RetryPolicy, follow, job, policy_of
from guicheng.domain.values.errors import FileRefusedError
from guicheng.domain.values.message import Message

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CALLS: list[int] = []


@pytest.fixture(autouse=True)
def _no_calls():
    CALLS.clear()


@job(RetryPolicy(attempts=3, first_wait=timedelta(0)))
def fails_twice(number: int) -> str:
    CALLS.append(number)
    if len(CALLS) < 3:
        raise ConnectionError("the other side is away")
    return "done"


@job(RetryPolicy(attempts=3, first_wait=timedelta(0)))
def always_fails(number: int) -> None:
    CALLS.append(number)
    raise ConnectionError("away")


@job(RetryPolicy(attempts=3))
def waits_before_the_next_run(number: int) -> None:
    CALLS.append(number)
    raise ConnectionError("away")


@job()
def refuses(number: int) -> None:
    CALLS.append(number)
    raise FileRefusedError(Message("no manual"))


@job()
def counts_once(number: int) -> None:
    with transaction.atomic():
        if services.first_time(key=f"count:{number}", at=AT):
            CALLS.append(number)


def enqueue(task, number=7):
    with transaction.atomic():
        return DBTaskResult.objects.get(pk=follow(task, number=number).id)


def test_a_job_that_fails_is_tried_again_until_it_succeeds(run_jobs):
    row = enqueue(fails_twice)
    run_jobs()
    row.refresh_from_db()
    assert (row.status, row.return_value, CALLS) == (TaskResultStatus.SUCCESSFUL, "done", [7, 7, 7])


def test_a_job_that_never_succeeds_is_given_up_after_its_attempts(run_jobs):
    row = enqueue(always_fails)
    run_jobs()
    row.refresh_from_db()
    assert (row.status, len(CALLS)) == (TaskResultStatus.FAILED, 3)
    assert "ConnectionError: away" in row.traceback


def test_between_two_runs_a_job_is_ready_and_waits(run_jobs):
    row = enqueue(waits_before_the_next_run)
    before = datetime.now(tz=UTC)
    run_jobs()
    row.refresh_from_db()
    assert (row.status, CALLS) == (TaskResultStatus.READY, [7])
    assert before + timedelta(seconds=2) <= row.run_after <= datetime.now(tz=UTC) + timedelta(seconds=2)


def test_a_refusal_would_come_again_so_it_is_not_tried_again(run_jobs):
    row = enqueue(refuses)
    run_jobs()
    row.refresh_from_db()
    assert (row.status, CALLS) == (TaskResultStatus.FAILED, [7])


def test_the_wait_doubles_up_to_its_bound():
    policy = RetryPolicy(first_wait=timedelta(seconds=2), longest_wait=timedelta(seconds=30))
    assert [policy.wait_after(n).seconds for n in (1, 2, 3, 4, 5, 500)] == [2, 4, 8, 16, 30, 30]


def test_a_task_without_a_policy_runs_once():
    assert policy_of("some.other.task").attempts == 1


@pytest.mark.django_db(transaction=True)
def test_a_follower_outside_a_transaction_is_refused():
    with pytest.raises(NoTransactionError):
        follow(counts_once, number=1)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_follower_goes_with_what_it_follows():
    with pytest.raises(ValueError, match="the act failed"), transaction.atomic():
        follow(counts_once, number=1)
        raise ValueError("the act failed")
    assert not DBTaskResult.objects.exists()


def test_a_follower_may_be_named_by_its_path(run_jobs):
    with transaction.atomic():
        follow(counts_once.module_path, number=3)
    run_jobs()
    assert CALLS == [3]


def test_a_job_that_runs_twice_takes_effect_once(run_jobs):
    enqueue(counts_once)
    enqueue(counts_once)
    run_jobs()
    assert CALLS == [7]
    assert selectors.was_done("count:7")


@pytest.mark.django_db(transaction=True)
def test_a_receipt_goes_back_with_work_that_failed():
    with pytest.raises(ValueError, match="half-way"), transaction.atomic():
        assert services.first_time(key="work", at=AT)
        raise ValueError("half-way")
    assert not Receipt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_receipt_outside_a_transaction_is_refused():
    with pytest.raises(NoTransactionError):
        services.first_time(key="work", at=AT)


def claimed(worker_id, started_at, runs=1):
    row = enqueue(always_fails)
    DBTaskResult.objects.filter(pk=row.pk).update(
        status=TaskResultStatus.RUNNING, worker_ids=[worker_id] * runs, started_at=started_at
    )
    return row


@pytest.mark.parametrize(
    ("worker_id", "started", "rescued"),
    [
        ("here/old", timedelta(seconds=1), True),
        ("there/silent", timedelta(minutes=5), True),
        ("there/new", timedelta(seconds=1), False),
        ("there/alive", timedelta(minutes=5), False),
    ],
)
def test_a_job_is_taken_back_when_its_worker_is_gone(db, worker_id, started, rescued):
    WorkerBeat.objects.create(worker_id="there/alive", seen_at=AT - timedelta(seconds=20))
    row = claimed(worker_id, AT - started)
    assert services.rescue_abandoned_jobs(at=AT, place="here") == int(rescued)
    row.refresh_from_db()
    assert (row.status == TaskResultStatus.READY) is rescued


def test_a_job_that_kills_its_workers_is_given_up(db):
    row = claimed("here/old", AT, runs=3)
    services.rescue_abandoned_jobs(at=AT, place="here")
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert "WorkerLostError" in row.exception_class_path


def test_a_worker_takes_back_the_jobs_that_its_place_lost(run_jobs):
    row = claimed("test/dead", datetime.now(tz=UTC))
    run_jobs()
    row.refresh_from_db()
    assert CALLS == [7, 7]
    assert len(row.worker_ids) == 3


def test_old_signs_of_life_are_swept(db):
    services.beat(worker_id="a", at=AT)
    services.beat(worker_id="b", at=AT + timedelta(days=2))
    services.beat(worker_id="b", at=AT + timedelta(days=2, seconds=9))
    assert list(WorkerBeat.objects.values_list("worker_id", flat=True)) == ["b"]


def test_a_worker_beside_the_test_takes_jobs_as_they_come(worker):
    row = enqueue(counts_once)
    deadline = time.monotonic() + 10
    while not CALLS and time.monotonic() < deadline:
        time.sleep(0.02)
    assert CALLS == [7]
    assert DBTaskResult.objects.get(pk=row.pk).worker_ids == [worker.worker_id]
