"""Commands about single clauses."""

from __future__ import annotations

from typing import Annotated

import typer

from guicheng.cli.language import wanted
from guicheng.cli.options import AsJson, Format, Hints, Ignore, KeepNow, Kept, Output, Select, Speech, Terms, codes
from guicheng.domain.values.message import _

commands = typer.Typer()


@commands.command(help=_("Read a file and say what was understood, clause by clause.").text)
def read(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=_("A .docx, .xlsx, .md or .txt file, or - for standard input: one clause a line.").text
        ),
    ],
    as_json: AsJson = False,
    terms: Terms = None,
    lang: Speech = None,
) -> int:
    """Read a file and say what was understood."""
    from guicheng.cli import reading
    from guicheng.cli.terms import lexicon_with
    from guicheng.usecases.read_manual import Checks

    return reading.run(file, Checks(lexicon_with(terms)), as_json=as_json, language=wanted(lang))


@commands.command(
    help=_("Say what is vague, missing, unlawful or not understood. Exit status 1 means an error was found.").text
)
def lint(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help=_("Files, or - for standard input: one clause a line.").text)
    ],
    *,
    output: Output = Format.TEXT,
    select: Select = None,
    ignore: Ignore = None,
    baseline: Kept = None,
    write_baseline: KeepNow = False,
    hints: Hints = False,
    terms: Terms = None,
    lang: Speech = None,
) -> int:
    """Say what is vague, missing, unlawful or not understood."""
    from guicheng.cli import linting
    from guicheng.cli.terms import lexicon_with
    from guicheng.usecases.read_manual import Checks

    checks = Checks(lexicon_with(terms), codes(select), codes(ignore))
    return linting.run(linting.Wish(tuple(files), checks, output.value, baseline, write_baseline, hints, wanted(lang)))


@commands.command(help=_("List the rules.").text)
def rules(as_json: AsJson = False, lang: Speech = None) -> int:
    """List the rules."""
    from guicheng.cli import rulebook

    return rulebook.list_rules(as_json=as_json, language=wanted(lang))


@commands.command(help=_("Say why a rule exists and what to write instead.").text)
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Code of a rule, such as MH001.").text)],
    lang: Speech = None,
) -> int:
    """Say why a rule exists and what to write instead."""
    from guicheng.cli import rulebook

    return rulebook.explain(code, language=wanted(lang))
