"""Take the text of an estate's contract in, so that the standards below it are compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guicheng.adapters.standards_files import is_standard, read_standard
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import UnitKind
from guicheng.apps.organization.services.access import permit
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors import next_code, unit_within
from guicheng.apps.standards.selectors.contracts import contracts_visible_to
from guicheng.apps.standards.services import CodeTakenError, NotAsWantedError, bind_contract, take_text
from guicheng.domain.manual import Manual
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.values.message import _
from guicheng.usecases.read_manual import read_manual

_LONGEST_TITLE = 120


@transaction.atomic
def take_contract(
    *,
    actor: Actor,
    unit_key: str | UUID,
    name: str,
    data: bytes,
    binds_from: date | None,
    binds_until: date | None,
    at: datetime,
    code: str = "",
    title: str = "",
) -> Standard:
    """Make the text of a contract a draft that binds from a day, or take over what a newer text changes in one.

    A contract of the same code is brought to the new text: clauses that it lacks are deleted, those that it keeps stay
    with their confirmed readings and history.

    Args:
        actor: Who takes it in; needs ``documents.import`` and ``standards.edit`` at the estate.
        unit_key: The estate.
        name: File name, whose ending says how to read it; a pasted text is called ``*.txt``.
        data: The file.
        binds_from: First day of the contract.
        binds_until: Its last day; None where no end is known.
        at: Now, with time zone.
        code: Its code; "" for the next free one.
        title: Its title; "" for that of the file.

    Raises:
        Unit.DoesNotExist: The estate is not within reach.
        NotAllowedError: It is visible, and the actor may not import there.
        FileRefusedError: The file cannot or must not be read.
        NotAsWantedError: It has no clauses or too many, the unit is no estate, or a day cannot be what it is.
        CodeTakenError: A standard has the code.
    """
    unit = unit_within(actor, unit_key)
    permit(actor, "documents.import", unit)
    if unit.kind != UnitKind.ESTATE:
        raise NotAsWantedError(_("A contract belongs to an estate. Choose one."), field="unit")
    if not data.strip():
        raise NotAsWantedError(_("Paste the text of the contract, or choose its file."), field="text")
    text = _text_of(name, data)
    if not text.clauses:
        raise NotAsWantedError(_("No clause was found in “{name}”. Choose another file.", name=name), field="text")
    wanted = code.strip().upper() or next_code(actor.company_id or 0)
    known = Standard.objects.filter(code=wanted, company__path=unit.company_path).first()
    if known is not None and not contracts_visible_to(actor, unit=str(unit.key)).filter(pk=known.pk).exists():
        raise CodeTakenError(_("Another standard has the code {code}. Choose another one.", code=wanted))
    called = (title.strip() or text.title)[:_LONGEST_TITLE]
    text = replace(text, code=wanted, title=called, key="", level="contract")
    made, _taken = take_text(actor=actor, unit=unit, text=text, at=at, prune=True)
    return bind_contract(actor=actor, key=made.key, binds_from=binds_from, binds_until=binds_until, at=at)


def _text_of(name: str, data: bytes) -> StandardText:
    if is_standard(name, data):
        return read_standard(name, data).standard
    manual = read_manual(name, data).manual
    return StandardText("", name.rpartition(".")[0] or name, parts=tuple(_parts(manual)))


def _parts(manual: Manual) -> Iterator[ClauseText]:
    """Yield the headings and clauses of a document in order; a file without headings gets none."""
    for section in manual.sections:
        if section.title.strip() and len(manual.sections) > 1:
            yield ClauseText(" ".join(section.title.split()), section.number, PartKind.HEADING, max(1, section.level))
        for clause in section.clauses:
            beside = {key: " ".join(text.split()) for key, text in clause.elements.items() if text.strip()}
            yield ClauseText(" ".join(clause.text.split()), clause.number, elements=beside)
