"""How often somebody may call: a program that loops by mistake must not slow the pages of those who work."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.utils import timezone

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Seconds of a window.
WINDOW: Final = 60
#: Calls in a window, of one token or person. A list of 20,000 clauses is read with 200 calls, and at ten calls a
#: second one caller takes less than a fifth of what the service answers on two cores.
MOST_CALLS: Final = 600
#: Calls that write among them: each takes a lock of the database for up to 30 ms, so that at five a second one caller
#: leaves the others most of the time. Whole manuals come in as documents, not clause by clause.
MOST_WRITES: Final = 300
#: Batches of field events, counted by themselves: the gateway of the largest company sends thirty a second, a loop
#: without a pause far more than five hundred.
MOST_BATCHES: Final = 30_000


class TooManyCallsError(GuichengError):
    """The caller called too often.

    Args:
        seconds: After how many seconds it goes on.
    """

    code = "too-many-calls"

    def __init__(self, seconds: int) -> None:
        super().__init__(_("Too many calls. Go on in {seconds} seconds.", seconds=str(seconds)))
        self.seconds = seconds


def count_call(caller: str, *, writes: bool, often: bool = False) -> None:
    """Count a call.

    Args:
        caller: A lasting name of who calls.
        writes: Whether the call writes.
        often: Whether it is one that phones make all day, which counts by itself.

    Raises:
        TooManyCallsError: There were as many in this window as there may be.
    """
    window, passed = divmod(int(timezone.now().timestamp()), WINDOW)
    usual = (("all", MOST_CALLS), *((("writes", MOST_WRITES),) if writes else ()))
    for kind, most in (("batches", MOST_BATCHES),) if often else usual:
        if _counted(f"api-v1:{kind}:{window}:{caller}") > most:
            raise TooManyCallsError(WINDOW - passed)


def _counted(key: str) -> int:
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # pushed out of the cache between the two lines
        return 1
