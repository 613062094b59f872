"""Commands about an installation."""

from __future__ import annotations

from typing import Annotated

import typer

from guicheng.cli.language import wanted
from guicheng.cli.options import AsJson, Speech
from guicheng.domain.values.message import _

commands = typer.Typer()


@commands.command(help=_("Look at an installation and say what is wrong. Exit status 1 means an error was found.").text)
def doctor(as_json: AsJson = False, lang: Speech = None) -> int:
    """Look at an installation and say what is wrong."""
    from guicheng.cli import operating

    return operating.run("doctor", ["--json"] if as_json else [], language=wanted(lang))


@commands.command(help=_("Write all data of the service into one file; the service may run.").text)
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


@commands.command(
    help=_("Put a backup in place of the data of a service that does not run; the old data are kept.").text
)
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


@commands.command(
    help=_("Count a month once more and seal it for a company; show what the version before told differently.").text
)
def seal(
    month: Annotated[
        str, typer.Argument(metavar="MONTH", help=_("The month, such as 2026-10; it has to be over.").text)
    ],
    company: Annotated[
        str, typer.Option(metavar="NAME", help=_("Name of the company, where there are several.").text)
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Do all of it, tell what came of it, and keep nothing.").text)
    ] = False,
    as_json: AsJson = False,
    lang: Speech = None,
) -> int:
    """Count a month once more and seal it."""
    from guicheng.cli import operating

    asked = [month, *([f"--company={company}"] if company else [])]
    asked += ["--dry-run"] if dry_run else []
    return operating.run("seal", [*asked, *(["--json"] if as_json else [])], language=wanted(lang))


demo = typer.Typer(help=_("A made-up company with three estates and three months of work, to look at.").text)
commands.add_typer(demo, name="demo")


@demo.command(help=_("Load the demonstration company, in some twenty seconds; its password is shown once.").text)
def load(
    last: Annotated[
        str,
        typer.Option(
            metavar="DAY", help=_("Last day that it tells of, such as 2026-11-22; yesterday if left out.").text
        ),
    ] = "",
    lang: Speech = None,
) -> int:
    """Load the demonstration company."""
    from guicheng.cli import operating

    return operating.run("demo", ["load", *([f"--last={last}"] if last else [])], language=wanted(lang))


@demo.command(help=_("Take the demonstration company away with all that belongs to it, and nothing else.").text)
def remove(lang: Speech = None) -> int:
    """Take the demonstration company away."""
    from guicheng.cli import operating

    return operating.run("demo", ["remove"], language=wanted(lang))


standards = typer.Typer(help=_("The drafts of the service as a folder for version control, out and back.").text)
commands.add_typer(standards, name="standards")
Company = Annotated[
    str, typer.Option("--company", metavar="NAME", help=_("Name of the company, where there are several.").text)
]


@standards.command(
    name="export",
    help=_("Write all drafts of a company into a folder, or a .zip. Files of a standard keep their names there.").text,
)
def export_standards(
    target: Annotated[str, typer.Argument(metavar="OUT", help=_("A folder, or a .zip file to write.").text)],
    company: Company = "",
    no_ids: Annotated[
        bool,
        typer.Option("--no-ids", help=_("Leave out the keys by which files and drafts know each other.").text),
    ] = False,
    lang: Speech = None,
) -> int:
    """Write all drafts of a company into a folder."""
    from guicheng.cli import operating

    asked = ["export", f"--company={company}", *(["--no-ids"] if no_ids else []), "--", target]
    return operating.run("exchange", asked, language=wanted(lang))


@standards.command(
    name="bring",
    help=_("Bring the drafts of a company to the files of a folder: all of them, or on an error none.").text,
)
def bring_standards(
    source: Annotated[
        str, typer.Argument(metavar="IN", help=_("A folder of standards, or a .zip, .md or .json file.").text)
    ],
    *,
    unit: Annotated[
        str,
        typer.Option(
            "--unit", metavar="NAME", help=_("Unit of new drafts whose file names none; the company if left out.").text
        ),
    ] = "",
    company: Company = "",
    remove: Annotated[
        bool, typer.Option("--remove", help=_("Delete the clauses that a file no longer has.").text)
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Do all of it, tell what came of it, and keep nothing.").text)
    ] = False,
    lang: Speech = None,
) -> int:
    """Bring the drafts of a company to the files of a folder."""
    from guicheng.cli import operating

    asked = ["bring", f"--company={company}", f"--unit={unit}", *(["--remove"] if remove else [])]
    asked += ["--dry-run"] if dry_run else []
    return operating.run("exchange", [*asked, "--", source], language=wanted(lang))
