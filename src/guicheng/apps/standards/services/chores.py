"""What time brings about: suppressions that end, readings of an older reader."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from guicheng.apps.platform.retries import follow as enqueue
from guicheng.apps.research.services import forget_originals
from guicheng.apps.standards.models import Presence, Standard
from guicheng.apps.standards.readings import day_of, reader_version
from guicheng.apps.standards.services.checks import derive_anew
from guicheng.apps.standards.services.handouts import forget_handouts

_REREAD: Final = "guicheng.apps.standards.jobs.reread_standard"
#: A suppression that ended so long ago has been looked at.
_LOOKED_BACK: Final = timedelta(days=3)


@transaction.atomic
def do_chores(*, at: datetime) -> None:
    """Have the work done that time brings about; called every hour and when a worker starts.

    Args:
        at: Now, with time zone.
    """
    today = day_of(at)
    ended = Standard.objects.filter(
        suppressions__expires_on__lt=today, suppressions__expires_on__gte=today - _LOOKED_BACK
    )
    stale = Standard.objects.exclude(reader=reader_version())
    for key in sorted({*ended.values_list("pk", flat=True), *stale.values_list("pk", flat=True)}):
        enqueue(_REREAD, standard_id=key)
    forget_handouts(at=at)
    forget_originals(at=at)
    Presence.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()


@transaction.atomic
def reread_standard(*, standard_id: int, at: datetime) -> int:
    """Read all clauses of a draft again; return how many came out otherwise. Run again, it changes nothing."""
    standard = Standard.objects.select_for_update().filter(pk=standard_id).first()
    if standard is None:
        return 0
    changed = derive_anew(standard, day=day_of(at))
    standard.reader = reader_version()
    standard.save(update_fields=["reader"])
    return changed


def standards_of(company_id: int) -> list[int]:
    """Return the primary keys of a company's standards."""
    return list(Standard.objects.filter(company_id=company_id).order_by("pk").values_list("pk", flat=True))
