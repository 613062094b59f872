"""A PostgreSQL cluster for the time of a test run, from binaries that the machine has."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_START_SECONDS: Final = 30
_PR_SET_PDEATHSIG: Final = 1


def binaries() -> Path | None:
    """Return the folder with ``initdb`` and ``postgres``, of the newest version where there are several."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for name in ("initdb", "postgres"):
        if found := shutil.which(name):
            folders.append(Path(found).resolve().parent)
    if pg_config := shutil.which("pg_config"):
        told = subprocess.run([pg_config, "--bindir"], check=False, capture_output=True, text=True).stdout.strip()
        folders.append(Path(told))
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@contextlib.contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Run a cluster that listens on a Unix socket only; yield its DATABASE_URL and remove all of it afterwards.

    Args:
        programs: Folder with the binaries.

    Raises:
        RuntimeError: The cluster does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="guicheng-pg-"))
    user = _user()
    if user is not None:
        shutil.chown(folder, user)
    try:
        data = folder / "data"
        create: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "guicheng",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        made = subprocess.run(
            [*create, "--no-sync"], check=False, capture_output=True, text=True, user=user, cwd=folder
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
        with _running(programs, folder, user):
            yield f"postgresql://guicheng@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(programs: Path, folder: Path, user: str | None) -> Iterator[None]:
    # Nothing here outlives the run, so no write needs to reach the disk.
    fast = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    command: list[str | Path] = [
        programs / "postgres",
        "-D",
        folder / "data",
        "-k",
        folder,
        "-c",
        "listen_addresses=",
        *fast,
    ]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            user=user,
            cwd=folder,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  (one thread)
        )
    try:
        _await_answer(programs, folder, server)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _await_answer(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    for _try in range(_START_SECONDS * 10):
        ready = subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False)
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"the cluster does not start: {(folder / 'log').read_text().strip()[-500:]}")


def _user() -> str | None:
    """Return whose processes they are: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGQUIT))
