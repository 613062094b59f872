"""``guicheng process``: check, draw, compare and replay processes. What the commands do is imported when they run."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from guicheng.cli.language import wanted
from guicheng.cli.options import AsJson, Speech
from guicheng.domain.values.message import _

processes = typer.Typer(
    help=_("Check, draw, compare and replay processes that are written as step tables or drawn as BPMN.").text,
    add_completion=False,
    rich_markup_mode=None,
)

#: As in ``domain/process/assumed.py``, which is loaded only when a command runs.
_DAYS = ("workdays", "every_day", "mon-fri", "mon-sat")


class Colours(StrEnum):
    """What a drawing is made for."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


File = Annotated[
    str, typer.Argument(metavar="FILE", help=_("A step table (.csv, .xlsx, .docx, .md) or a diagram (.bpmn).").text)
]


@processes.command(
    help=_(
        "Prove that every case can end, find what is left open, and add up the limits. Exit status 1: not sound."
    ).text
)
def check(
    file: File,
    *,
    promise: Annotated[
        str | None,
        typer.Option(
            metavar="PROMISE",
            help=_("Minutes from the start of one step to the end of another, with answers: 30:1→4,1=ANSWER.").text,
        ),
    ] = None,
    kept: Annotated[
        str,
        typer.Option(
            "--kept", metavar="PERCENT", help=_("Assumed: how often each step keeps its limit; 95 by default.").text
        ),
    ] = "",
    days: Annotated[
        str, typer.Option("--days", metavar="|".join(_DAYS), help=_("Assumed: days on which hours run.").text)
    ] = "",
    hours: Annotated[
        str,
        typer.Option("--hours", metavar="HOURS", help=_("Assumed: open hours; 08:30-17:30 by default.").text),
    ] = "",
    standards: Annotated[
        str,
        typer.Option(
            "--standards", metavar="PATH", help=_("Set the timed clauses that steps cite beside the limits.").text
        ),
    ] = "",
    posts: Annotated[
        str,
        typer.Option(
            "--posts",
            metavar="FILE",
            help=_("CSV of posts with levels and hours; the guide on processes names its columns.").text,
        ),
    ] = "",
    as_json: AsJson = False,
    lang: Speech = None,
) -> int:
    """Check a process."""
    from guicheng.cli import process_check

    asked = process_check.Asked(file, wanted(lang), promise, (kept, days, hours), standards, posts)
    return process_check.run(asked, as_json=as_json)


@processes.command(
    help=_("Write a process as drawing (.svg, .png), diagram (.bpmn) or chapter of a manual (.docx, .pdf).").text
)
def render(
    file: File,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help=_("File to write.").text)],
    theme: Annotated[
        Colours, typer.Option("--theme", metavar="light|dark|print", help=_("Colours of a drawing.").text)
    ] = Colours.LIGHT,
    fold: Annotated[
        bool, typer.Option("--fold", help=_("Fold a wide drawing into strips for a sheet of paper.").text)
    ] = False,
    lang: Speech = None,
) -> int:
    """Write a process in another form."""
    from guicheng.cli import process_out

    return process_out.render(process_out.Wish(file, output, theme.value, fold, wanted(lang)))


@processes.command(help=_("Tell what changed between two processes, step by step.").text)
def diff(
    older: Annotated[str, typer.Argument(metavar="OLDER", help=_("A step table or a diagram.").text)],
    newer: Annotated[str, typer.Argument(metavar="NEWER", help=_("The same, as it is now.").text)],
    as_json: AsJson = False,
    lang: Speech = None,
) -> int:
    """Compare two processes."""
    from guicheng.cli import process_out

    return process_out.compare(older, newer, as_json=as_json, language=wanted(lang))


@processes.command(
    help=_(
        "Set a log beside a process: which cases fit, the first wrong step of the others, how long each step was "
        "waited for. Exit status 1: some case deviates."
    ).text
)
def replay(
    file: File,
    log: Annotated[
        str,
        typer.Argument(
            metavar="LOG.csv",
            help=_("CSV table of cases, steps and times; the guide on processes names its columns.").text,
        ),
    ],
    svg: Annotated[
        str, typer.Option("--svg", metavar="FILE", help=_("Draw the process with what the log says of it.").text)
    ] = "",
    as_json: AsJson = False,
    lang: Speech = None,
) -> int:
    """Replay a log."""
    from guicheng.cli import process_replay

    return process_replay.run(file, log, svg, as_json=as_json, language=wanted(lang))
