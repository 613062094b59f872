"""Whether a service runs on a data folder, asked without disturbing it."""

from __future__ import annotations

import fcntl
import http.client
from pathlib import Path
from urllib.parse import urlsplit


def running_at(home: Path) -> str:
    """Return who holds a data folder: the address of a service, the name of a command, "?" if untold, "" for none."""
    try:
        with (home / "run.lock").open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return file.read().strip() or "?"
    except FileNotFoundError:
        pass
    return ""


def answers(url: str) -> bool:
    """Tell whether a service on this machine says that it is well."""
    if "://" not in url:
        return False
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
