"""Commands about time limits that run."""

from __future__ import annotations

from typing import Annotated

import typer

from guicheng.cli.language import wanted
from guicheng.cli.options import Speech
from guicheng.domain.values.message import _

commands = typer.Typer()


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
