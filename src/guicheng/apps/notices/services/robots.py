"""Robots of groups: set up, tried, switched, removed; and the quiet hours of units."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from guicheng.adapters.outward import UnsafeAddressError, check_address
from guicheng.adapters.robots import SERVICES, hosts_named
from guicheng.apps.notices.models import Delivery, Robot, UnitQuiet
from guicheng.apps.notices.readings.sealed import seal
from guicheng.apps.notices.selectors.outward import ROBOTS, robot_visible_to
from guicheng.apps.notices.services.outlets import (
    TEST,
    again,
    note,
    refuse_off,
    removed,
    send_soon,
    switch,
    wanted_kinds,
    wanted_name,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import unit_visible_to
from guicheng.apps.organization.services.access import NotAsWantedError, permit, refuse_archived
from guicheng.apps.platform.services import record
from guicheng.domain.values.message import _

_LONGEST_SECRET: Final = 200
_LANGUAGES: Final = frozenset({"zh-hans", "en"})


@transaction.atomic
def add_robot(
    *,
    actor: Actor,
    unit_key: str | UUID,
    vendor: str,
    name: str,
    address: str,
    at: datetime,
    secret: str = "",
    kinds: Collection[str] = (),
    language: str = "zh-hans",
) -> Robot:
    """Have a robot speak for a unit and all below it.

    Args:
        actor: Who sets it up; needs ``robots.manage`` at the unit.
        unit_key: The unit.
        vendor: ``wecom``, ``dingtalk`` or ``feishu``.
        name: How people here call it, such as the name of its group.
        address: As the group shows it; stored sealed and never shown again.
        at: Now, with time zone.
        secret: For signing, "" for none; stored sealed and never shown again.
        kinds: Names of kinds that it tells of; none stand for all.
        language: Of its messages, ``zh-hans`` or ``en``.

    Raises:
        Unit.DoesNotExist: There is no such unit within reach.
        NotAllowedError: The actor manages no robots there.
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    unit = unit_visible_to(actor, unit_key)
    permit(actor, ROBOTS, unit)
    refuse_archived(unit)
    if vendor not in SERVICES:
        raise NotAsWantedError(_("Choose WeCom, DingTalk or Feishu."), field="vendor")
    if language not in _LANGUAGES:
        raise NotAsWantedError(_("Choose a language from the list."), field="language")
    secret = secret.strip()
    if len(secret) > _LONGEST_SECRET:
        raise NotAsWantedError(_("A secret has at most 200 characters."), field="secret")
    robot = Robot.objects.create(
        unit=unit,
        vendor=vendor,
        name=wanted_name(name),
        host=_wanted_host(vendor, address.strip()),
        address=seal(address.strip()),
        secret=seal(secret) if SERVICES[vendor].signs else "",
        kinds=wanted_kinds(kinds),
        language=language,
        made_at=at,
    )
    after = {
        "unit": unit.name,
        "vendor": vendor,
        "host": robot.host,
        "kinds": robot.kinds,
        "signed": bool(robot.secret),
    }
    note(robot, "add_robot", actor, at, after=after)
    return robot


def _wanted_host(vendor: str, address: str) -> str:
    """Return the host of a robot's address; nothing but its service is ever called."""
    service, allowed = SERVICES[vendor], settings.OUTWARD_HOSTS
    try:
        parts = check_address(address, allowed=allowed)
    except UnsafeAddressError as error:
        raise NotAsWantedError(error.message, field="address") from error
    host = parts.netloc
    if host in service.hosts and parts.path.startswith(service.paths):
        return host
    if host in allowed or parts.hostname in allowed:
        return host[:120]
    raise NotAsWantedError(
        _(
            "This is no address of a robot of {service}. It begins with https://{host}{path}.",
            service=service.title,
            host=hosts_named(service).split(", ", maxsplit=1)[0],
            path=service.paths[0],
        ),
        field="address",
    )


@transaction.atomic
def change_robot(*, actor: Actor, key: str | UUID, name: str, kinds: Collection[str], at: datetime) -> Robot:
    """Call a robot otherwise, or have it tell of other kinds.

    Raises:
        Robot.DoesNotExist: There is none within reach.
        NotAsWantedError: The name is empty, or a kind is none.
    """
    robot = robot_visible_to(actor, key)
    before = {"name": robot.name, "kinds": robot.kinds}
    robot.name, robot.kinds = wanted_name(name), wanted_kinds(kinds)
    robot.save(update_fields=["name", "kinds"])
    note(robot, "change_robot", actor, at, before=before, after={"name": robot.name, "kinds": robot.kinds})
    return robot


@transaction.atomic
def switch_robot(*, actor: Actor, key: str | UUID, on: bool, at: datetime) -> Robot:
    """Have a robot speak or keep silent; what waits for a silent one is given up.

    Raises:
        Robot.DoesNotExist: There is none within reach.
    """
    robot = robot_visible_to(actor, key)
    switch(robot, "switch_robot", actor, at, on=on)
    return robot


@transaction.atomic
def remove_robot(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take a robot away; its address and secret are forgotten.

    Raises:
        Robot.DoesNotExist: There is none within reach.
    """
    robot = robot_visible_to(actor, key)
    removed(robot, at)
    Robot.objects.filter(pk=robot.pk).update(address="-")
    note(robot, "remove_robot", actor, at)


@transaction.atomic
def test_robot(*, actor: Actor, key: str | UUID, at: datetime) -> Delivery:
    """Have a robot say that it works.

    Raises:
        Robot.DoesNotExist: There is none within reach.
        NotSentError: It is switched off.
    """
    robot = robot_visible_to(actor, key)
    refuse_off(robot)
    made: Delivery = robot.deliveries.create(kind=TEST, made_at=at, next_at=at)
    send_soon(robot)
    note(robot, "test_robot", actor, at)
    return made


@transaction.atomic
def send_again(*, actor: Actor, key: str | UUID, delivery: str | UUID, at: datetime) -> Delivery:
    """Have a robot say once more what it could not say.

    Raises:
        Robot.DoesNotExist: There is none within reach.
        Delivery.DoesNotExist: It was sent no such message.
        NotSentError: The message still waits, or what it told of is gone.
    """
    return again(robot_visible_to(actor, key), delivery, actor, at)


@transaction.atomic
def set_quiet_hours(*, actor: Actor, unit_key: str | UUID, begin: time | None, end: time | None, at: datetime) -> Unit:
    """Say when the robots of a unit keep silent; without times, leave it to the units above.

    Raises:
        Unit.DoesNotExist: There is no such unit within reach.
        NotAllowedError: The actor manages no robots there.
        NotAsWantedError: Only one of the times is given.
    """
    unit = unit_visible_to(actor, unit_key)
    permit(actor, ROBOTS, unit)
    if (begin is None) != (end is None):
        raise NotAsWantedError(_("Write both times, or neither."), field="begin" if begin is None else "end")
    if begin is None or end is None:
        UnitQuiet.objects.filter(unit=unit).delete()
    else:
        UnitQuiet.objects.update_or_create(unit=unit, defaults={"begin": begin, "end": end})
    record(
        actor=actor,
        act="notices.set_quiet_hours",
        subject="unit",
        key=str(unit.key),
        label=unit.name,
        at=at,
        unit_path=str(unit.path),
        after={"quiet": f"{begin:%H:%M}-{end:%H:%M}" if begin and end else ""},
    )
    return unit
