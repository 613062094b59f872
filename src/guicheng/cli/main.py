"""The ``guicheng`` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any

import typer

from guicheng.cli.frame import help_page, misuse
from guicheng.cli.language import translator, wanted
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

app = typer.Typer(
    help=_("Read clauses of service standards, check them, and explain the checks.").text,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Language(StrEnum):
    """Languages of the answers."""

    ZH = "zh"
    EN = "en"


class Format(StrEnum):
    """Forms of the findings."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


Speech = Annotated[
    Language | None,
    typer.Option("--lang", metavar="zh|en", help=_("Language of the answers; GUICHENG_LANG sets it for good.").text),
]
Terms = Annotated[
    str | None,
    typer.Option("--terms", metavar="FILE", help=_("Table of company terms, laid over the shipped ones.").text),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("One JSON object a line.").text)]


@app.command(help=_("Read a file and say what was understood, clause by clause.").text)
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


@app.command(
    help=_("Say what is vague, missing, unlawful or not understood. Exit status 1 means an error was found.").text
)
def lint(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help=_("Files, or - for standard input: one clause a line.").text)
    ],
    *,
    output: Annotated[
        Format, typer.Option("--format", metavar="text|json|sarif", help=_("Form of the findings.").text)
    ] = Format.TEXT,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=_("Only these rules, such as MH001 or MH; commas or several times.").text),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODE", help=_("Not these rules.").text)] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help=_("Leave out the findings kept in this file.").text)
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help=_("Keep the findings of today in the baseline file.").text)
    ] = False,
    hints: Annotated[bool, typer.Option("--hints", help=_("Show hints too.").text)] = False,
    terms: Terms = None,
    lang: Speech = None,
) -> int:
    """Say what is vague, missing, unlawful or not understood."""
    from guicheng.cli import linting
    from guicheng.cli.terms import lexicon_with
    from guicheng.usecases.read_manual import Checks

    checks = Checks(lexicon_with(terms), _codes(select), _codes(ignore))
    return linting.run(linting.Wish(tuple(files), checks, output.value, baseline, write_baseline, hints, wanted(lang)))


@app.command(
    help=_(
        "Say how the clauses of one file stand to those of another, or each pair of a file of pairs. "
        "Exit status 1 means that one is looser or in conflict."
    ).text
)
def compare(
    first: Annotated[
        str | None, typer.Argument(metavar="A", help=_("File whose clauses are judged, such as the standard of an estate.").text)
    ] = None,
    second: Annotated[
        str | None, typer.Argument(metavar="B", help=_("File they are held against, such as that of the company.").text)
    ] = None,
    pairs: Annotated[
        str | None,
        typer.Option(metavar="FILE.jsonl", help=_("Pairs, one JSON object a line: id, a, b, context.").text),
    ] = None,
    as_json: AsJson = False,
    terms: Terms = None,
    lang: Speech = None,
) -> int:
    """Say how clauses stand to one another."""
    from guicheng.cli import comparing
    from guicheng.cli.terms import lexicon_with

    if pairs is not None:
        return comparing.run_pairs(pairs, lexicon_with(terms), language=wanted(lang))
    return comparing.run(first, second, lexicon_with(terms), as_json=as_json, language=wanted(lang))


@app.command(help=_("List the rules.").text)
def rules(as_json: AsJson = False, lang: Speech = None) -> int:
    """List the rules."""
    from guicheng.cli import rulebook

    return rulebook.list_rules(as_json=as_json, language=wanted(lang))


@app.command(help=_("Say why a rule exists and what to write instead.").text)
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Code of a rule, such as MH001.").text)],
    lang: Speech = None,
) -> int:
    """Say why a rule exists and what to write instead."""
    from guicheng.cli import rulebook

    return rulebook.explain(code, language=wanted(lang))


@app.command(help=_("Look at an installation and say what is wrong. Exit status 1 means an error was found.").text)
def doctor(as_json: AsJson = False, lang: Speech = None) -> int:
    """Look at an installation and say what is wrong."""
    from guicheng.cli import operating

    return operating.run("doctor", ["--json"] if as_json else [], language=wanted(lang))


@app.command(help=_("Write all data of the service into one file; the service may run.").text)
def backup(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help=_("File to write, or a folder for one named after the moment.").text),
    ] = ".",
    keep: Annotated[
        int, typer.Option(metavar="N", min=0, help=_("Keep only the newest N backups of that folder.").text)
    ] = 0,
    lang: Speech = None,
) -> int:
    """Write all data of the service into one file."""
    from guicheng.cli import operating

    return operating.run("backup", [f"--keep={keep}", "--", file], language=wanted(lang))


@app.command(help=_("Put a backup in place of the data of a service that does not run; the old data are kept.").text)
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("File that “guicheng backup” wrote.").text)],
    check: Annotated[
        bool, typer.Option("--check", help=_("Only read it to its end and compare it; change nothing.").text)
    ] = False,
    lang: Speech = None,
) -> int:
    """Put a backup in place of the data of a service that does not run."""
    from guicheng.cli import operating

    return operating.run("restore", [*(["--check"] if check else []), "--", file], language=wanted(lang))


def _codes(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(code for value in values or () for code in value.split(",") if code)


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
