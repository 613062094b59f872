"""``make check``: run every check on two cores, print one line each, and the output of those that fail."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import bootstrap

ROOT: Final = Path(__file__).resolve().parents[1]
BIN: Final = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Check:
    """A program whose exit code says whether all is well.

    Args:
        name: How it is called in the list.
        command: Program and arguments.
        folder: Where it runs.
        path: Where it finds its programs; "" for the usual places.
    """

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    path: str = ""

    def run(self) -> tuple[bool, float, str]:
        """Return whether it passed, how many seconds it took, and what it printed."""
        started = time.monotonic()
        environment = {**os.environ, "PATH": self.path or os.environ["PATH"], "NO_COLOR": "1"}
        done = subprocess.run(
            self.command, cwd=self.folder, env=environment, check=False, capture_output=True, text=True
        )
        return done.returncode == 0, time.monotonic() - started, done.stdout + done.stderr


def checks() -> Iterator[Check]:
    """Yield the checks, the slowest first."""
    python = sys.executable
    yield Check("types", (str(BIN / "mypy"),))
    if (ROOT / "frontend" / "package.json").exists():
        command, environment = bootstrap.npm_call("run", "--silent", "check")
        yield Check("typescript", tuple(command), ROOT / "frontend", environment["PATH"])
    yield Check("migrations", (python, "manage.py", "makemigrations", "--check", "--dry-run"))
    yield Check("django", (python, "manage.py", "check", "--fail-level", "WARNING"))
    yield Check("floors", (str(BIN / "lint-imports"), "--no-logo"))
    if templates := sorted(str(path) for path in (ROOT / "src").rglob("templates/**/*.html")):
        yield Check("templates", (str(BIN / "djlint"), "--lint", "--quiet", *templates))
    yield Check("style", (str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise"))
    simple = ("--select", "C90", "--config", "lint.mccabe.max-complexity=8", "src/guicheng/domain")
    yield Check("complexity", (str(BIN / "ruff"), "check", "--quiet", *simple))
    yield Check("format", (str(BIN / "ruff"), "format", "--check", "--output-format", "concise"))
    yield Check("messages", (python, "tools/messages.py", "check"))
    yield Check("house", (python, "tools/house.py"))
    yield Check("reference", (python, "tools/docs.py", "--check"))
    yield Check("measure", (python, "tools/measure.py"))


def main() -> int:
    """Run all checks; return 1 when one fails."""
    started, failed = time.monotonic(), []
    listed = list(checks())
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for check, (passed, seconds, output) in zip(listed, pool.map(Check.run, listed), strict=True):
            print(f"{'ok  ' if passed else 'FAIL'} {check.name:<12} {seconds:5.1f} s", flush=True)
            if not passed:
                failed.append(check.name)
                print(output.rstrip())
            elif check.name == "measure":
                print(output.rstrip())
    verdict = f"failed: {', '.join(failed)}" if failed else "all passed"
    print(f"check: {len(listed)} checks, {verdict}, {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
