"""What time brings about: what waits is sent, what is old is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from guicheng.apps.notices.models import Delivery, DeliveryState, Happening, Robot, Subscription
from guicheng.apps.notices.selectors.letters import due_letters
from guicheng.apps.notices.selectors.outward import asleep
from guicheng.apps.notices.services.outlets import send_soon
from guicheng.apps.platform.retries import follow

_LETTERS: Final = "guicheng.apps.notices.jobs.send_due_letters"
_KEPT: Final = timedelta(days=180)
_SENT_KEPT: Final = timedelta(days=30)
_AT_ONCE: Final = 500


def wake_due(*, at: datetime) -> int:
    """Have sent what may go out now; return how many jobs that makes. Called every few seconds.

    Args:
        at: Now, with time zone.
    """
    woken = 0
    for model in (Robot, Subscription):
        for outlet in asleep(model, at):
            with transaction.atomic():
                model.objects.filter(pk=outlet.pk).update(woken_at=at)
                send_soon(outlet)
                woken += 1
    # Without a server letters wait for one.
    if settings.EMAIL_HOST and due_letters(at)[:1] and not _letters_wait():
        with transaction.atomic():
            follow(_LETTERS)
            woken += 1
    return woken


def _letters_wait() -> bool:
    waiting = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(task_path=_LETTERS, status__in=waiting).exists()


@transaction.atomic
def forget_old(*, at: datetime) -> None:
    """Forget what was told half a year ago, and messages that ended a month ago.

    Args:
        at: Now, with time zone.
    """
    old = Happening.objects.filter(at__lt=at - _KEPT).order_by("pk").values_list("pk", flat=True)
    Happening.objects.filter(pk__in=list(old[:_AT_ONCE])).delete()
    ended = Delivery.objects.exclude(state=DeliveryState.WAITING).filter(ended_at__lt=at - _SENT_KEPT)
    Delivery.objects.filter(pk__in=list(ended.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])).delete()
