"""``guicheng process``: check, draw, compare and replay processes. What the commands do is imported when they run."""

from __future__ import annotations

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
    promise: Annotated[
        str | None,
        typer.Option(
            metavar="PROMISE",
            help=_("Minutes from the start of one step to the end of another, with answers: 30:1→4,1=ANSWER.").text,
        ),
    ] = None,
    as_json: AsJson = False,
    lang: Speech = None,
) -> int:
    """Check a process."""
    from guicheng.cli import process_check

    return process_check.run(file, promise, as_json=as_json, language=wanted(lang))
