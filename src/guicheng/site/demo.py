"""``python -m guicheng.site.demo``: load the demonstration company, or take it away again."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Final

from guicheng.domain.values import Message
from guicheng.domain.values.message import _
from guicheng.site.backup import run, say
from guicheng.site.home import data_home

_ACTS: Final = ("load", "remove")


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
        data_home()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        if options.act == "load":
            load(options.last)
        else:
            remove()

    return run(act)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
