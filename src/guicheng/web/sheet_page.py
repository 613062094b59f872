"""The elements and costs of a standard as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language, gettext

from guicheng.apps.catalogue.selectors import UnitDescription
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.apps.standards.readings import CompanyWords
from guicheng.apps.standards.selectors import ElementClause, Sheet
from guicheng.apps.standards.selectors.sheets import sheet_at
from guicheng.domain.capacity import Basis, Cost
from guicheng.domain.catalogue import CUSTOMERS, PROPERTY_TYPES, Catalogue, shipped_facts
from guicheng.domain.elements import LETTERS, SEVEN, Told
from guicheng.web.catalogue_words import (
    BASES,
    CUSTOMER_NAMES,
    LACKS,
    LETTER_NAMES,
    PROPERTIES,
    SEVEN_NAMES,
)
from guicheng.web.clash import seen_as
from guicheng.web.scope import money, plain_number
from guicheng.web.wording import Word

#: Clauses that one page shows.
MOST: Final = 300
#: The fields of the form beside a clause.
FIELDS: Final = (*(element.value for element in SEVEN), "effort", "material")


@dataclass(frozen=True, slots=True)
class Cell:
    """An element of a clause.

    Args:
        name: Its name.
        key: Its key in forms.
        text: The words, "" where nobody says it.
        source: ``text``, ``beside``, ``standard`` or "".
        beside: What stands in the form.
    """

    name: Word
    key: str
    text: str
    source: str
    beside: str


@dataclass(frozen=True, slots=True)
class Line:
    """A clause with its elements and its cost; ``effort``, ``material`` and ``seen`` stand in its form."""

    clause: DraftClause
    cells: Sequence[Cell]
    missing: int
    yearly: str
    steps: str
    lacks: Sequence[Word]
    effort: str
    material: str
    seen: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many clauses say an element."""

    name: Word
    having: int
    of: int


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter with the clauses that lack it: number, key and reason."""

    letter: str
    name: Word
    having: int
    of: int
    lacks: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """What the pages of elements and costs show.

    Args:
        lines: The clauses.
        coverage: How many say each element.
        letters: SMART, with reasons.
        place: The unit at which costs are worked out.
        yearly: Their sum.
        open: How many costs could not be worked out.
        more: Clauses that are not shown.
        items: Codes of the services that the standard covers.
        catalogue: The services of its company.
        clauses: All its paragraphs.
        words: The words of its company.
    """

    lines: Sequence[Line]
    coverage: Sequence[Coverage]
    letters: Sequence[LetterLine]
    place: UnitDescription
    yearly: str
    open: int
    more: int
    items: Sequence[str]
    catalogue: Catalogue
    clauses: Sequence[DraftClause]
    words: CompanyWords

    @property
    def yearly_known(self) -> bool:
        """Whether the cost of one clause at least could be worked out."""
        return any(line.yearly for line in self.lines)


def sheet_page(standard: Standard, unit: Unit, *, day: date | None = None) -> SheetPage:
    """Gather the elements and costs of a standard at a unit: seven queries.

    Args:
        standard: A visible standard.
        unit: The unit at which costs are worked out.
        day: The day for which law and contract are asked what stands behind the clauses; None asks neither, for pages
            that do not judge them.
    """
    found = sheet_at(standard, unit, day=day)
    sheet = found.sheet
    return SheetPage(
        lines=[_line(row) for row in sheet.rows[:MOST]],
        coverage=_coverage(sheet),
        letters=_letters(sheet),
        place=found.place,
        yearly=money(sheet.yearly),
        open=sheet.open,
        more=max(0, len(sheet.rows) - MOST),
        items=found.items,
        catalogue=found.catalogue,
        clauses=found.clauses,
        words=found.words,
    )


def _line(row: ElementClause) -> Line:
    beside: Mapping[str, str] = row.clause.elements
    cells = []
    for element in SEVEN:
        told = row.elements.told.get(element) or Told("", "text")
        source = told.source if told.text else ""
        cells.append(Cell(SEVEN_NAMES[element], element.value, told.text, source, beside.get(element, "")))
    cost = row.cost
    return Line(
        clause=row.clause,
        cells=cells,
        missing=len(row.elements.missing),
        yearly=money(cost.yearly) if cost and cost.yearly is not None else "",
        steps=steps_of(cost) if cost else "",
        lacks=[lack_name(name) for name in cost.missing] if cost else [],
        effort=beside.get("effort", ""),
        material=beside.get("material", ""),
        seen=seen_as(saved_beside(beside)),
    )


def saved_beside(elements: Mapping[str, str]) -> dict[str, str]:
    """Return what is written beside a clause, by the names of the fields of its form."""
    return {name: elements.get(name, "") for name in FIELDS}


def steps_of(cost: Cost) -> str:
    """Return how a cost was worked out, each number with where it comes from; "" where it was not."""
    named = {each.what: each for each in cost.basis}
    if not named:
        return ""
    times = [_step(named["occasions"])]
    if named["places"].source:
        times.append(_step(named["places"]))
    once = []
    if "wage" in named:
        once.append(f"{_step(named['hours'])} × {_step(named['wage'])}")
    if named["material"].value:
        once.append(_step(named["material"]))
    return " × ".join([*times, f"({' + '.join(once)})"])


def _step(each: Basis) -> str:
    facts = shipped_facts()
    told = f"{plain_number(round(each.value, 3))} {BASES[each.what]}"
    if not each.source or each.what in {"hours", "material"}:
        return told
    source = facts[each.source].name(get_language() or "") if each.source in facts else each.source
    return f"{told} [{source}]"


def lack_name(name: str) -> Word:
    """Return what is missing for a cost in the reader's language."""
    fact = shipped_facts().get(name)
    return fact.name(get_language() or "") if fact else LACKS[name]


def _coverage(sheet: Sheet) -> list[Coverage]:
    total = len(sheet.rows)
    counts = {element: sum(element in row.elements.told for row in sheet.rows) for element in SEVEN}
    return [Coverage(SEVEN_NAMES[element], counts[element], total) for element in SEVEN]


def _letters(sheet: Sheet) -> list[LetterLine]:
    found = []
    for letter in LETTERS:
        lacks = [
            (
                _number(sheet.rows[lack.index].clause),
                str(sheet.rows[lack.index].clause.key),
                lack.reason.render(gettext),
            )
            for lack in sheet.smart.lacks[letter]
        ]
        name = LETTER_NAMES[letter]
        found.append(LetterLine(letter.value, name, sheet.smart.having(letter), sheet.smart.clauses, lacks))
    return found


def _number(clause: DraftClause) -> str:
    return clause.number or clause.text[:12]


def chosen_unit(units: Sequence[Unit], key: str, standard: Standard) -> Unit:
    """Return the unit with a key, else the first estate, else the unit of the standard."""
    named = next((unit for unit in units if str(unit.key) == key), None)
    estate = next((unit for unit in units if unit.kind == UnitKind.ESTATE), None)
    return named or estate or standard.unit


def describing(standard: Standard, page: SheetPage) -> dict[str, object]:
    """Return what the form of a standard offers."""
    language, chosen, catalogue = get_language() or "", set(page.items), page.catalogue
    return {
        "chapters": [
            (
                domain.name(language),
                [(item.key, item.name(language), item.key in chosen) for item in catalogue.below(domain.key)],
            )
            for domain in catalogue.domains()
        ],
        "covered": [item.name(language) for key in sorted(chosen) if (item := catalogue.get(key))],
        "properties": [(key, PROPERTIES[key], key in standard.property_types) for key in PROPERTY_TYPES],
        "customers": [(key, CUSTOMER_NAMES[key], key in standard.customer_groups) for key in CUSTOMERS],
        "grades": "、".join(standard.grades),
    }
