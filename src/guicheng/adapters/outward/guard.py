"""Where a call may go: public hosts by HTTPS, and those that the settings name.

The name is resolved once and the connection goes to the number that was checked, so that a name that changes its
number in between leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

_LONGEST: Final = 500
#: Networks that carry an address of the old Internet inside one of the new: what is inside counts.
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
Number = ipaddress.IPv4Address | ipaddress.IPv6Address


class UnsafeAddressError(GuichengError):
    """An address is none that this service may call."""

    code = "unsafe-address"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a call goes.

    Args:
        host: Name, as the certificate has it.
        port: TCP port.
        number: The IP address that was checked.
        secure: Whether by HTTPS.
        path: Path and query.
    """

    host: str
    port: int
    number: str
    secure: bool
    path: str

    @property
    def host_header(self) -> str:
        """The host as HTTP names it."""
        usual = 443 if self.secure else 80
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == usual else f"{name}:{self.port}"


def check_address(url: str, *, allowed: Collection[str] = ()) -> SplitResult:
    """Look at an address without asking the network.

    Args:
        url: As somebody wrote it.
        allowed: Hosts, as ``name`` or ``name:port``, that may be called by plain HTTP and need not be public.

    Raises:
        UnsafeAddressError: It can't be called, with the reason.
    """
    if len(url) > _LONGEST or not url.isascii() or any(sign <= " " or sign == "\x7f" for sign in url):
        raise UnsafeAddressError(_("Write the address in at most 500 characters, without blanks."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnsafeAddressError(_no_address()) from error
    if not parts.hostname or parts.scheme not in {"https", "http"} or port == 0:
        raise UnsafeAddressError(_no_address())
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise UnsafeAddressError(_("Leave out user names, passwords and what stands behind #."))
    if parts.scheme == "http" and not is_allowed(parts, allowed):
        raise UnsafeAddressError(_("Only addresses that start with https:// are called."))
    if not is_allowed(parts, allowed) and (number := _as_number(parts.hostname)) and not _is_public(number):
        raise UnsafeAddressError(_not_public(parts.hostname))
    return parts


def is_allowed(parts: SplitResult, allowed: Collection[str]) -> bool:
    """Tell whether the settings name a host, with its port or without."""
    return parts.hostname in allowed or f"{parts.hostname}:{_port(parts)}" in allowed


def resolve(url: str, *, allowed: Collection[str] = ()) -> Target:
    """Find the number to which a call goes.

    Args:
        url: Where to.
        allowed: See ``check_address``.

    Raises:
        UnsafeAddressError: The address is none that may be called, or one of the numbers of its name is none.
        OSError: The name leads nowhere.
    """
    parts = check_address(url, allowed=allowed)
    host, port = str(parts.hostname), _port(parts)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    numbers = list(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in found))
    if not is_allowed(parts, allowed) and not all(_is_public(ipaddress.ip_address(each)) for each in numbers):
        raise UnsafeAddressError(_not_public(host))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, numbers[0], parts.scheme == "https", path)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _as_number(host: str) -> Number | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_public(number: Number) -> bool:
    inner = _inner(number)
    if inner is not None:
        return _is_public(inner)
    return number.is_global and not number.is_multicast


def _inner(number: Number) -> ipaddress.IPv4Address | None:
    """Return the address of the old Internet inside one of the new, None where there is none."""
    if isinstance(number, ipaddress.IPv4Address):
        return None
    if number in _NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)


def _no_address() -> Message:
    return _("This is no address. It looks like https://example.com/path.")


def _not_public(host: str) -> Message:
    return _("{host} is not a public host. GUICHENG_OUTWARD_HOSTS names the others that may be called.", host=host)
