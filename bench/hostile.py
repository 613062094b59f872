"""Refuse or disarm each file that wants to harm, beside opening an honest one in the same run.

The bound that the product keeps: no hostile file takes a second of processor time.
"""

# ruff: noqa: E402 - the files are made by the tests, which are no package
from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from adapters.hostile_files import neutralised, refused
from guicheng.adapters import open_file
from guicheng.domain.values import FileRefusedError

SAMPLE = ROOT / "src" / "guicheng" / "library" / "samples" / "qinghe-manual.docx"
ROUNDS = 3
BOUND = 1.0


def seconds(name: str, data: bytes) -> float:
    """Return processor seconds that opening a file takes, the best of three rounds."""
    least = float("inf")
    for _round in range(ROUNDS):
        started = time.process_time()
        with contextlib.suppress(FileRefusedError):
            open_file(name, data)
        least = min(least, time.process_time() - started)
    return least


def main() -> int:
    """Print the three slowest hostile files beside the honest one; return 1 when one is out of bounds."""
    honest = seconds(SAMPLE.name, SAMPLE.read_bytes())
    taken = {label: seconds(name, make()) for label, name, make in [*refused(), *neutralised()]}
    slowest = sorted(taken, key=taken.__getitem__, reverse=True)
    print(f"honest manual, {SAMPLE.stat().st_size / 1000:.0f} kB: {honest * 1000:.0f} ms")
    for label in slowest[:3]:
        print(f"{label:<40} {taken[label] * 1000:6.0f} ms; ratio {taken[label] / honest:5.1f}")
    print(f"{len(taken)} hostile files, {sum(taken.values()):.1f} s together; bound for each {BOUND:.0f} s")
    return int(taken[slowest[0]] > BOUND)


if __name__ == "__main__":
    sys.exit(main())
