"""Sending what waits: letters, messages of robots, calls to programs."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.notices.selectors.letters import due_letters
from guicheng.apps.notices.services import letters, robots_out, webhooks_out
from guicheng.apps.platform.retries import RetryPolicy, job


@job(RetryPolicy(attempts=5))
def send_letter(person_id: int) -> None:
    """Send a person what is due to them as one letter; run again, it sends nothing twice."""
    letters.send_letter(person_id=person_id, at=_now())


@job(RetryPolicy(attempts=5))
def send_due_letters() -> None:
    """Send everybody what is due to them; run again, it goes on where it ended."""
    at = _now()
    for person_id in due_letters(at):
        letters.send_letter(person_id=person_id, at=at)


# Each message has its own count of attempts; a run that ends in an error is one of ours.
@job(RetryPolicy(attempts=2))
def send_to_robot(robot_id: int) -> None:
    """Send what waits for a robot; run again, it goes on where it ended."""
    robots_out.send_to_robot(robot_id=robot_id, clock=_now)


@job(RetryPolicy(attempts=2))
def send_to_subscription(subscription_id: int) -> None:
    """Send what waits for a subscription; run again, it goes on where it ended."""
    webhooks_out.send_to_subscription(subscription_id=subscription_id, clock=_now)


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
