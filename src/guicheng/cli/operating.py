"""``guicheng doctor``, ``backup``, ``demo``, ``standards`` and the like: programs of the installation, started here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Literal


def run(
    program: Literal["doctor", "backup", "restore", "demo", "seal", "exchange"],
    arguments: Sequence[str],
    *,
    language: str,
) -> int:
    """Run a program beside us and return its exit code.

    They need the settings, and a door imports nothing of the roof: so they are programs of their own, like the
    service, and the other commands stay free of the framework.

    Args:
        program: Which one.
        arguments: What it is told.
        language: ``zh`` or ``en``.
    """
    sys.stdout.flush()
    # -P: a folder of the same name where somebody happens to stand is not taken for the package.
    command = [sys.executable, "-P", "-m", f"guicheng.site.{program}", *arguments]
    return subprocess.call(command, env={**os.environ, "GUICHENG_LANG": language})  # noqa: S603  (our own programs)
