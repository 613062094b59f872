"""A data folder as a service leaves it after its first start, made once for all tests of a run."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

_MAKE = "from guicheng.site import serve; serve.prepare_database()"


def prepared(folder: Path) -> Path:
    """Make ``folder`` such a data folder, without a company; what a test does to it concerns nobody else."""
    shutil.copytree(_first(), folder)
    return folder


def _first() -> Path:
    """Return the folder that all copies are of; the tests of a run that stand side by side share it."""
    place = Path(os.environ["GUICHENG_HOME"])
    made = place / "prepared"
    with (place / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            draft = place / "being-prepared"
            draft.mkdir(mode=0o700)
            settings = {**os.environ, "GUICHENG_HOME": str(draft), "DATABASE_URL": ""}
            subprocess.run([sys.executable, "-c", _MAKE], env=settings, check=True)
            draft.rename(made)
    return made
