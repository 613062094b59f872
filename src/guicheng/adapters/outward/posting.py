"""One POST: no redirect is followed, no more than a little is read, and all of it within a time."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from guicheng.adapters.outward.guard import Target, resolve
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

#: Seconds that a call may take in all.
LIMIT: Final = 10.0
_MOST_READ: Final = 64 * 1024
_AGENT: Final = "Guicheng"


class UnreachableError(GuichengError):
    """Nothing was answered; a later call may go better."""

    code = "unreachable"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered.

    Args:
        status: HTTP status.
        body: At most 64 KiB of what followed.
        retry_after: Seconds after which one may ask again, as the host says; None where it says nothing.
        took_ms: How long it took, milliseconds.
    """

    status: int
    body: bytes
    retry_after: int | None
    took_ms: int


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, allowed: Collection[str] = (), limit: float = LIMIT
) -> Answer:
    """Send a POST with JSON and return what was answered, whatever the status.

    Args:
        url: Where to.
        body: JSON in UTF-8.
        headers: Beside the usual ones.
        allowed: Hosts that need not be public, see ``guard.check_address``.
        limit: Seconds that the call may take in all; a host that sends byte by byte gains nothing.

    Raises:
        UnsafeAddressError: The address is none that may be called.
        UnreachableError: There was no answer in time, or none that is HTTP.
    """
    begun = time.monotonic()
    try:
        target = resolve(url, allowed=allowed)
        status, answered, after = _exchange(target, body, headers, limit - (time.monotonic() - begun))
    except ssl.SSLCertVerificationError as error:
        why = str(error.verify_message)
        raise UnreachableError(_("The certificate of the host was not accepted: {why}", why=why)) from error
    except TimeoutError as error:
        raise UnreachableError(_slow(limit)) from error
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        if time.monotonic() - begun >= limit:
            raise UnreachableError(_slow(limit)) from error
        raise UnreachableError(_("The host could not be reached: {why}", why=_short(error))) from error
    return Answer(status, answered, after, round((time.monotonic() - begun) * 1000))


def _exchange(target: Target, body: bytes, headers: Mapping[str, str], limit: float) -> tuple[int, bytes, int | None]:
    with _connected(target, limit) as link:
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = link
        usual = {"Host": target.host_header, "User-Agent": _AGENT, "Content-Type": "application/json; charset=utf-8"}
        connection.request("POST", target.path, body, {**usual, **headers, "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.read(_MOST_READ), _seconds(answer.headers.get("Retry-After", ""))


@contextlib.contextmanager
def _connected(target: Target, limit: float) -> Iterator[socket.socket]:
    """Yield a connection that is cut off when the time is over."""
    seconds = max(limit, 0.01)
    link = socket.create_connection((target.number, target.port), timeout=seconds)
    # The timeout of a socket is one of each read, which a slow host can start over and over. Encryption takes the
    # socket over, so the connection is cut off by a twin of it.
    twin = link.dup()
    ending = threading.Timer(seconds, _cut, [twin])
    ending.daemon = True
    ending.start()
    try:
        if target.secure:
            with ssl.create_default_context().wrap_socket(link, server_hostname=target.host) as secured:
                yield secured
        else:
            yield link
    finally:
        ending.cancel()
        link.close()
        twin.close()


def _cut(link: socket.socket) -> None:
    with contextlib.suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def _seconds(text: str) -> int | None:
    return min(int(text), 24 * 3600) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _slow(limit: float) -> Message:
    return _("No answer within {seconds} seconds.", seconds=f"{limit:g}")


def _short(error: BaseException) -> str:
    return (str(getattr(error, "strerror", None) or error) or type(error).__name__)[:120]
