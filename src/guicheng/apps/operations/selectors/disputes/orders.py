"""What is kept of a work order: its facts, clauses, clocks, and what desks entered."""

from __future__ import annotations

from datetime import datetime

from guicheng.adapters.dispute_pack.words import STAGES, done_words, limit_words, pause_words
from guicheng.apps.operations.models import OrderEvent, WorkOrder
from guicheng.apps.operations.selectors.disputes.telling import (
    People,
    Row,
    Telling,
    clause_words,
    deadline_row,
    desk_row,
    local,
    standard_rows,
)
from guicheng.apps.operations.selectors.orders.clocks import StageLine, held_of, stages_of
from guicheng.apps.operations.selectors.orders.finding import comments_of, desk_log, files_of, promises_of
from guicheng.apps.operations.selectors.orders.standing import happenings_of
from guicheng.domain.orders import Act, standing, state_of

_PRIORITY = {True: "改为紧急", False: "改为一般"}


def tell_order(order: WorkOrder, people: People, at: datetime) -> Telling:
    """Return what an order tells.

    Args:
        order: With its unit, place and people.
        people: How names are said.
        at: The moment at which it is told.
    """
    state, promises = state_of(standing(happenings_of(order))), promises_of(order)
    told = Telling(desk=[_desk(row, people) for row in desk_log(order)])
    applying = [row.clause for row in promises if row.urgent is state.urgent]
    editions = {row.clause.edition_id: row.clause.edition for row in promises}
    told.standard = list(standard_rows(editions.values(), applying))
    told.deadlines = [_deadline(line, at) for line in stages_of(order, state, promises)]
    for each in comments_of(order):
        who = "报事人" if each.by_resident else people.name(each.by_name)
        words = people.text(each.text)
        told.desk.append(desk_row(at=each.at, kind=Act.COMMENT, who=who, told=done_words(Act.COMMENT), words=words))
    told.papers = [(each.kept, people.text(each.name)) for each in files_of(order)]
    told.facts = _facts(order, people)
    return told


def _facts(order: WorkOrder, people: People) -> list[tuple[str, str]]:
    place = " ".join(filter(None, (order.place.name if order.place else "", people.text(order.place_text))))
    phone = order.caller_phone if people.revealed else order.phone_shown
    return [
        ("工单", order.number),
        ("项目", order.unit.name),
        ("报事", people.text(order.problem)),
        ("位置", place),
        ("报事人", people.name(order.caller_name)),
        ("电话", phone),
        ("报事时间", local(order.reported_at)),
        ("急缓", "紧急" if order.urgent else "一般"),
        (
            "数量",
            "；".join(
                f"{value} {'分钟' if unit == 'minute' else unit}" for unit, value in sorted(order.numbers.items())
            ),
        ),
        ("结束", local(order.ended_at)),
    ]


def _desk(row: OrderEvent, people: People) -> Row:
    who, said = people.name(row.actor_name), row.data
    told = done_words(row.kind)
    if row.kind == Act.PRIORITY:
        told = _PRIORITY.get(said.get("urgent") is True, told)
    if row.kind == Act.DISPATCH:
        told = f"{told}给{people.name(str(said.get('to_name', ''))) or said.get('post', '')}"
    reason = str(said.get("reason", ""))
    parts = (pause_words(reason) if row.kind == Act.PAUSE else people.text(reason), people.text(_words(row)))
    return desk_row(at=row.at, kind=row.kind, who=who, told=told, words="；".join(filter(None, parts)), number=row.seq)


def _words(row: OrderEvent) -> str:
    found = row.data.get("words", "")
    return found if isinstance(found, str) else ""


def _deadline(line: StageLine, at: datetime) -> Row:
    row = line.row
    return deadline_row(
        line.state(at),
        stage=STAGES[line.stage],
        clause=clause_words(row.clause) if row else "",
        limit=limit_words(held_of(row).limit) if row else "",
        finished=line.finished,
    )
