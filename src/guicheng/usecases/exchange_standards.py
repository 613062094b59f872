"""A folder of standards brought to the drafts of a company, whole; and the drafts of a company as such a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guicheng.adapters.reports.standard_json import load_standards
from guicheng.adapters.standards_files import (
    StandardsFileError,
    is_packed,
    path_of,
    read_folder,
    unpacked,
    write_standard,
    written_tables,
)
from guicheng.adapters.standards_files.tables import TERMS
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings import company_words
from guicheng.apps.standards.selectors import standards_of_company, unit_within
from guicheng.apps.standards.selectors.signed import signed_of
from guicheng.apps.standards.selectors.texts import standard_texts
from guicheng.apps.standards.selectors.words import terms_as_filed, terms_visible_to
from guicheng.apps.standards.services import NotAsWantedError, take_text
from guicheng.apps.standards.services.parameters import bring_parameters
from guicheng.apps.standards.services.words import bring_terms
from guicheng.domain.clause.lexicon import Term
from guicheng.domain.standard import StandardText
from guicheng.domain.standard.deviation import SignedDeviation
from guicheng.domain.values import GuichengError, Message, NotAllowedError
from guicheng.domain.values.message import Messages, _
from guicheng.usecases.bring_deviations import Became, BroughtDeviation, bring_deviations
from guicheng.usecases.placing_standards import unit_for


class NotBroughtError(GuichengError):
    """Some of the standards of a folder cannot be taken, so that none is.

    Args:
        reasons: Why, one sentence a standard; at least one.
    """

    code = "not-brought"

    def __init__(self, reasons: Sequence[Message]) -> None:
        super().__init__(Messages.of(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Folder:
    """Standards as files hold them.

    Args:
        standards: The standards.
        parameters: Values of named parameters beside them.
        terms: Words of the company beside them, each with its line in their table.
        deviations: What their table says is signed.
    """

    standards: tuple[StandardText, ...]
    parameters: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[tuple[int, Term], ...] = ()
    deviations: tuple[SignedDeviation, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a folder.

    Args:
        created: New drafts.
        changed: Drafts that were there and took changes over.
        unchanged: Drafts that were there and are as they were.
        parameters: Names of the parameters that have other values now.
        terms: Words of the company that are new or have changed.
        deviations: What became of the deviations that the files tell of.
        trial: Whether nothing of it was kept.
    """

    created: tuple[Standard, ...]
    changed: tuple[Standard, ...]
    unchanged: tuple[Standard, ...]
    parameters: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    deviations: tuple[BroughtDeviation, ...] = ()
    trial: bool = False

    def counted(self, became: Became) -> int:
        """Return of how many deviations this became."""
        return sum(each.became is became for each in self.deviations)


def folder_of(name: str, data: bytes) -> Folder:
    """Return the standards that one file holds: a packed folder, the Markdown of a standard, or JSON.

    Args:
        name: The file, for messages.
        data: All of it.

    Raises:
        NotAsWantedError: There is no file, or it holds no standards.
        StandardsFileError: Lines of it are not in the format; its reasons are all that is wrong.
        FileRefusedError: It is damaged, hostile, or another kind of file.
    """
    if not data:
        raise NotAsWantedError(_("Choose a file first: .zip, .md or .json."), field="file")
    if name.lower().endswith(".json"):
        return Folder(load_standards(name, data))
    return folder_in(unpacked(name, data) if is_packed(name, data) else {name: data}, name)


def folder_in(files: Mapping[str, bytes], name: str) -> Folder:
    """Return the standards that files hold; see ``folder_of`` for the errors.

    Args:
        files: Content of each file by its path.
        name: What the whole is called in messages.
    """
    found = read_folder(files)
    reasons = [each for fault in found.faults if isinstance(fault, StandardsFileError) for each in fault.reasons]
    if reasons:
        raise StandardsFileError(*reasons)
    if found.faults:
        raise found.faults[0]
    if found.manuals:
        raise NotAsWantedError(
            _(
                "No standards in the format of files: {names}. Read them as manuals, and make drafts of them there.",
                names=", ".join(found.manuals[:5]),
            ),
            field="file",
        )
    if not found.files:
        raise NotAsWantedError(_("“{name}” holds no standards.", name=name), field="file")
    return Folder(found.standards, found.parameters, found.placed_terms, found.deviations)


@transaction.atomic
def bring_folder(
    *,
    actor: Actor,
    unit_key: str | UUID,
    folder: Folder,
    at: datetime,
    prune: bool = False,
    sign: bool = False,
    trial: bool = False,
) -> Brought:
    """Bring the drafts of a company to the texts of a folder: all of them or, on an error, none.

    Args:
        actor: Who brings them; needs ``standards.edit`` at the unit, ``lexicon.manage`` where parameters or words
            change, and ``standards.deviate`` where deviations are signed.
        unit_key: The unit of new drafts whose text names none; a draft that is there stays where it is.
        folder: The folder.
        at: Now, with time zone.
        prune: Whether clauses that a text lacks are deleted from its draft.
        sign: Whether the actor signs, in their own name, what the deviations of the folder mean and nobody signed here.
        trial: Do all of it, tell what came of it, and keep nothing.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
        NotAllowedError: The actor may not write there.
        NotBroughtError: Some of it cannot be taken; its reasons are all of them.
    """
    unit = unit_within(actor, unit_key)
    # The words come first: the texts are read by them.
    placed = [(f"{TERMS}:{line}", term) for line, term in folder.terms]
    terms, reasons = bring_terms(actor=actor, words=placed, at=at)
    taken, refused = _taken(actor, unit, folder.standards, at, prune=prune)
    _refuse([*refused, *reasons])
    values = bring_parameters(actor=actor, values=folder.parameters, at=at)
    deviations, unsigned = bring_deviations(
        actor=actor, entries=folder.deviations, texts=folder.standards, at=at, sign=sign
    )
    _refuse(unsigned)
    if trial:
        transaction.set_rollback(True)
    created, changed, unchanged = (tuple(taken[what]) for what in ("created", "changed", "unchanged"))
    return Brought(created, changed, unchanged, tuple(values), tuple(terms), tuple(deviations), trial)


def _refuse(reasons: Sequence[Message]) -> None:
    if reasons:
        raise NotBroughtError(reasons)


def _taken(
    actor: Actor, unit: Unit, texts: Sequence[StandardText], at: datetime, *, prune: bool
) -> tuple[dict[str, list[Standard]], list[Message]]:
    taken: dict[str, list[Standard]] = {"created": [], "changed": [], "unchanged": []}
    reasons = []
    for text in texts:
        try:
            with transaction.atomic():
                place = unit_for(actor, unit, text)
                standard, what = take_text(actor=actor, unit=place, text=text, at=at, prune=prune)
                taken[what].append(standard)
        except NotAllowedError:
            raise
        except GuichengError as error:
            reasons.append(_("{code}: {why}", code=text.code, why=error.message))
    return taken, reasons


def company_folder(company: Unit, *, day: date, ids: bool = True) -> dict[str, str]:
    """Return the drafts of a company, contracts and archived ones left out, as the folder kept in version control.

    Args:
        company: The company.
        day: The day on which deviations hold or are over.
        ids: Whether standards and clauses carry the keys by which files and drafts know each other for the same.

    Returns:
        Text of each file by its path, with the tables of parameters, words and deviations where there are any.
    """
    return _written(standards_of_company(company), company.pk, terms_as_filed(company.pk), None, day, ids=ids)


def folder_for(actor: Actor, standards: Sequence[Standard], *, day: date) -> dict[str, str]:
    """Return drafts as such a folder, with the tables beside them as far as the actor may read them.

    Args:
        actor: Who reads.
        standards: Standards that somebody fetched for them, with their units.
        day: The day on which deviations hold or are over.
    """
    company_id = actor.company_id or 0
    terms = terms_as_filed(company_id) if terms_visible_to(actor).exists() else []
    return _written(standards, company_id, terms, actor, day, ids=True)


def _written(
    standards: Sequence[Standard], company_id: int, terms: Sequence[Term], actor: Actor | None, day: date, *, ids: bool
) -> dict[str, str]:
    texts = standard_texts(standards)
    if not ids:
        texts = [_without_keys(each) for each in texts]
    files = {path_of(text): write_standard(text) for text in texts}
    signed = signed_of(standards, actor=actor, day=day, ids=ids)
    return files | written_tables(company_words(company_id).parameters, terms, signed)


def _without_keys(text: StandardText) -> StandardText:
    return replace(text, key="", parts=tuple(replace(part, key="") for part in text.parts))


def kept_names(held: Mapping[str, bytes], files: Mapping[str, str]) -> dict[str, str]:
    """Return under which paths the files of standards lie in a folder already, by the paths they would get.

    Args:
        held: Content of each file of the folder by its path.
        files: Text of each file that is to be written, by the path that it would get.

    Raises:
        StandardsFileError: A file of the folder is not in the format, so that nobody knows what it is.
    """
    found = read_folder(held)
    if found.faults:
        raise found.faults[0]
    there = {each.standard.code.upper(): each.path for each in found.files}
    wanted = {each.standard.code: each.path for each in read_folder({k: v.encode() for k, v in files.items()}).files}
    return {path: there[code] for code, path in wanted.items() if code in there}
