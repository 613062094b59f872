"""What this machine can do: figures to read all others by."""

from __future__ import annotations

import os
import tempfile
import time


def syncs_per_second(seconds: float = 2.0) -> float:
    """Appends of 4 KiB that reach the disk."""
    page, count, started = os.urandom(4096), 0, time.perf_counter()
    with tempfile.NamedTemporaryFile(dir=os.environ.get("GUICHENG_HOME") or None) as file:
        while time.perf_counter() - started < seconds:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
            count += 1
    return count / (time.perf_counter() - started)


def memory_gigabytes_per_second(rounds: int = 8) -> float:
    """Bytes read and written by copying 128 MiB."""
    block = bytearray(128 * 1024 * 1024)
    best = 0.0
    for _round in range(rounds):
        started = time.perf_counter()
        copy = bytes(block)
        best = max(best, 2 * len(copy) / (time.perf_counter() - started) / 1e9)
        del copy
    return best


def loops_per_second(count: int = 5_000_000) -> float:
    """Turns of an empty Python loop with an addition."""
    total, started = 0, time.perf_counter()
    for number in range(count):
        total += number
    return count / (time.perf_counter() - started)


if __name__ == "__main__":
    print(
        f"box: {os.cpu_count()} cores, {syncs_per_second():,.0f} fsync/s, "
        f"{memory_gigabytes_per_second():.1f} GB/s memory, {loops_per_second() / 1e6:.1f} M/s Python loops"
    )
