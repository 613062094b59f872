"""Start the command line, beside an interpreter that loads nothing but argparse."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

PROGRAM = str(Path(sys.executable).parent / "guicheng")
ROUNDS = 5
BOUND = 0.3


def seconds(*command: str) -> float:
    """Return processor seconds that a command takes, the best of five rounds."""
    taken = []
    for _round in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def main() -> int:
    """Print one line; return 1 when help takes longer than it may."""
    ours, bare = seconds(PROGRAM, "--help"), seconds(sys.executable, "-c", "import argparse")
    print(f"guicheng --help: {ours * 1000:.0f} ms of processor, bare argparse {bare * 1000:.0f} ms: {ours / bare:.1f}×")
    return int(ours > BOUND)


if __name__ == "__main__":
    sys.exit(main())
