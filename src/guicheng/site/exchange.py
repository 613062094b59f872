"""``python -m guicheng.site.exchange``: the drafts of a company as a folder of files, out and back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import Message, _
from guicheng.site.backup import run, say
from guicheng.site.company import company_named, refuse_other_tables
from guicheng.site.home import data_home
from guicheng.site.opening import read_settings

if TYPE_CHECKING:
    from guicheng.apps.organization.actors import Actor
    from guicheng.apps.organization.models import Unit
    from guicheng.usecases.exchange_standards import Brought


class NoSuchFolderError(GuichengError):
    """A folder or a file cannot be read or written."""

    code: ClassVar[str] = "no-such-folder"


class WhichUnitError(GuichengError):
    """No unit, or several, answer to what was said."""

    code: ClassVar[str] = "which-unit"


def export(target: Path, company: Unit, at: datetime, *, ids: bool) -> int:
    """Write the drafts of a company; a standard that has a file in the folder keeps its name.

    Args:
        target: A folder, or a file that ends in .zip.
        company: The company.
        at: Now; deviations that are over are left out.
        ids: Whether the files carry keys.

    Returns:
        How many files there are.

    Raises:
        NoSuchFolderError: Something cannot be written.
        StandardsFileError: A file of the folder is not in the format.
    """
    from guicheng.adapters.standards_files import packed
    from guicheng.adapters.standards_files.tables import EMPTY
    from guicheng.apps.standards.readings import day_of
    from guicheng.usecases.exchange_standards import company_folder, kept_names

    files = company_folder(company, day=day_of(at), ids=ids)
    if target.suffix.lower() == ".zip":
        _write(target, packed(files))
        return len(files)
    held = _held(target) if target.is_dir() else {}
    names = kept_names(held, files) if held else {}
    # A word or a signature that was taken back must not live on in the folder.
    files |= {name: text for name, text in EMPTY.items() if name in held and name not in files}
    for path, text in files.items():
        _write(target / names.get(path, path), text.encode("utf-8", "replace"))
    return len(files)


def bring(source: Path, company: Unit, unit: Unit, at: datetime, *, remove: bool, trial: bool) -> Brought:
    """Bring the drafts of a company to a folder in the name of the command; see ``bring_folder`` for the errors."""
    from guicheng.usecases.exchange_standards import bring_folder, folder_in, folder_of

    held = _held(source)
    folder = folder_in(held, str(source)) if source.is_dir() else folder_of(source.name, held[source.name])
    return bring_folder(actor=_command(company), unit_key=unit.key, folder=folder, at=at, prune=remove, trial=trial)


def _command(company: Unit) -> Actor:
    from guicheng.apps.organization.actors import Actor
    from guicheng.apps.organization.permissions import Role

    # Whoever may start the program on the server may do what the company's quality manager may.
    grants = ((str(Role.QUALITY_MANAGER), str(company.path)),)
    return Actor(person=None, company_id=company.pk, grants=grants, channel="cli", named="guicheng standards")


def _unit(company: Unit, name: str) -> Unit:
    from guicheng.apps.organization.selectors import units_visible_to

    if not name:
        return company
    found = [unit for unit in units_visible_to(_command(company)) if unit.name == name]
    if len(found) != 1:
        raise WhichUnitError(_("There is no unit of this name, or there are several: {name}", name=name))
    unit: Unit = found[0]
    return unit


def _held(source: Path) -> dict[str, bytes]:
    try:
        if not source.is_dir():
            return {source.name: source.read_bytes()}
        files = sorted(each for each in source.rglob("*") if each.suffix.lower() in {".md", ".yaml", ".tsv"})
        names = {each.relative_to(source).as_posix(): each for each in files if each.is_file()}
        return {name: each.read_bytes() for name, each in names.items()}
    except OSError as error:
        raise NoSuchFolderError(_("“{name}” is not there, or may not be read.", name=str(source))) from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise NoSuchFolderError(_("“{name}” may not be written there.", name=str(path))) from error


def told(found: Brought) -> Iterator[Message]:
    """Yield what bringing files came to, sentence by sentence.

    Args:
        found: What it came to.
    """
    if found.trial:
        yield _("Trial, nothing was kept.")
    for each in found.created:
        yield _("New: {code} {title}", code=each.code, title=each.title)
    for each in found.changed:
        yield _("Changed: {code} {title}", code=each.code, title=each.title)
    for name in found.parameters:
        yield _("Parameter: {name}", name=name)
    for name in found.terms:
        yield _("Word: {name}", name=name)
    yield from _deviations_told(found)
    yield _(
        "New: {created}, changed: {changed}, as they were: {unchanged}.",
        created=str(len(found.created)),
        changed=str(len(found.changed)),
        unchanged=str(len(found.unchanged)),
    )


def _deviations_told(found: Brought) -> Iterator[Message]:
    from guicheng.usecases.bring_deviations import SAID, Became

    for each in found.deviations:
        if each.became is not Became.HELD:
            clause = f"{each.name} {each.entry.verdict}"
            yield _("{said}: {clause}, {reason}", said=SAID[each.became], clause=clause, reason=each.entry.reason)
    if found.counted(Became.OPEN):
        yield _("A signature is a person's: bring the folder on the page “Bring files of standards” to sign.")


def main(arguments: list[str]) -> int:
    """Write a folder, or bring one; return 0, or 2 where it is refused."""
    parser = argparse.ArgumentParser(prog="guicheng standards")
    parser.add_argument("act", choices=("export", "bring"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--company", default="")
    parser.add_argument("--unit", default="")
    for flag in ("--no-ids", "--remove", "--dry-run"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args(arguments)

    def act() -> None:
        read_settings(data_home())
        refuse_other_tables()
        company = company_named(options.company)
        if options.act == "export":
            count = export(options.path, company, datetime.now(tz=UTC), ids=not options.no_ids)
            say(_("Written: {count} files in {name}", count=str(count), name=str(options.path)))
            return
        unit, at = _unit(company, options.unit), datetime.now(tz=UTC)
        for sentence in told(bring(options.path, company, unit, at, remove=options.remove, trial=options.dry_run)):
            say(sentence)

    return run(act)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
