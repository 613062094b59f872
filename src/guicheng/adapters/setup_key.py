"""The set-up key: whoever holds it may found the company of a fresh service, so that no stranger can."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

_NAME: Final = "setup-key"


def make_setup_key(home: Path) -> str:
    """Return the key of a data folder, made once and readable by its owner only.

    Args:
        home: The data folder; it exists.
    """
    if not read_setup_key(home):
        with contextlib.suppress(FileExistsError):
            handle = os.open(home / _NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(_drawn())
    return read_setup_key(home)


def read_setup_key(home: Path) -> str:
    """Return the key of a data folder, "" where there is none."""
    try:
        return (home / _NAME).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def is_setup_key(home: Path, given: str) -> bool:
    """Tell whether somebody gave the key, in a time that does not tell how much of it was right."""
    key = read_setup_key(home)
    return bool(key) and secrets.compare_digest(key.encode(), given.strip().encode())


def remove_setup_key(home: Path) -> None:
    """Take the key away: it opens nothing any more."""
    (home / _NAME).unlink(missing_ok=True)


def _drawn() -> str:
    """Return 100 bits that can be read out: five groups of four letters and figures."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _sign in range(4)) for _group in range(5))
