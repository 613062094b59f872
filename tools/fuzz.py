"""Feed the parsers with very many inputs: run the tests marked ``fuzz``, with the counts of ``make test``."""

from __future__ import annotations

import sys

from suite import Session, sentence


def main() -> int:
    """Run the tests; return 1 when one fails."""
    session = Session()
    session.run("fuzz", [sys.executable, "-m", "pytest", "-n", "2", "-m", "fuzz", "tests"])
    print("\n".join([f"failed: {fault}" for fault in session.faults]))
    print(f"fuzz: {sentence(session.counts)}")
    return 1 if session.counts["failed"] or session.faults else 0


if __name__ == "__main__":
    sys.exit(main())
