"""Telling people and programs what happened, in the transaction in which it happened."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext, override

from guicheng.apps.notices.models import Delivery, Happening, Notice, Robot, Subscription
from guicheng.apps.notices.models.told import fields_of
from guicheng.apps.notices.readings.kinds import KINDS
from guicheng.apps.notices.selectors.receivers import (
    Receiver,
    local,
    receivers,
    robots_for,
    speaks_at,
    subscriptions_for,
)
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.platform.retries import follow
from guicheng.domain.values import Message

_ROBOT: Final = "guicheng.apps.notices.jobs.send_to_robot"
_SUBSCRIPTION: Final = "guicheng.apps.notices.jobs.send_to_subscription"
_LETTER: Final = "guicheng.apps.notices.jobs.send_letter"
_LANGUAGES: Final = {"zh": "zh-hans", "en": "en"}


def tell(
    people: Iterable[Person],
    *,
    kind: str,
    unit: Unit,
    title: Message,
    path: str,
    at: datetime,
    key: str,
    text: Message | None = None,
    urgent: bool = False,
    on_duty: Collection[int] = (),
) -> int:
    """Tell people of something once: on their list, and by letter as each of them chose.

    Robots of the unit's groups and subscriptions of the company are told too, once a happening, whoever the people are.
    Nothing is sent here: it waits in rows of the same transaction. Call it in the transaction of the act.

    Args:
        people: Who is told; leave out who did it. Nobody, where only groups and programs are to know.
        kind: Name of a kind, see ``readings.kinds``.
        unit: Where it happened.
        title: What happened, in a sentence of at most about 60 characters.
        path: The page that it is about, from the root of the service, at most 300 characters.
        at: Now, with time zone.
        key: The caller's name of it, at most 200 characters; people told of it before are not told again.
        text: What there is to say beyond the title.
        urgent: Whether it breaks the quiet hours of those who are on duty.
        on_duty: Primary keys of people whom a roster has on duty now.

    Returns:
        How many people were told now.

    Raises:
        KeyError: There is no such kind.
        NoTransactionError: No transaction is open and something has to be sent at once.
    """
    known = KINDS[kind]
    wanted = receivers(people, known, unit, at=at, urgent=urgent, on_duty=on_duty)
    said = {"kind": kind, "urgent": urgent, "path": path, "at": at, **_sentences(title, text)}
    happening, new = _happening(unit, key, said)
    told = _put_on_lists(happening, wanted)
    if new:
        robots = robots_for(unit, kind)
        if robots:
            _to_robots(happening, robots, speaks_at(unit, at=at, urgent=urgent, on_duty=on_duty))
        _to_subscriptions(happening, unit, subscriptions_for(happening.company, kind))
    for receiver in told:
        if receiver.letter_at is not None and receiver.letter_at <= at:
            follow(_LETTER, person_id=receiver.person.pk)
    return len(told)


def _sentences(title: Message, text: Message | None) -> dict[str, object]:
    said: dict[str, object] = {"title": title.text, "title_fields": fields_of(title)}
    return said | ({"text": text.text, "text_fields": fields_of(text)} if text else {})


def _happening(unit: Unit, key: str, said: dict[str, object]) -> tuple[Happening, bool]:
    company = unit if unit.is_root() else Unit.objects.get(path=unit.company_path)
    return Happening.objects.get_or_create(company=company, name=key[:200], defaults={"unit": unit, **said})


def _put_on_lists(happening: Happening, wanted: Sequence[Receiver]) -> list[Receiver]:
    """Put a happening on the lists of those who have it not yet; return who they are."""
    rows = Notice.objects.filter(happening=happening, person__in=[each.person for each in wanted])
    there = set(rows.values_list("person", flat=True)) if wanted else set()
    told = [each for each in wanted if each.person.pk not in there]
    notices = [Notice(happening=happening, person=each.person, letter_at=each.letter_at) for each in told]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return told


def _to_robots(happening: Happening, robots: Sequence[Robot], speaks: datetime) -> None:
    rows = [
        Delivery(robot=robot, happening=happening, kind=happening.kind, made_at=happening.at, next_at=speaks)
        for robot in robots
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    if speaks <= happening.at:
        for robot in robots:
            follow(_ROBOT, robot_id=robot.pk)


def _to_subscriptions(happening: Happening, unit: Unit, subscriptions: Sequence[Subscription]) -> None:
    if not subscriptions:
        return
    body, at = body_of(happening, unit), happening.at
    rows = [
        Delivery(subscription=each, happening=happening, kind=happening.kind, body=body, made_at=at, next_at=at)
        for each in subscriptions
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    for each in subscriptions:
        follow(_SUBSCRIPTION, subscription_id=each.pk)


def body_of(happening: Happening, unit: Unit) -> str:
    """Return what a subscription is sent of a happening, as JSON in one line."""
    told = {
        "id": str(happening.key),
        "sequence": happening.pk,
        "kind": happening.kind,
        "at": local(happening.at).isoformat(),
        "urgent": happening.urgent,
        "unit": {"key": str(unit.key), "name": unit.name},
        "title": in_both(happening.title_message),
        "text": in_both(happening.text_message) if happening.text_message else None,
        "path": happening.path,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def in_both(message: Message) -> dict[str, str]:
    """Return a sentence in both languages."""
    found = {}
    for name, language in _LANGUAGES.items():
        with override(language):
            found[name] = message.render(gettext)
    return found
