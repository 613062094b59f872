"""How often somebody who has no account may send something: counted by a digest of the address that lives a day."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

#: Seconds of a window.
WINDOW: Final = 600


def too_often(*, what: str, address: str, most: int) -> bool:
    """Count a sending, and tell whether there were more in this window than there may be.

    The address itself is kept nowhere: it is counted under a digest whose key holds the day, in memory alone.

    Args:
        what: What is sent, and to whom, such as ``answer:k7m2p9x4``.
        address: Network address of the request.
        most: Sendings in ten minutes.
    """
    now = timezone.now()
    window = int(now.timestamp()) // WINDOW
    digest = salted_hmac(f"guicheng.limits.{now.date()}", address, algorithm="sha256").hexdigest()[:24]
    key = f"sent:{what}:{window}:{digest}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key) > most
    except ValueError:  # pushed out of the cache between the two lines
        return False
