"""``python -m guicheng.site.serve``: bring the database up to date, then run web and worker in one process tree."""

from __future__ import annotations

import hashlib
import http.client
import os
import socket
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _
from guicheng.site import env, gate, words
from guicheng.site.home import StartRefusedError, data_home
from guicheng.site.tree import Child, Tree

_THREADS: Final = "4"
_MISUSE: Final = 2


def main() -> int:
    """Run until Ctrl-C; return 0, 1 when a part cannot be kept alive, 2 when the start is refused."""
    started = float(env.text("GUICHENG_STARTED", str(time.time())))
    try:
        home, place = data_home(), gate.address()
        release = gate.lock(home, place.url)
        gate.check_port(place)
        key = prepare_database()
    except GuichengError as error:
        words.complain(error.message)
        return _MISUSE
    try:
        return Tree([web(place), worker(home)]).run(watch=_Announcer(place, started, key))
    finally:
        release()
        words.say(_("Guicheng has ended."))


def web(place: gate.Address) -> Child:
    """Return the web server: one process, since SQLite has one writer; threads, since requests wait for the disk."""
    options = ["--interface", "wsgi", "--host", place.host, "--port", str(place.port)]
    options += ["--workers", "1", "--blocking-threads", _THREADS, "--no-ws", "--http", "1"]
    options += ["--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "5"]
    return Child(_("web server"), [sys.executable, "-m", "granian", *options, "guicheng.site.wsgi:application"])


def worker(home: Path) -> Child:
    """Return the worker; its place is this data folder on this machine, which the lock keeps to one."""
    place = hashlib.sha256(f"{socket.gethostname()}:{home}".encode()).hexdigest()[:16]
    return Child(_("worker"), [sys.executable, "-m", "guicheng.worker", "--place", place])


def first_key() -> str:
    """Return the key with which the first company is set up, "" once there is one."""
    from guicheng.adapters.setup_key import make_setup_key, remove_setup_key
    from guicheng.apps.organization.selectors import any_company

    if not any_company():
        return make_setup_key(data_home())
    remove_setup_key(data_home())
    return ""


def prepare_database() -> str:
    """Bring the tables up to date, load the starter data, and return the set-up key of a service without a company.

    Raises:
        StartRefusedError: The database does not answer or refuses.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")
    import django
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    try:
        django.setup()
        from guicheng.site import starter

        call_command("migrate", verbosity=0, interactive=False)
        starter.load(at=datetime.now(tz=UTC))
        return first_key()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise StartRefusedError(_("The database does not answer: {reason}", reason=reason)) from error
    finally:
        connections.close_all()


class _Announcer:
    """Ask the service until it answers, and print its address then, once."""

    def __init__(self, place: gate.Address, started: float, key: str) -> None:
        self._place = place
        self._started = started
        self._key = key
        self._announced = False

    def __call__(self) -> None:
        if self._announced or not self._answers():
            return
        self._announced = True
        seconds = f"{time.time() - self._started:.1f}"
        if self._key:
            self._tell_key()
        words.say(_("Guicheng is ready at {url} ({seconds} s). Ctrl-C ends it.", url=self._place.url, seconds=seconds))

    def _tell_key(self) -> None:
        """Show the set-up key to whoever sits at the terminal; a log only says where it lies."""
        page = f"{self._place.url}setup/"
        if sys.stdout.isatty():
            words.say(_("No company is set up yet. Open {url} and give the set-up key {key}.", url=page, key=self._key))
        else:
            path = str(data_home() / "setup-key")
            words.say(_("No company is set up yet. Open {url} and give the key in {path}.", url=page, path=path))

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self._place.url.removeprefix("http://").rstrip("/"), timeout=2)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()


if __name__ == "__main__":
    sys.exit(main())
