"""Typed readers of the environment; each refusal names the variable and what it may hold."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import ClassVar
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})
_POSTGRESQL = frozenset({"postgres", "postgresql"})
_SQLITE_OPTIONS: dict[str, object] = {
    # A writer takes its lock when the transaction begins, so two writers queue instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: a commit that was answered survives a power cut; WAL: readers never wait for the writer.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


class SettingError(GuichengError):
    """A variable of the environment holds something that cannot be used."""

    code: ClassVar[str] = "setting"


def text(name: str, default: str = "") -> str:
    """Return a variable without blanks around it, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Read a yes or no.

    Raises:
        SettingError: It is neither.
    """
    word = text(name).lower()
    if not word:
        return default
    if word not in _TRUE | _FALSE:
        raise SettingError(_("{name}={value} is neither 1 nor 0. Write 1 for yes, 0 for no.", name=name, value=word))
    return word in _TRUE


def port(name: str, default: int) -> int:
    """Read a TCP port, 1–65535.

    Raises:
        SettingError: It is no such number.
    """
    word = text(name, str(default))
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= 65535):
        raise SettingError(
            _("{name}={value} is no port. Write a number from 1 to 65535, such as 8000.", name=name, value=word)
        )
    return int(word)


def count(name: str, default: int, most: int = 9) -> int:
    """Read a small number, 0 to ``most``.

    Raises:
        SettingError: It is no such number.
    """
    word = text(name, str(default))
    if not (word.isascii() and word.isdigit() and int(word) <= most):
        raise SettingError(
            _("{name}={value} is no number from 0 to {most}.", name=name, value=word[:20], most=str(most))
        )
    return int(word)


def choice(name: str, default: str, words: tuple[str, ...]) -> str:
    """Read one word out of a few.

    Raises:
        SettingError: It is another word.
    """
    word = text(name, default).lower()
    if word not in (*words, default):
        raise SettingError(
            _("{name}={value} is not known here. Write one of: {words}.", name=name, value=word, words=", ".join(words))
        )
    return word


def folder(name: str, default: Path) -> Path:
    """Read a folder as an absolute path; it need not exist yet.

    Raises:
        SettingError: Something that is no folder stands there.
    """
    path = Path(text(name, str(default))).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise SettingError(_("{name}={value} is a file. Name a folder.", name=name, value=str(path)))
    return path


def names(name: str) -> list[str]:
    """Read names separated by commas; none where the variable is unset."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def client(name: str, identity: str, secret: str) -> dict[str, str] | None:
    """Return how this service calls itself at a place where people sign in; None where that place is not set up.

    Args:
        name: What the variables begin with, such as ``GUICHENG_OIDC``.
        identity: Value of ``…_ID``.
        secret: Value of ``…_SECRET``.

    Raises:
        SettingError: One of the two is missing.
    """
    if bool(identity) != bool(secret):
        raise SettingError(_("{name}_ID and {name}_SECRET belong together. Set both, or neither.", name=name))
    return {"client_id": identity, "secret": secret} if identity else None


def secure_address(name: str, value: str) -> str:
    """Return an address that starts with https://, or with http:// on this machine only, without a slash at its end.

    Raises:
        SettingError: It is another one; passwords and keys would travel in the open.
    """
    parts = urlsplit(value)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return value.rstrip("/")
    raise SettingError(_("{name}={value} is no address that starts with https://.", name=name, value=value))


def is_loopback(host: str) -> bool:
    """Tell whether an address reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def database(url: str, home: Path) -> dict[str, object]:
    """Return Django's description of a database.

    Args:
        url: ``postgresql://user:password@host:port/name``, ``sqlite:///path``, or "" for a file in the data folder.
        home: The data folder.

    Raises:
        SettingError: The address is of another kind or names no database.
    """
    if not url:
        return _sqlite(home / "guicheng.sqlite3")
    try:
        parts = urlsplit(url)
        number = parts.port
    except ValueError:
        parts, number = SplitResult("", "", "", "", ""), None
    if parts.scheme == "sqlite" and len(parts.path) > 1:
        return _sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in _POSTGRESQL and len(parts.path) > 1:
        return _postgresql(parts, number)
    raise SettingError(
        _("DATABASE_URL names no database. Write postgresql://user:password@host:5432/name or sqlite:///folder/file.")
    )


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        # The last connection that closes brings the journal into the file: far too much work for every request.
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(_SQLITE_OPTIONS),
    }


def _postgresql(parts: SplitResult, number: int | None) -> dict[str, object]:
    options: dict[str, object] = dict(parse_qsl(parts.query))
    # A folder with a Unix socket has no place in the host part of an address; ?host=/folder gives it.
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": number or options.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
