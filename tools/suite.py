"""``make test``: the domain with branch coverage, then everything else on SQLite and again on PostgreSQL.

The last line is plain: ``N passed, N failed, N skipped``, added up over all runs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import bootstrap
import postgres

ROOT: Final = Path(__file__).resolve().parents[1]
NOTHING_COLLECTED: Final = 5
_COUNTS: Final = re.compile(r"(\d+) (passed|failed|error|errors|skipped)\b")


class Session:
    """The runs of one call of ``make test`` and what they came to."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def run(self, name: str, command: Sequence[str], **environment: str) -> bool:
        """Run one set of tests, show its output as it comes, and count."""
        print(f"── {name}", flush=True)
        started, lines = time.monotonic(), []
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            for line in process.stdout or ():
                sys.stdout.write(line)
                sys.stdout.flush()
                lines.append(line)
        counts = counted(lines)
        self.counts.update(counts)
        if process.returncode not in {0, NOTHING_COLLECTED} and not counts["failed"]:
            self.faults.append(f"{name} ended with {process.returncode}")
        print(f"── {name}: {sentence(counts)}, {time.monotonic() - started:.0f} s", flush=True)
        return process.returncode in {0, NOTHING_COLLECTED}


def counted(lines: Sequence[str]) -> Counter[str]:
    """Return the counts of a run from the last line that has any; errors count as failed."""
    for line in reversed(lines):
        found = Counter[str]()
        for number, word in _COUNTS.findall(line):
            found["failed" if word.startswith("error") else word] += int(number)
        if found:
            return found
    return Counter()


def sentence(counts: Counter[str]) -> str:
    """Return the counts as the line that closes a run."""
    return f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped"


def domain(session: Session, options: Sequence[str]) -> None:
    """Test the pure rooms with branch coverage, which must be whole."""
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "erase"], cwd=ROOT, check=False)
    tests = ["-m", "pytest", "-n", "2", "--measured", "tests/domain", *options]
    passed = session.run("domain, measured", [*coverage, "run", *tests])
    subprocess.run([*coverage, "combine", "--quiet"], cwd=ROOT, check=False)
    if passed and subprocess.run([*coverage, "report", "--fail-under=100"], cwd=ROOT, check=False).returncode:
        session.faults.append("branches of the domain without a test")


def databases(session: Session, options: Sequence[str]) -> None:
    """Test everything else on SQLite, and what touches a database again on PostgreSQL."""
    everything = [sys.executable, "-m", "pytest", "-n", "2", "tests", *options]
    session.run("SQLite", [*everything, "--not-measured"], DATABASE_URL="")
    programs = postgres.binaries()
    if programs is None:
        print("No PostgreSQL on this machine, so its run is left out. Debian or Ubuntu: apt-get install postgresql")
        if os.environ.get("CI") == "true":
            session.faults.append("CI needs PostgreSQL")
        return
    with postgres.temporary_cluster(programs) as url:
        session.run("PostgreSQL", [*everything, "--only-database"], DATABASE_URL=url)


def front_end(session: Session) -> None:
    """Test the islands, where there are tests."""
    manifest = ROOT / "frontend" / "package.json"
    if manifest.exists() and '"test"' in manifest.read_text(encoding="utf-8"):
        command, environment = bootstrap.npm_call("--prefix", "frontend", "run", "--silent", "test")
        session.run("front end", command, **environment)


def main(options: Sequence[str]) -> int:
    """Run everything; return 1 when something failed."""
    started, session = time.monotonic(), Session()
    domain(session, options)
    front_end(session)
    databases(session, options)
    for fault in session.faults:
        print(f"failed: {fault}")
    session.counts["failed"] += len(session.faults)
    print(f"test: {time.monotonic() - started:.0f} s")
    print(sentence(session.counts))
    return 1 if session.counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
