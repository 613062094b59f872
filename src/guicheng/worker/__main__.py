"""``python -m guicheng.worker``: run jobs until told to end."""

from __future__ import annotations

import argparse
import os
import signal
import sys

import django


def main(arguments: list[str]) -> None:
    """Run jobs until SIGINT or SIGTERM; the job at hand is finished first, a second signal ends it too."""
    parser = argparse.ArgumentParser(prog="guicheng.worker", description="Run jobs from the database.")
    parser.add_argument("--place", default=f"pid-{os.getpid()}", help="unique name of where this worker runs")
    parser.add_argument("--batch", action="store_true", help="end when no job is ready")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")
    django.setup()

    from guicheng.worker.loop import JobWorker

    worker = JobWorker(place=options.place, batch=options.batch)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, worker.shutdown)
    worker.run()


if __name__ == "__main__":
    main(sys.argv[1:])
