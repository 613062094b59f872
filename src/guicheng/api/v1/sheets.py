"""Seven elements, SMART, costs and benchmarks of a standard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.clause_json import changed_json
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, start_of
from guicheng.api.v1.shapes import clauses as clause_shapes
from guicheng.api.v1.shapes import sheets as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.api.v1.standards import today
from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings.comparing import Member, members_of
from guicheng.apps.standards.selectors import ElementClause, Sheet, items_of
from guicheng.apps.standards.selectors.beside import clauses_in_order
from guicheng.apps.standards.selectors.sheets import sheet_at, unit_for
from guicheng.domain.catalogue.benchmarks import KnownValue, Strip, strips_of, unit_of
from guicheng.domain.clause.printer import plain
from guicheng.domain.elements import LETTERS, SEVEN

calls = Calls("elements")
_READ, _EDIT = "standards.read", "standards.edit"


@calls.get(
    "/standards/{code}/elements",
    needs=_READ,
    answer=shapes.Elements,
    summary="See the seven elements of each clause",
    refuses=("bad-cursor",),
)
def see_elements(request: HttpRequest, code: Path[str], wanted: Query[shapes.AtUnit]) -> dict[str, Any]:
    """Return what each clause says of the seven elements, and which letters of SMART the standard lacks and why."""
    actor, start = actor_of(request), start_of(wanted.cursor)
    standard = selectors.standard_visible_to(actor, code)
    sheet = sheet_at(standard, unit_for(actor, standard, wanted.unit), day=today()).sheet
    shown = sheet.rows[start : start + PAGE]
    return {
        "items": [_elements(row) for row in shown],
        "next": cursor_after(start, len(shown), len(sheet.rows)),
        "smart": _letters(sheet),
    }


@calls.write(
    "PUT",
    "/clauses/{key}/elements",
    needs=_EDIT,
    answer=clause_shapes.Changed,
    summary="Write elements or effort beside a clause",
    refuses=("stale", "no-effort", "not-as-wanted", "archived"),
)
def set_elements(request: HttpRequest, key: Path[str], body: shapes.ElementsIn) -> dict[str, Any]:
    """Write what the text of a clause does not say beside it; its text stays as it is."""
    actor = actor_of(request)
    elements = {str(name): words for name, words in body.elements.items()}
    done = services.set_elements(
        actor=actor, clause_key=key, revision=body.revision, elements=elements, at=timezone.now()
    )
    return changed_json(done)


@calls.get("/standards/{code}/coverage", needs=_READ, answer=shapes.Coverage, summary="See what a standard covers")
def see_coverage(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Return the services, grades, kinds of property and customers of a standard."""
    return _coverage(selectors.standard_visible_to(actor_of(request), code))


@calls.write(
    "PUT",
    "/standards/{code}/coverage",
    needs=_EDIT,
    answer=shapes.Coverage,
    summary="Say what a standard covers",
    refuses=("not-as-wanted", "archived"),
)
def describe_standard(request: HttpRequest, code: Path[str], body: shapes.CoverageIn) -> dict[str, Any]:
    """Say which services a standard covers, which grades it has, where and for whom it holds."""
    actor = actor_of(request)
    key = selectors.standard_visible_to(actor, code).key
    return _coverage(services.describe_standard(actor=actor, key=key, **body.model_dump(), at=timezone.now()))


@calls.get(
    "/standards/{code}/cost",
    needs=_READ,
    answer=shapes.Costs,
    summary="See what a year of each clause costs",
    refuses=("bad-cursor",),
)
def see_cost(request: HttpRequest, code: Path[str], wanted: Query[shapes.AtUnit]) -> dict[str, Any]:
    """Return the yearly cost of each clause at an estate, with the numbers behind it."""
    actor, start = actor_of(request), start_of(wanted.cursor)
    standard = selectors.standard_visible_to(actor, code)
    unit = unit_for(actor, standard, wanted.unit)
    sheet = sheet_at(standard, unit).sheet
    shown = sheet.rows[start : start + PAGE]
    return {
        "items": [_cost(row) for row in shown],
        "next": cursor_after(start, len(shown), len(sheet.rows)),
        "unit": str(unit.key),
        "yearly": f"{sheet.yearly:.2f}",
        "open": sheet.open,
    }


@calls.get(
    "/standards/{code}/benchmarks",
    needs=_READ,
    answer=shapes.Strips,
    summary="See what others promise of the same",
    refuses=("bad-cursor",),
)
def see_benchmarks(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the promises of a standard for which values of grade tables, firms and laws are known."""
    actor, start = actor_of(request), start_of(wanted.cursor)
    standard = selectors.standard_visible_to(actor, code)
    clauses, words = clauses_in_order([standard])[standard.pk], readings.company_words(standard.company_id)
    members = members_of(clauses, {standard.pk: standard}, words)
    found = [(member, strip) for member in members for strip in strips_of(member.reading)]
    shown = found[start : start + PAGE]
    return {
        "items": [_strip(member, strip) for member, strip in shown],
        "next": cursor_after(start, len(shown), len(found)),
    }


def _elements(row: ElementClause) -> dict[str, Any]:
    told, beside = row.elements.told, row.clause.elements
    return {
        "clause": str(row.clause.key),
        "number": row.clause.number,
        "text": row.clause.text,
        "elements": {
            each.value: {"text": told[each].text, "source": told[each].source} for each in SEVEN if each in told
        },
        "missing": [each.value for each in row.elements.missing],
        "effort": str(beside.get("effort", "")),
        "material": str(beside.get("material", "")),
    }


def _letters(sheet: Sheet) -> Sequence[dict[str, Any]]:
    smart = sheet.smart
    return [
        {
            "letter": letter.value,
            "having": smart.having(letter),
            "of": smart.clauses,
            "lacks": [
                {
                    "clause": str(sheet.rows[lack.index].clause.key),
                    "number": sheet.rows[lack.index].clause.number,
                    "reason": lack.reason.render(gettext),
                }
                for lack in smart.lacks[letter]
            ],
        }
        for letter in LETTERS
    ]


def _coverage(standard: Standard) -> dict[str, Any]:
    names = ("grades", "property_types", "customer_groups")
    return {"items": sorted(items_of(standard)), **{name: list(getattr(standard, name)) for name in names}}


def _cost(row: ElementClause) -> dict[str, Any]:
    cost = row.cost
    yearly = cost.yearly if cost else None
    return {
        "clause": str(row.clause.key),
        "number": row.clause.number,
        "text": row.clause.text,
        "yearly": None if yearly is None else f"{yearly:.2f}",
        "basis": [
            {"what": each.what, "value": f"{each.value:f}", "source": each.source}
            for each in (cost.basis if cost else ())
        ],
        "missing": list(cost.missing) if cost else [],
    }


def _amount(known: KnownValue) -> dict[str, str]:
    return {"value": known.value, "unit": known.unit}


def _strip(member: Member, strip: Strip) -> dict[str, Any]:
    bound = strip.requirement
    values = [
        {name: getattr(each, name) for name in ("value", "unit", "op", "source", "year", "kind", "note")}
        for each in strip.values
    ]
    return {
        "clause": str(member.clause.key),
        "number": member.clause.number,
        "value": plain(bound.value),
        "unit": unit_of(bound),
        "lowest": _amount(strip.lowest),
        "highest": _amount(strip.highest),
        "tighter_than": strip.tighter_than,
        "looser_than": strip.looser_than,
        "values": values,
    }
