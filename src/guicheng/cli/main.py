"""The ``guicheng`` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import typer

from guicheng.cli.commands import clauses, clocks, service, systems
from guicheng.cli.frame import help_page, misuse
from guicheng.cli.language import translator, wanted
from guicheng.cli.process import processes
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

app = typer.Typer(
    help=_("Read clauses of service standards, check them, and explain the checks.").text,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(clauses.commands)
app.add_typer(systems.commands)
app.add_typer(clocks.commands)
app.add_typer(processes, name="process")
app.add_typer(service.commands)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; end the process with 0, 1 (an error was found) or 2 (misuse, or a file was refused)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    translate = translator(_asked(words))
    group: Any = typer.main.get_command(app)
    try:
        if page := help_page(group, words, translate):
            print(page)
            sys.exit(0)
        code = group.main(words, prog_name="guicheng", standalone_mode=False)
        sys.stdout.flush()
    except GuichengError as error:
        print(error.message.render(translate), file=sys.stderr)
        code = 2
    except BrokenPipeError:
        # The reader of our output went away; point it elsewhere, so that closing it at exit stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        code = 130
    except Exception as error:
        # Where the parser's exceptions live changes with the release of typer; all of them can show themselves.
        if not hasattr(error, "format_message"):
            raise
        print(misuse(error, tuple(group.commands)).render(translate), file=sys.stderr)
        code = 2
    sys.exit(code or 0)


def _asked(words: Sequence[str]) -> str:
    """Return the language of the command's own sentences, which are needed before the options are read."""
    for word, following in pairwise([*words, ""]):
        if word == "--lang":
            return wanted(following)
        if word.startswith("--lang="):
            return wanted(word.partition("=")[2])
    return wanted()
