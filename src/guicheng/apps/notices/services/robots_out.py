"""What robots say: each thing by itself, and together once there is more than their service takes in a minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext, override

from guicheng.adapters.outward import UnreachableError, UnsafeAddressError, post
from guicheng.adapters.robots import SERVICES, Card, verdict_of
from guicheng.adapters.robots.speaking import item
from guicheng.apps.notices.models import Delivery, Robot
from guicheng.apps.notices.readings.sealed import unseal
from guicheng.apps.notices.selectors.outward import waiting_for
from guicheng.apps.notices.services.letters import link_to
from guicheng.apps.notices.services.outlets import TEST
from guicheng.apps.notices.services.sending import Attempt, Clock, Turn, settle, turn_at
from guicheng.domain.values.message import _

#: What a service takes of one robot in a minute; DingTalk mutes whoever sends more for ten.
A_MINUTE: Final = 20
_MINUTE: Final = timedelta(minutes=1)
#: At most so many things in one message; the next one says the rest.
_MOST_TOGETHER: Final = 200
_AFTER_SILENCE: Final = timedelta(seconds=30)


def send_to_robot(*, robot_id: int, clock: Clock) -> int:
    """Send what waits for a robot; return how many messages went out.

    Args:
        robot_id: Primary key; another worker that sends there keeps the right to.
        clock: What time it is.
    """
    sent = 0
    with turn_at(Robot, robot_id, clock) as turn:
        while turn is not None and turn.keep():
            if not _send_some(turn):
                break
            sent += 1
    return sent


def _send_some(turn: Turn) -> bool:
    """Send the next message; False where there is none, or no more may be sent now."""
    robot, at = turn.outlet, turn.clock()
    assert isinstance(robot, Robot)  # noqa: S101 - says so to mypy
    recent = [moment for moment in map(datetime.fromisoformat, robot.recent) if moment > at - _MINUTE]
    if len(recent) >= A_MINUTE:
        robot.held_until = recent[0] + _MINUTE
        robot.save(update_fields=["held_until"])
        return False
    waiting = list(waiting_for(robot, at)[:_MOST_TOGETHER])
    if not waiting:
        return False
    rows = waiting if len(waiting) > A_MINUTE - len(recent) else waiting[:1]
    robot.recent = [moment.isoformat() for moment in (*recent, at)]
    robot.save(update_fields=["recent"])
    attempt = _say(robot, rows, at)
    settle(robot, rows, attempt, turn.clock())
    return attempt.reason is None


def _say(robot: Robot, rows: Sequence[Delivery], at: datetime) -> Attempt:
    service, address = SERVICES[robot.vendor], unseal(robot.address)
    if not address:
        return Attempt(_("Its address can't be read since the key of this service changed. Set the robot up anew."))
    url, body = service.call(address, unseal(robot.secret), _card(robot, rows), at)
    try:
        answer = post(url, body, {}, allowed=settings.OUTWARD_HOSTS)
    except UnsafeAddressError as error:
        return Attempt(error.message)
    except UnreachableError as error:
        return Attempt(error.message, again=True, hold=_AFTER_SILENCE)
    verdict = verdict_of(service, answer.status, answer.body, answer.retry_after)
    return Attempt(verdict.reason, verdict.again, verdict.hold, answer.status, answer.took_ms)


def _card(robot: Robot, rows: Sequence[Delivery]) -> Card:
    with override(robot.language):
        if rows[0].kind == TEST and len(rows) == 1:
            works = _("This robot of Guicheng works.").render(gettext)
            return Card(robot.unit.name, [item(works)], str)
        words = _("Open the page").render(gettext)
        items = [_item(row, words) for row in rows if row.happening]
        urgent = any(row.happening and row.happening.urgent for row in rows)
        title = robot.unit.name
        if len(rows) > 1:
            title = _("{unit}: {count} messages", unit=title, count=str(len(rows))).render(gettext)
        elif rows[0].happening and rows[0].happening.unit_id != robot.unit_id:
            title = rows[0].happening.unit.name
        more = _("And {count} more.", count="{count}").render(gettext)
        return Card(title, items or [""], lambda count: more.format(count=count), urgent=urgent)


def _item(row: Delivery, words: str) -> str:
    happening = row.happening
    if happening is None:
        return ""
    text = happening.text_message
    said = text.render(gettext) if text else ""
    return item(happening.title_message.render(gettext), said, (words, link_to(happening.path)))
