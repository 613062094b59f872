"""``make bench``: the machine's own figures, then each ``bench/*.py``, which prints us beside a peer and the ratio."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import bootstrap

ROOT: Final = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run all benchmarks one after another; return 1 when one fails."""
    bootstrap.main(["peers"])
    first = ROOT / "bench" / "box.py"
    others = sorted(path for path in (ROOT / "bench").glob("*.py") if path != first and not path.name.startswith("_"))
    failed = 0
    for path in (first, *others):
        print(f"── {path.name}", flush=True)
        failed |= subprocess.run([sys.executable, path], cwd=ROOT, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
