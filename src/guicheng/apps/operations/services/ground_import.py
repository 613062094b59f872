"""An estate from a workbook: all of it, or nothing and a remark beside each row that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from guicheng.adapters import estate_sheet as sheet
from guicheng.adapters.estate_sheet import noted_estate, place_kind_called, proof_called, read_estate
from guicheng.adapters.sheet_form import FilledForm, SheetRow, folded
from guicheng.apps.operations.models import Equipment, Place, Point, Roster
from guicheng.apps.operations.services.equipment import save_equipment
from guicheng.apps.operations.services.estate_access import MANAGE, note, unit_for
from guicheng.apps.operations.services.places import save_place, save_point
from guicheng.apps.operations.services.rosters import put_in_crew, save_roster, save_shift
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Placement, Post, Unit
from guicheng.apps.organization.services import ImportResult, NotAsWantedError, RowError, place_person
from guicheng.apps.organization.services.importing.faults import Faults
from guicheng.domain.values.message import _
from guicheng.domain.worktime.patterns import shipped_patterns, write_cycle

_NAME: Final = "estate.xlsx"
Taken = Callable[[SheetRow], bool]


def import_estate(
    *,
    actor: Actor,
    unit_key: str | UUID,
    data: bytes,
    at: datetime,
    name: str = _NAME,
    translate: Callable[[str], str] = gettext,
) -> ImportResult:
    """Take places, points, equipment, people on posts, shifts, rosters and crews of an estate from a workbook.

    All of it is written, or nothing where a row is wrong. Things are known by their code or name; what is kept and not
    in the workbook stays, and a cell left empty changes nothing; so the same workbook a second time changes nothing.

    Args:
        actor: Who imports; needs ``estates.manage`` at the estate, and for rosters and people the right to those.
        unit_key: The estate.
        data: The workbook; ``estate_template`` makes an empty one.
        at: Now, with time zone.
        name: Name of the file, for messages.
        translate: Returns a sentence of the catalogue in the language of the remarks.

    Raises:
        Unit.DoesNotExist: There is no such estate within reach.
        NotAllowedError: The actor does not manage it.
        FileRefusedError: The file is no such workbook, or hostile.
    """
    book = read_estate(name, data)
    with transaction.atomic():
        taking = _Taking(actor, unit_for(actor, MANAGE, unit_key), at, book)
        taking.all()
        if taking.faults.found:
            transaction.set_rollback(True)
    found = taking.faults.found
    if found:
        errors = tuple(RowError(title, row, tuple(said)) for (title, row), said in sorted(found.items()))
        return ImportResult({}, errors, noted_estate(book, found, translate), book.ignored)
    return ImportResult(taking.counts, ignored=book.ignored)


class _Taking:
    """Takes the rows of a workbook one by one, each in a savepoint of its own."""

    def __init__(self, actor: Actor, unit: Unit, at: datetime, book: FilledForm) -> None:
        self.unit, self.book, self.faults = unit, book, Faults()
        self._about: dict[str, Any] = {"actor": actor, "unit_key": unit.key, "at": at}
        self._actor, self._at = actor, at
        self.counts: dict[str, int] = {}
        self._posts = {folded(post.name): post for post in Post.objects.filter(company_id=actor.company_id)}

    def all(self) -> None:
        """Take every sheet, what others rest on first."""
        self.faults.check_cells(row for rows in self.book.rows.values() for row in rows)
        places = self._kept(Place)
        self._sheet(sheet.PLACES, self._place(places), "code", list(_parents_first(self.book.rows[sheet.PLACES])))
        self._sheet(sheet.POINTS, self._point(self._kept(Point)), "code")
        self._sheet(sheet.EQUIPMENT, self._machine(self._kept(Equipment)), "code")
        self._sheet(sheet.POSTS, self._placement)
        self._sheet(sheet.SHIFTS, self._shift, "name")
        self._sheet(sheet.ROSTERS, self._roster, "name")
        self._sheet(sheet.CREWS, self._crew)
        if any(self.counts.values()):
            told: dict[str, Any] = {"key": self.unit.key, "label": self.unit.name, "after": self.counts}
            note(self.unit, "import_ground", self._actor, self._at, subject="unit", **told)

    def _kept(self, model: type[Place] | type[Point] | type[Equipment]) -> dict[str, Any]:
        return {row.code: row for row in model.objects.filter(unit=self.unit)}

    def _sheet(self, kind: str, take: Taken, key: str = "", rows: list[SheetRow] | None = None) -> None:
        seen: dict[str, SheetRow] = {}
        written = 0
        for row in self.book.rows[kind] if rows is None else rows:
            with self.faults.at(row), transaction.atomic():
                if key:
                    _refuse_twice(seen, row, key)
                written += take(row)
        self.counts[f"{kind}_written"] = written

    def _place(self, kept: Mapping[str, Place]) -> Taken:
        def take(row: SheetRow) -> bool:
            before = kept.get(_code(row))
            above = before.parent.code if before and before.parent else ""
            return save_place(
                code=_code(row),
                name=_said(row, "name", before),
                kind=_called(row, "kind", place_kind_called) or (before.kind if before else ""),
                parent=row.values.get("parent") or above,
                **self._about,
            )[1]

        return take

    def _point(self, kept: Mapping[str, Point]) -> Taken:
        def take(row: SheetRow) -> bool:
            before = kept.get(_code(row))
            degrees: dict[str, Any] = {
                name: row.values.get(name) or _figures(getattr(before, name, None))
                for name in ("latitude", "longitude")
            }
            return save_point(
                code=_code(row),
                name=_said(row, "name", before),
                place=row.values.get("place") or _place_of(before),
                proof=_called(row, "proof", proof_called) or (before.proof if before else "code"),
                nfc=_said(row, "nfc", before),
                **degrees,
                **self._about,
            )[1]

        return take

    def _machine(self, kept: Mapping[str, Equipment]) -> Taken:
        def take(row: SheetRow) -> bool:
            before = kept.get(_code(row))
            return save_equipment(
                code=_code(row),
                name=_said(row, "name", before),
                category=_said(row, "category", before),
                place=row.values.get("place") or _place_of(before),
                maker=_said(row, "maker", before),
                serial=_said(row, "serial", before),
                inspect_by=row.values.get("inspect_by") or (before.inspect_by if before else None),
                **self._about,
            )[1]

        return take

    def _placement(self, row: SheetRow) -> bool:
        person, post = self._person(row), self._post(row)
        if Placement.objects.filter(person=person, post=post, unit=self.unit).exists():
            return False
        place_person(actor=self._actor, person_key=person.key, post_key=post.key, unit_key=self.unit.key, at=self._at)
        return True

    def _shift(self, row: SheetRow) -> bool:
        values = row.values
        return save_shift(name=values.get("name", ""), hours=values.get("hours", ""), **self._about)[1]

    def _roster(self, row: SheetRow) -> bool:
        values = row.values
        before = Roster.objects.filter(unit=self.unit, name=values.get("name", "")).first()
        pattern = _called(row, "pattern", _pattern_called)
        kept = before is not None and not pattern and not values.get("cycle")
        crews = "、".join(f"{crew['name']}={crew['offset']}" for crew in before.crews) if before and kept else ""
        return save_roster(
            name=values.get("name", ""),
            post_key=self._post(row).key,
            pattern=pattern,
            cycle=values.get("cycle") or (write_cycle(before.cycle) if before and kept else ""),
            crews=values.get("crews") or crews,
            starts_on=values.get("starts_on") or (before.starts_on if before else None),
            ends_on=values.get("ends_on") or (before.ends_on if before else None),
            **self._about,
        )[1]

    def _crew(self, row: SheetRow) -> bool:
        name = row.values.get("roster", "")
        roster = Roster.objects.filter(unit=self.unit, name=name).first()
        if roster is None:
            raise NotAsWantedError(
                _("There is no roster “{name}”. Correct it or add a row to the sheet of rosters.", name=name[:40]),
                field="roster",
            )
        crew = row.values.get("crew", "")
        if not crew:
            raise NotAsWantedError(_("Enter the crew."), field="crew")
        return put_in_crew(roster_key=roster.key, person_key=self._person(row).key, crew=crew, **self._about)[1]

    def _person(self, row: SheetRow) -> Person:
        said = row.values.get("username", "")
        found = Person.objects.filter(company_id=self._actor.company_id, username__iexact=said, is_active=True).first()
        if found is None:
            raise NotAsWantedError(
                _("There is nobody with the user name “{name}”. Correct it, or add the person first.", name=said[:40]),
                field="username",
            )
        return found

    def _post(self, row: SheetRow) -> Post:
        said = row.values.get("post", "")
        found = self._posts.get(folded(said))
        if found is None:
            raise NotAsWantedError(
                _("There is no post “{name}”. Correct it, or add the post first.", name=said[:40]), field="post"
            )
        return found


def _parents_first(rows: tuple[SheetRow, ...]) -> Iterator[SheetRow]:
    """Yield rows of places so that a place comes after the one it lies in, wherever that stands in the sheet."""
    waiting, named = list(rows), {_code(row) for row in rows}
    done: set[str] = set()
    while waiting:
        ready = [row for row in waiting if _above(row) in done or _above(row) not in named]
        if not ready:
            # Places that lie in one another: the service says so of each.
            yield from waiting
            return
        yield from ready
        done |= {_code(row) for row in ready}
        waiting = [row for row in waiting if row not in ready]


def _above(row: SheetRow) -> str:
    return row.values.get("parent", "").strip().upper()


def _refuse_twice(seen: dict[str, SheetRow], row: SheetRow, key: str) -> None:
    said = row.values.get(key, "").strip().upper()
    if other := seen.get(said):
        raise NotAsWantedError(
            _("Row {row} speaks of the same {name}. Delete one of the two.", row=str(other.number), name=said),
            field=key,
        )
    if said:
        seen[said] = row


def _code(row: SheetRow) -> str:
    return row.values.get("code", "").strip().upper()


def _said(row: SheetRow, column: str, before: Place | Point | Equipment | None) -> str:
    """Return what a cell says; an empty one says what is kept."""
    return row.values.get(column) or str(getattr(before, column, "") or "")


def _called(row: SheetRow, column: str, known: Callable[[str], str]) -> str:
    """Return the choice that a cell names, "" for an empty one.

    Raises:
        NotAsWantedError: It names none.
    """
    said = row.values.get(column, "")
    found = known(said) if said else ""
    if said and not found:
        raise NotAsWantedError(
            _("“{said}” is none of the choices that the template lists.", said=said[:20]), field=column
        )
    return found


def _pattern_called(text: str) -> str:
    said = folded(text)
    return next(
        (row.code for row in shipped_patterns().values() if said in map(folded, (row.code, row.zh, row.en))), ""
    )


def _place_of(before: Point | Equipment | None) -> str:
    return before.place.code if before and before.place else ""


def _figures(value: object) -> str:
    return "" if value is None else f"{value:f}"
