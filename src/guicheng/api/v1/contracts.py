"""Texts of contracts, and what the standards below say of their promises."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, page_of, start_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import system as shapes
from guicheng.api.v1.standards import today
from guicheng.api.v1.system_json import answering_json, finding_json, side_json
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.contracts import (
    ContractLine,
    ContractReport,
    contract_report_on,
    contracts_visible_to,
)
from guicheng.apps.standards.selectors.gathering import gather_around, gather_for
from guicheng.domain.comparison.compliance import Standing
from guicheng.usecases.take_contract import take_contract as taking

calls = Calls("contracts")
_READ, _EDIT = "standards.read", "standards.edit"


@calls.get("/contracts", needs=_READ, answer=shapes.Contracts, summary="List contracts", refuses=("bad-cursor",))
def list_contracts(request: HttpRequest, wanted: Query[shapes.ContractsWanted]) -> dict[str, Any]:
    """Return the contracts of the estates within reach, by code."""
    rows = contracts_visible_to(actor_of(request), unit=wanted.unit, archived=wanted.archived)
    found, following = page_of(rows, wanted.cursor, by="code")
    return {"items": [_contract(row) for row in found], "next": following}


@calls.write(
    "POST",
    "/contracts",
    needs=_EDIT,
    answer=shapes.Contract,
    status=201,
    summary="Take the text of a contract in",
    refuses=("not-as-wanted", "code-taken", "archived", "file-refused"),
)
def take_contract(request: HttpRequest, body: shapes.ContractIn) -> dict[str, Any]:
    """Make a text the contract of an estate, or bring a contract of the same code to it.

    A file is sent as a document and imported as a draft, which is then kept as a contract by its days.
    """
    actor = actor_of(request)
    made = taking(
        actor=actor,
        unit_key=body.unit,
        name="contract.md" if body.text.lstrip().startswith("#") else "contract.txt",
        data=body.text.encode(),
        code=body.code,
        title=body.title,
        binds_from=body.binds_from,
        binds_until=body.binds_until,
        at=timezone.now(),
    )
    return _again(actor, made)


@calls.write(
    "PUT",
    "/standards/{code}/contract",
    needs=_EDIT,
    answer=shapes.Contract,
    summary="Keep a draft as a contract, or change its days",
    refuses=("not-as-wanted", "in-review", "archived"),
)
def bind_contract(request: HttpRequest, code: Path[str], body: shapes.ContractDays) -> dict[str, Any]:
    """Keep the draft of an estate as the text of its contract, from a day to another one."""
    actor = actor_of(request)
    key = selectors.standard_visible_to(actor, code).key
    return _again(actor, services.bind_contract(actor=actor, key=key, **body.model_dump(), at=timezone.now()))


@calls.get(
    "/standards/{code}/promises",
    needs=_READ,
    answer=shapes.Promises,
    summary="See how clauses stand to a contract",
    refuses=("bad-cursor",),
)
def see_promises(request: HttpRequest, code: Path[str], wanted: Query[shapes.PromisesWanted]) -> dict[str, Any]:
    """Return the promises of one contract with the clauses that speak of them; no promise where it is none."""
    actor, day = actor_of(request), today()
    found = selectors.standard_visible_to(actor, code)
    if not found.is_contract:
        return _promises(ContractReport((), ()), wanted)
    return _promises(contract_report_on(gather_around(found, day=day, actor=actor), day=day, contract=found), wanted)


@calls.get(
    "/units/{key}/promises",
    needs=_READ,
    answer=shapes.Promises,
    summary="See how clauses stand to the contracts of a unit",
    refuses=("bad-cursor",),
)
def see_promises_of_unit(request: HttpRequest, key: Path[str], wanted: Query[shapes.PromisesWanted]) -> dict[str, Any]:
    """Return the promises of the contracts that bind today at a unit and below it."""
    actor, day = actor_of(request), today()
    gathered = gather_for(actor, selectors.unit_within(actor, key), day=day)
    return _promises(contract_report_on(gathered, day=day), wanted)


def _again(actor: Actor, made: Standard) -> dict[str, Any]:
    return _contract(contracts_visible_to(actor).get(pk=made.pk))


def _contract(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("code", "title", "binds_from", "binds_until", "archived_at")}
    return {
        "key": str(row.key),
        **plain,
        "unit": told(row.unit),
        "binds": row.binds_on(today()),
        "clauses": row.promises,
    }


def _promises(report: ContractReport, wanted: shapes.PromisesWanted) -> dict[str, Any]:
    start = start_of(wanted.cursor)
    fitting = [line for line in report.lines if not wanted.standing or line.standing.value == wanted.standing]
    shown = fitting[start : start + PAGE]
    return {
        "items": [_promise(line) for line in shown],
        "next": cursor_after(start, len(shown), len(fitting)),
        "counts": {standing.value: report.counted(standing) for standing in Standing},
    }


def _promise(line: ContractLine) -> dict[str, Any]:
    return {
        "promise": side_json(line.promise.member),
        "standing": line.standing.value,
        "confirmed": line.promise.member.confirmed,
        "clauses": [answering_json(kept.member, kept.why) for kept in line.promise.kept],
        "findings": [finding_json(each, today()) for each in line.found],
    }
