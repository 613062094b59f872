"""``python -m guicheng.site.demo``: load the demonstration company, or take it away again."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar, Final

from guicheng.domain.values import Message
from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _
from guicheng.site import gate
from guicheng.site.backup import run, say
from guicheng.site.home import StartRefusedError, data_home
from guicheng.site.running import answers, running_at

_ACTS: Final = ("load", "remove")


class NotNowError(GuichengError):
    """The database cannot be written now, because another program is at it."""

    code: ClassVar[str] = "not-now"


def load(last: date | None) -> None:
    """Load the company and print with what its people sign in.

    Args:
        last: The last day that is told; None for yesterday.

    Raises:
        AlreadySetUpError: It is here already.
    """
    from django.utils.timezone import localdate

    from guicheng.apps.organization.services.accounts import first_password
    from guicheng.usecases.demonstration import load_demonstration

    password, now = first_password(), datetime.now(tz=UTC)
    loaded = load_demonstration(
        last=last or localdate(now) - timedelta(days=1), password=password, at=now, progress=_progress
    )
    seconds = f"{(datetime.now(tz=UTC) - now).total_seconds():.0f}"
    say(_("The demonstration company {name} is loaded ({seconds} s).", name=loaded.company.name, seconds=seconds))
    say(_("Its people sign in with the password {password}. It is shown this once.", password=password))
    say(_("Begin with user name {name}, the quality manager. All of them: {names}.", name="demo-quality",
          names=", ".join(loaded.usernames)))  # fmt: skip


def remove() -> None:
    """Take the company away and print how many rows went."""
    from guicheng.apps.organization.selectors import demonstration
    from guicheng.usecases.demonstration import remove_demonstration

    company = demonstration()
    if company is None:
        say(_("There is no demonstration company."))
        return
    gone = remove_demonstration(company=company, actor=None, at=datetime.now(tz=UTC))
    say(_("The demonstration company is gone: {count} rows.", count=str(sum(gone.values()))))


def _progress(title: Message, done: int, count: int) -> None:
    say(_("[{done}/{count}] {title}", done=str(done + 1), count=str(count), title=title))


def main(arguments: list[str]) -> int:
    """Load or remove; return 0, or 2 where it is refused."""
    parser = argparse.ArgumentParser(prog="guicheng demo")
    parser.add_argument("act", choices=_ACTS)
    parser.add_argument("--last", type=date.fromisoformat, default=None)
    options = parser.parse_args(arguments)

    def act() -> None:
        with _tables(data_home(), options.act), _refusals():
            if options.act == "load":
                load(options.last)
            else:
                remove()

    return run(act)


@contextlib.contextmanager
def _tables(home: Path, act: str) -> Iterator[None]:
    """Make Django ready, with tables that are those of this version and stay so.

    Beside a service that is ready nothing is migrated; where none runs, none starts until this is done.

    Raises:
        StartRefusedError: Another command has the data folder, or it cannot be written.
        NotNowError: A service starts, or has other tables, or the database does not take the change.
    """
    url, release = "", None
    try:
        release = gate.lock(home, f"guicheng demo {act}")
    except StartRefusedError:
        url = running_at(home) if os.access(home / "run.lock", os.R_OK) else ""
        if "://" not in url:
            raise
    try:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")
        import django
        from django.core.management import call_command

        django.setup()
        if url:
            _refuse_unless_ready(url)
        else:
            with _refusals():
                call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        if release:
            release()


def _refuse_unless_ready(url: str) -> None:
    from guicheng.site.checkup.rows import up_to_date

    if not answers(url):
        raise NotNowError(
            _(
                "The service at {url} is starting or does not answer, so its tables may be changing. "
                "Wait until it says that it is ready, then repeat the command.",
                url=url,
            )
        )
    if not up_to_date():
        raise NotNowError(
            _(
                "The service at {url} runs with tables of another version. "
                "Start it anew, wait until it says that it is ready, then repeat the command.",
                url=url,
            )
        )


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Tell in a sentence that the database is locked or gone."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise NotNowError(
            _(
                "The database did not take the change: {reason}. Another program may be using it. "
                "Wait until it is done, run “guicheng demo remove”, then repeat the command.",
                reason=reason,
            )
        ) from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
