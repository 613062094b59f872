"""The machine under the service: Python, the data folder, the key in it, space, the clock."""

from __future__ import annotations

import os
import platform
import pwd
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from guicheng.domain.values.message import _
from guicheng.site.checkup.verdict import Verdict, error, ok, warning

OLDEST_PYTHON: Final = (3, 11)
_MEGABYTE: Final = 1024 * 1024
LEAST_SPACE: Final = 200 * _MEGABYTE
LITTLE_SPACE: Final = 2048 * _MEGABYTE
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_BUILT_IN: Final = 2025


def python() -> Verdict:
    """Look at the version of Python."""
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        return error(
            "python",
            _("Python {version} is too old.", version=version),
            _("Install Python {oldest} or newer.", oldest=".".join(map(str, OLDEST_PYTHON))),
        )
    return ok("python", _("Python {version}.", version=version))


def folder(home: Path) -> Iterator[Verdict]:
    """Look at the data folder: it exists, nobody else reads it, it takes files, and there is space."""
    if not home.is_dir():
        yield error(
            "data-folder",
            _("There is no data folder {folder}.", folder=str(home)),
            _("Start the service once, or name the right folder with GUICHENG_HOME."),
        )
        return
    yield _closed("data-folder", home, "700")
    yield _writable(home)
    yield _space(home)
    if (home / "restore.unfinished").exists():
        yield error(
            "restore",
            _("A restore was interrupted; the data may be from before or from the backup."),
            _("End the service and run “guicheng restore FILE” again."),
        )


def _closed(check: str, path: Path, mode: str) -> Verdict:
    """Look whether other users of the machine are kept out of a file or folder."""
    name = str(path)
    if path.stat().st_mode & _OTHERS:
        return error(
            check, _("Other users may open {path}.", path=name), _("Run: chmod {mode} {path}", mode=mode, path=name)
        )
    return ok(check, _("Only its owner may open {path}.", path=name))


def _writable(home: Path) -> Verdict:
    if home.stat().st_uid != os.geteuid():
        owner = _name_of(home.stat().st_uid)
        return warning(
            "data-owner",
            _(
                "The data folder belongs to {owner}, this check runs as {user}.",
                owner=owner,
                user=_name_of(os.geteuid()),
            ),
            _("Run the check as the user of the service: sudo -u {owner} guicheng doctor", owner=owner),
        )
    if not os.access(home, os.W_OK | os.X_OK):
        return error(
            "data-owner",
            _("The data folder cannot be written."),
            _("Run: chmod {mode} {path}", mode="700", path=str(home)),
        )
    return ok("data-owner", _("The data folder belongs to the user of this check and can be written."))


def _name_of(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _space(home: Path) -> Verdict:
    free = shutil.disk_usage(home).free
    told = _("Free space: {megabytes} MB.", megabytes=str(free // _MEGABYTE))
    advice = _("Free some space, or move the data folder to a larger disk.")
    if free < LEAST_SPACE:
        return error("space", told, advice)
    return warning("space", told, advice) if free < LITTLE_SPACE else ok("space", told)


def key(home: Path) -> Verdict:
    """Look at the key that signs cookies and encrypts second factors."""
    path = home / "secret.key"
    if os.environ.get("GUICHENG_SECRET_KEY", "").strip():
        return ok("secret-key", _("The secret key comes from GUICHENG_SECRET_KEY."))
    if not path.exists():
        return error(
            "secret-key",
            _("There is no secret key in {folder}.", folder=str(home)),
            _("Start the service once; after a restore, take the key from the backup too."),
        )
    if not os.access(path, os.R_OK):
        return error(
            "secret-key",
            _("The secret key {path} cannot be read.", path=str(path)),
            _("Run the check as the user of the service: sudo -u {owner} guicheng doctor", owner=_owner(path)),
        )
    return _closed("secret-key", path, "600")


def _owner(path: Path) -> str:
    return _name_of(path.stat().st_uid)


def clock(zone: str, now: datetime) -> Verdict:
    """Look at the clock and at the time zone of the company.

    Args:
        zone: Name of the zone, such as ``Asia/Shanghai``.
        now: Now, with time zone.
    """
    try:
        here = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return error(
            "clock",
            _("The time zone {zone} is not known on this machine.", zone=zone),
            _("Install the table of time zones. On Debian or Ubuntu: apt-get install tzdata"),
        )
    if here.year < _BUILT_IN:
        return error(
            "clock",
            _("The clock says {time}.", time=f"{here:%Y-%m-%d %H:%M}"),
            _("Set the clock and let it follow a time server: timedatectl set-ntp true"),
        )
    return ok("clock", _("The clock says {time} in {zone}.", time=f"{here:%Y-%m-%d %H:%M}", zone=zone))
