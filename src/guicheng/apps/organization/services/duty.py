"""When a post is on duty, said for a unit and all below it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import DutyHours, Post, Unit
from guicheng.apps.organization.selectors import post_visible_to
from guicheng.apps.organization.services.access import managed_unit, note_post, refuse_archived
from guicheng.apps.organization.services.values import wanted_hours


@transaction.atomic
def set_duty_hours(
    *, actor: Actor, post_key: str | UUID, unit_key: str | UUID, hours: str, at: datetime
) -> DutyHours | None:
    """Say when a post is on duty in a unit and all below it, or take back what was said.

    Args:
        actor: Who says it; needs ``organization.manage`` at the unit.
        post_key: The post.
        unit_key: The unit.
        hours: Such as 周一至周五 08:30-12:00、13:30-17:30, or 24小时; "" leaves it to the units above.
        at: Now, with time zone.

    Raises:
        Post.DoesNotExist: There is no such post within reach.
        Unit.DoesNotExist: There is no such unit within reach.
        NotAllowedError: The actor does not manage the unit.
        NotAsWantedError: The text names no hours.
        ArchivedError: The post or the unit is archived.
    """
    unit = managed_unit(actor, unit_key)
    post = post_visible_to(actor, post_key)
    refuse_archived(unit)
    refuse_archived(post)
    return put_hours(post, unit, wanted_hours(hours), actor, at)


def put_hours(post: Post, unit: Unit, hours: str, actor: Actor, at: datetime) -> DutyHours | None:
    """Keep hours that were found right, with their audit row; none where nothing changes."""
    row = DutyHours.objects.filter(post=post, unit=unit).first()
    before = row.hours if row else ""
    if hours == before:
        return row
    if not hours:
        DutyHours.objects.filter(post=post, unit=unit).delete()
        row = None
    else:
        row, _made = DutyHours.objects.update_or_create(post=post, unit=unit, defaults={"hours": hours})
    said = {"unit": unit.name}
    note_post(post, "set_duty_hours", actor, at, before={**said, "hours": before}, after={**said, "hours": hours})
    return row
