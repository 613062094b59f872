"""Commands about standards as one system, and what is made of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from guicheng.cli.language import wanted
from guicheng.cli.options import AsJson, Format, Hints, Ignore, KeepNow, Kept, Output, Select, Speech, Terms, codes
from guicheng.domain.values.message import _

commands = typer.Typer()


class Kind(StrEnum):
    """Kinds of documents."""

    MANUAL = "manual"
    POST = "post"
    NOTICE = "notice"


Contracts = Annotated[
    list[str] | None, typer.Option(metavar="FILE", help=_("A contract that stands above the standards.").text)
]
Levels = Annotated[
    list[str] | None,
    typer.Option(metavar="LEVEL=PATH", help=_("Standards of another level, such as estate=FOLDER.").text),
]


class Size(StrEnum):
    """Sizes of paper."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"


@commands.command(
    help=_(
        "Check standards as one system: each clause, clauses at odds, levels, grades, the law. "
        "Exit status 1 means an error was found."
    ).text
)
def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help=_("Folders of standards, or .docx, .xlsx, .md and .txt files.").text),
    ],
    *,
    city: Annotated[
        str,
        typer.Option(
            metavar="CITY", help=_("City whose law holds too, in Chinese or English; the country's always does.").text
        ),
    ] = "",
    grade: Annotated[
        str, typer.Option(metavar="GRADE", help=_("Only this grade, named as in the standard.").text)
    ] = "",
    contract: Contracts = None,
    level: Levels = None,
    output: Output = Format.TEXT,
    as_json: AsJson = False,
    select: Select = None,
    ignore: Ignore = None,
    baseline: Kept = None,
    write_baseline: KeepNow = False,
    hints: Hints = False,
    terms: Terms = None,
    lang: Speech = None,
) -> int:
    """Check standards as one system."""
    from guicheng.cli import checking
    from guicheng.cli.terms import lexicon_with
    from guicheng.usecases.read_manual import Checks

    wish = checking.Wish(
        paths=tuple(paths),
        contracts=tuple(contract or ()),
        levels=tuple(level or ()),
        checks=Checks(lexicon_with(terms), codes(select), codes(ignore)),
        grade=grade,
        city=city,
        output="json" if as_json else output.value,
        baseline=baseline,
        write_baseline=write_baseline,
        hints=hints,
        language=wanted(lang),
    )
    return checking.run(wish)


@commands.command(
    help=_(
        "Say how the clauses of one file stand to those of another, one clause to another, or each pair of a file "
        "of pairs. Exit status 1 means that one is looser or in conflict."
    ).text
)
def compare(
    first: Annotated[
        str | None,
        typer.Argument(
            metavar="A", help=_("File whose clauses are judged, such as the standard of an estate; or a clause.").text
        ),
    ] = None,
    second: Annotated[
        str | None,
        typer.Argument(
            metavar="B", help=_("File they are held against, such as that of the company; or a clause.").text
        ),
    ] = None,
    *,
    pairs: Annotated[
        str | None,
        typer.Option(metavar="FILE.jsonl", help=_("Pairs, one JSON object a line: id, a, b, context.").text),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--all", help=_("Tell all pairs in words, and not the first 1000 alone.").text)
    ] = False,
    as_json: AsJson = False,
    terms: Terms = None,
    lang: Speech = None,
) -> int:
    """Say how clauses stand to one another."""
    from guicheng.cli import comparing
    from guicheng.cli.terms import lexicon_with

    if pairs is not None:
        return comparing.run_pairs(pairs, lexicon_with(terms), language=wanted(lang))
    return comparing.run(first, second, lexicon_with(terms), as_json=as_json, language=wanted(lang), whole=whole)


@commands.command(help=_("Make a manual, the handbook of a post, or a public notice of standards.").text)
def render(
    source: Annotated[
        str, typer.Argument(metavar="FILE|FOLDER", help=_("A standard, or a folder with standards.").text)
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=_("File to write; .docx or .pdf.").text)
    ],
    *,
    kind: Annotated[
        Kind, typer.Option(metavar="manual|post|notice", help=_("Which document to make.").text)
    ] = Kind.MANUAL,
    post: Annotated[str, typer.Option(metavar="NAME", help=_("Post whose handbook is wanted.").text)] = "",
    grade: Annotated[str, typer.Option(metavar="NAME", help=_("Grade to print at; the best by default.").text)] = "",
    company: Annotated[str, typer.Option(metavar="NAME", help=_("Company that issues the document.").text)] = "",
    title: Annotated[str, typer.Option(metavar="NAME", help=_("Name of the place, for the title page.").text)] = "",
    paper: Annotated[
        Size, typer.Option(metavar="a3|a4|a5", help=_("Size of the pages of a PDF; a3 makes a poster.").text)
    ] = Size.A4,
    phone: Annotated[str, typer.Option(metavar="NUMBER", help=_("Service telephone on a notice.").text)] = "",
    complaints: Annotated[str, typer.Option(metavar="NUMBER", help=_("Complaints telephone on a notice.").text)] = "",
    elements: Annotated[
        bool, typer.Option("--elements", help=_("Tell the elements of each clause in a manual.").text)
    ] = False,
    lang: Speech = None,
) -> int:
    """Make a document of standards."""
    from guicheng.cli import rendering

    wish = rendering.Wish(
        source=source,
        output=output,
        kind=kind.value,
        post=post,
        grade=grade,
        company=company,
        title=title,
        paper=paper.value,
        phone=phone,
        complaints=complaints,
        elements=elements,
        language=wanted(lang),
    )
    return rendering.run(wish)


@commands.command(
    help=_(
        "Turn standards from one form into another. An edited .xlsx is taken into the standards at OUT; "
        "exit status 1 means that rows failed and came back with reasons."
    ).text
)
def convert(
    source: Annotated[
        str,
        typer.Argument(metavar="IN", help=_("A folder of standards, or a .md, .json, .xlsx, .docx or .txt file.").text),
    ],
    target: Annotated[
        str, typer.Argument(metavar="OUT", help=_("A folder, or a .md, .json or .xlsx file to write.").text)
    ],
    remove: Annotated[
        bool, typer.Option("--remove", help=_("Take clauses out that the edited .xlsx has no row for.").text)
    ] = False,
    lang: Speech = None,
) -> int:
    """Turn standards from one form into another."""
    from guicheng.cli import converting

    return converting.run(source, target, remove=remove, language=wanted(lang))


@commands.command(help=_("Check files of legal duties, or list the duties that hold in a city.").text)
def norms(
    action: Annotated[
        str, typer.Argument(metavar="check|list", help=_("check: look at files; list: show duties.").text)
    ],
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help=_("Files of norms to check, in YAML.").text)
    ] = None,
    city: Annotated[
        str | None,
        typer.Option(metavar="CITY", help=_("Only what holds in this city or province, in Chinese or English.").text),
    ] = None,
    as_json: AsJson = False,
    lang: Speech = None,
) -> int:
    """Check files of legal duties, or list the duties that hold in a city."""
    from guicheng.cli import norms as norms_command

    return norms_command.run(action, tuple(files or ()), city=city, as_json=as_json, language=wanted(lang))
