"""Work of operations that nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.exceptions import ObjectDoesNotExist

from guicheng.apps.operations.handouts import made_pack
from guicheng.apps.operations.services import packs, small_photos
from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


@job(RetryPolicy(attempts=3))
def make_small_photo(kept: str) -> None:
    """Make the small photo of an original for lists; run again, it changes nothing."""
    small_photos.make_small(kept)


# One run more than makings are tried: the last one finds the attempts used up and says so on the pack.
@job(RetryPolicy(attempts=packs.MOST_ATTEMPTS + 1))
def make_pack(pack_id: int) -> None:
    """Make a pack of evidence that was asked for; run again, it leaves the same rows."""
    pack = packs.begin_pack(pack_id=pack_id)
    if pack is None:
        return

    def progress(done: int, total: int) -> None:
        packs.tell_progress(pack_id=pack_id, done=done, total=total)

    at = _now()
    try:
        made = made_pack(pack, at=at, progress=progress)
    except GuichengError as refusal:
        packs.refuse_pack(pack_id=pack_id, message=refusal.message)
    except ObjectDoesNotExist:
        packs.refuse_pack(pack_id=pack_id, message=_("What the pack is about is not there any more."))
    else:
        packs.store_pack(pack_id=pack_id, packed=made.packed, paper=made.paper, at=at)


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
