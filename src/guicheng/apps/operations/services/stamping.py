"""Having the roots of days stamped with the time, where the settings name an authority.

Nothing waits for it: the log goes on whatever the authority does, and what failed is tried again.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from guicheng.adapters.outward import UnreachableError
from guicheng.adapters.time_stamps import Stamp, ask_for_stamp
from guicheng.apps.operations.models import DailyRoot, RootStamp, StampFailure
from guicheng.domain.values import GuichengError, Message

#: Roots that are stamped in one go; the rest waits an hour.
_AT_ONCE: Final = 20


def stamp_roots(*, at: datetime) -> int:
    """Have roots without a time stamp stamped, the newest first; return how many were.

    Run again, it stamps only what has no stamp. An authority that does not answer is left alone until the next time.

    Args:
        at: Now, with time zone.
    """
    if not settings.TSA_URL:
        return 0
    made = 0
    for root in DailyRoot.objects.filter(stamp=None).order_by("-day", "company")[:_AT_ONCE]:
        try:
            _keep(root, _asked(root), at)
        except UnreachableError as error:
            _note_failure(root, error.message, at)
            break
        except GuichengError as error:
            _note_failure(root, error.message, at)
        else:
            made += 1
    return made


def _asked(root: DailyRoot) -> Stamp:
    certificates = Path(settings.TSA_CERTIFICATES) if settings.TSA_CERTIFICATES else None
    return ask_for_stamp(settings.TSA_URL, bytes.fromhex(root.root), certificates=certificates)


@transaction.atomic
def _keep(root: DailyRoot, stamp: Stamp, at: datetime) -> None:
    values = {"token": stamp.token, "by": stamp.by or settings.TSA_URL[:120], "at": stamp.at, "kept_at": at}
    RootStamp.objects.get_or_create(root=root, defaults=values)
    StampFailure.objects.filter(root=root).delete()


@transaction.atomic
def _note_failure(root: DailyRoot, why: Message, at: datetime) -> None:
    row, made = StampFailure.objects.select_for_update().get_or_create(
        root=root, defaults={"tried_at": at, "text": why.text, "fields": dict(why.fields)}
    )
    if not made:
        row.times, row.tried_at, row.text, row.fields = row.times + 1, at, why.text, dict(why.fields)
        row.save(update_fields=["times", "tried_at", "text", "fields"])
