"""Commands about time limits that run."""

from __future__ import annotations

from typing import Annotated

import typer

from guicheng.cli.language import wanted
from guicheng.cli.options import Speech
from guicheng.domain.values.message import _

commands = typer.Typer()
_FIRST_DAY = typer.Option(metavar="DAY", help=_("First day; by default the first of the first month of events.").text)
_LAST_DAY = typer.Option(metavar="DAY", help=_("Last day; by default the last of the last month of events.").text)


@commands.command(
    help=_("Say when limits are over: one JSON object a line with calendar, start, limit, pauses, changes.").text
)
def due(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("Lines of JSON; - for standard input.").text)],
    lang: Speech = None,
) -> int:
    """Say when limits are over."""
    from guicheng.cli import due_times

    return due_times.run(file, language=wanted(lang))


@commands.command(
    help=_(
        "Say what was promised and what was kept: figures for each promise of standards, estate and month from a file "
        "of field events."
    ).text
)
def attain(
    file: Annotated[
        str,
        typer.Argument(metavar="EVENTS", help=_("Field events, one JSON object a line; - for standard input.").text),
    ],
    *,
    standards: Annotated[
        list[str],
        typer.Option(metavar="PATH", help=_("Folder of standards, or a file of them; may come several times.").text),
    ],
    facts: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=_("Estates, calendars, targets and suspensions, as JSON.").text),
    ] = None,
    since: Annotated[str | None, _FIRST_DAY] = None,
    until: Annotated[str | None, _LAST_DAY] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help=_("Count as of this moment; by default now.").text),
    ] = None,
    few: Annotated[
        int, typer.Option(metavar="COUNT", min=0, help=_("Fewer cases than these say little; 5 by default.").text)
    ] = 5,
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object with all figures.").text)] = False,
    occurrences: Annotated[
        bool, typer.Option("--occurrences", help=_("Tell each thing that was due in the JSON too.").text)
    ] = False,
    skip_bad_lines: Annotated[
        bool, typer.Option("--skip-bad-lines", help=_("Count the others where lines are no events.").text)
    ] = False,
    lang: Speech = None,
) -> int:
    """Say what was promised and what was kept."""
    from guicheng.cli import attaining

    wish = attaining.Wish(
        events=file,
        standards=tuple(standards),
        facts=facts,
        since=since,
        until=until,
        at=at,
        few=few,
        as_json=as_json,
        occurrences=occurrences,
        skip_bad=skip_bad_lines,
        language=wanted(lang),
    )
    return attaining.run(wish)
