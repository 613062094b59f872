"""``python -m guicheng.site.doctor``: look at an installation and say what is wrong and what to do."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from guicheng.cli.language import translator, wanted
from guicheng.cli.streams import screen
from guicheng.cli.width import wrap
from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _
from guicheng.site.checkup import machine
from guicheng.site.checkup.verdict import WORDS, Level, Verdict, error
from guicheng.site.home import data_home
from guicheng.site.opening import read_settings

_MARKS: Final = {Level.OK: "✓", Level.WARNING: "!", Level.ERROR: "✕"}
_COLOURS: Final = {Level.OK: "32", Level.WARNING: "33", Level.ERROR: "31"}
Look = Callable[[], Verdict | Iterable[Verdict]]


def verdicts(now: datetime) -> Iterator[Verdict]:
    """Yield what is found; nothing is written, neither a folder nor a key nor a database.

    Args:
        now: Now, with time zone.
    """
    yield machine.python()
    home = data_home()
    yield from machine.folder(home)
    if not home.is_dir():
        return
    yield machine.key(home)
    read_settings(home)
    yield from _with_settings(home, now)


def _with_settings(home: Path, now: datetime) -> Iterator[Verdict]:
    from django.conf import settings

    from guicheng.site.checkup import rows, service

    looks: list[tuple[str, Look]] = [
        ("clock", lambda: machine.clock(settings.TIME_ZONE, now)),
        ("database", lambda: rows.verdicts(now)),
        ("norms", service.norms),
        ("pages", service.pages),
        ("service", lambda: service.running(home)),
        ("https", service.way_in),
        ("backup", lambda: service.backup(home, now)),
    ]
    if rows.up_to_date():
        looks += [("jobs", lambda: service.jobs(home, now)), ("mail", service.mail)]
        looks += [("second-factor", service.second_factor)]
    for check, look in looks:
        yield from _looked(check, look)


def _looked(check: str, look: Look) -> Iterator[Verdict]:
    """Yield the verdicts of one look; what stops it is a verdict too, and the others go on."""
    from django.db import DatabaseError

    try:
        found = look()
        yield from [found] if isinstance(found, Verdict) else found
    except (DatabaseError, OSError) as failed:
        reason = str(failed).strip().splitlines()[0] if str(failed).strip() else type(failed).__name__
        told = _("The check “{name}” could not be made: {reason}", name=check, reason=reason)
        yield error(check, told, _("Mend what it names, then run the check again."))


def report(found: Iterable[Verdict], *, as_json: bool, language: str) -> int:
    """Print verdicts as they come; return 1 when one is an error."""
    counts: Counter[Level] = Counter()
    for verdict in found:
        counts[verdict.level] += 1
        line = (
            json.dumps(verdict.row(translator(language)), ensure_ascii=False) if as_json else _lines(verdict, language)
        )
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    if not as_json:
        told = _(
            "Checks: {all}. Errors: {errors}. Warnings: {warnings}.",
            all=str(counts.total()),
            errors=str(counts[Level.ERROR]),
            warnings=str(counts[Level.WARNING]),
        )
        sys.stdout.write(told.render(translator(language)) + "\n")
    return 1 if counts[Level.ERROR] else 0


def _lines(verdict: Verdict, language: str) -> str:
    terminal = screen(language)
    head = f"{_MARKS[verdict.level]} {terminal.say(WORDS[verdict.level])}"
    first, *others = wrap(terminal.say(verdict.message), terminal.width - 12)
    lines = [f"{terminal.paint(head, _COLOURS[verdict.level])}  {first}", *(f"    {line}" for line in others)]
    if verdict.advice:
        lines += [f"    → {line}" for line in wrap(terminal.say(verdict.advice), terminal.width - 6)[:1]]
        lines += [f"      {line}" for line in wrap(terminal.say(verdict.advice), terminal.width - 6)[1:]]
    return "\n".join(lines)


def _all(now: datetime) -> Iterator[Verdict]:
    """Yield all verdicts; a variable that cannot be used ends them with an error."""
    try:
        yield from verdicts(now)
    except GuichengError as refused:
        yield error("settings", refused.message, _("Mend that variable, then run the check again."))


def main(arguments: list[str]) -> int:
    """Look and report; return 0 when nothing is wrong, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="guicheng doctor")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    return report(_all(datetime.now(tz=UTC)), as_json=options.json, language=wanted())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
