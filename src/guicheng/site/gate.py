"""Whether the service may start: the data folder is free, the port is free, and the names it answers to are known."""

from __future__ import annotations

import errno
import fcntl
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guicheng.domain.values.message import Message, _
from guicheng.site import env
from guicheng.site.home import StartRefusedError, create

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000


@dataclass(frozen=True, slots=True)
class Address:
    """Where the service listens.

    Args:
        host: Name or number of an address of this machine.
        port: TCP port, 1–65535.
    """

    host: str
    port: int

    @property
    def url(self) -> str:
        """What a person types into a browser."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  (compared, not bound)
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"


def address() -> Address:
    """Read HOST and PORT.

    Raises:
        SettingError: PORT is no port.
        StartRefusedError: HOST is open to others while nobody said which names they type.
    """
    place = Address(env.text("HOST", DEFAULT_HOST), env.port("PORT", DEFAULT_PORT))
    if not env.is_loopback(place.host) and not env.names("GUICHENG_HOSTS"):
        raise StartRefusedError(
            _(
                "HOST={host} can be reached from other machines. "
                "Name what people type there, such as GUICHENG_HOSTS=guicheng.example,192.0.2.7.",
                host=place.host,
            )
        )
    return place


def lock(home: Path, url: str) -> Callable[[], None]:
    """Take the data folder for one service until the returned function is called or the process ends.

    Args:
        home: The data folder.
        url: Where this service will answer, or the name of a command; told to whoever tries next.

    Raises:
        StartRefusedError: A service or a command already has this folder.
    """
    create(home)
    file = (home / "run.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with file:
            file.seek(0)
            raise StartRefusedError(_already_running(file.read().strip() or "guicheng")) from None
    file.truncate(0)
    file.write(url)
    file.flush()
    return file.close


def _already_running(url: str) -> Message:
    if "://" not in url:
        return _(
            "Another command uses the data folder: {command}. Wait until it has ended, then repeat this one.",
            command=url,
        )
    return _(
        "Guicheng already runs at {url}. End it there with Ctrl-C, or start with another GUICHENG_HOME and PORT.",
        url=url,
    )


def check_port(place: Address) -> None:
    """Make sure that nobody listens where the service will.

    Raises:
        StartRefusedError: The port is taken or closed to this user, or the address is not one of this machine.
    """
    try:
        family, kind, protocol, _name, target = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the server does: a port whose last connections are still closing counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(target)
    except OSError as error:
        raise StartRefusedError(_port_refusal(place, error)) from error


def _port_refusal(place: Address, error: OSError) -> Message:
    if error.errno == errno.EADDRINUSE:
        return _("Port {port} is taken by another program. Choose another: PORT=8001.", port=str(place.port))
    if error.errno == errno.EACCES:
        return _("Port {port} needs administrator rights. Choose one from 1024 on: PORT=8000.", port=str(place.port))
    return _("HOST={host} is no address of this machine.", host=place.host)
