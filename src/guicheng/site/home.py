"""The data folder and the secret key in it."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import ClassVar

from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _
from guicheng.site import env

_CHECKOUT = Path(__file__).resolve().parents[3]


class StartRefusedError(GuichengError):
    """The service cannot start here now."""

    code: ClassVar[str] = "start-refused"


def data_home() -> Path:
    """Return GUICHENG_HOME: ``var`` beside the source, or the user's own data folder when installed elsewhere."""
    checkout = (_CHECKOUT / "manage.py").exists()
    return env.folder("GUICHENG_HOME", _CHECKOUT / "var" if checkout else Path("~/.local/share/guicheng"))


def create(home: Path) -> None:
    """Make the data folder, closed to other users.

    Raises:
        StartRefusedError: The folder cannot be written.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        writable = os.access(home, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise StartRefusedError(
            _("The data folder {folder} cannot be written. Name another with GUICHENG_HOME.", folder=str(home))
        )


def secret_key(home: Path) -> str:
    """Return the key that signs cookies, made once and readable by its owner only."""
    path = home / "secret.key"
    if not path.exists():
        create(home)
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, content: str) -> None:
    """Write a file under another name and link it, so that processes starting at once all see one whole key."""
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(content)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
