"""What is kept of a case: the process by which it ran, its steps with their clocks, and its log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guicheng.adapters.dispute_pack.words import done_words, limit_words, pause_words
from guicheng.apps.operations.models import Case, CaseEvent, WorkItem, WorkState
from guicheng.apps.operations.readings import Compiled
from guicheng.apps.operations.selectors.cases import log_of, people_named, work_of
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.selectors.deadlines import compiled_for, deadline_of
from guicheng.apps.operations.selectors.disputes.telling import People, Row, Telling, deadline_row, desk_row, local
from guicheng.apps.processes.models import ProcessEdition

_STATES = {"running": "办理中", "finished": "已办结", "cancelled": "提前终止"}


def tell_case(case: Case, people: People, at: datetime) -> Telling:
    """Return what a case tells.

    Args:
        case: With its unit and edition.
        people: How names are said.
        at: The moment at which it is told.
    """
    compiled, clocks, log = compiled_for(case), Clocks(case.unit), log_of(case)
    names = people_named({each for row in log for each in _to(row)})
    return Telling(
        facts=_facts(case, people),
        standard=list(_process_rows(case.edition)),
        deadlines=[_deadline(compiled, clocks, row, at) for row in work_of(case) if row.state != WorkState.GONE],
        desk=[_desk(row, compiled, names, people) for row in log],
    )


def _facts(case: Case, people: People) -> list[tuple[str, str]]:
    return [
        ("事项", people.text(case.title)),
        ("项目", case.unit.name),
        ("流程", _called(case.edition)),
        ("发起", local(case.started_at)),
        ("状态", _STATES[case.outcome]),
        ("结束", local(case.ended_at)),
    ]


def _called(edition: ProcessEdition) -> str:
    return f"《{edition.title}》（{edition.code}）第 {edition.number} 版"


def _process_rows(edition: ProcessEdition) -> list[Row]:
    """Return the table of a process, a step a row; all of it holds."""
    called = _called(edition)
    facts = [["生效", str(edition.effective_from)], ["发布", local(edition.published_at)]]
    head = {"kind": "edition", "edition": called, "text": called, "number": "", "facts": facts}
    rows: list[Row] = [head | {"facts": [*facts, ["文本哈希", edition.content_hash]]}]
    for each in edition.rows:
        cells = [str(value) for name, value in each.items() if name != "number" and value and isinstance(value, str)]
        row = {"kind": "clause", "edition": called, "number": str(each.get("number", "")), "level": 0}
        rows.append({**row, "text": "｜".join(cells), "applies": False})
    return rows


def _deadline(compiled: Compiled, clocks: Clocks, row: WorkItem, at: datetime) -> Row:
    ended = row.ended_at if row.state == WorkState.DONE else None
    found = deadline_of(compiled, clocks, row, ended or at) if row.step in compiled.about else None
    limit = limit_words(found.limit) if found else ""
    made = deadline_row(
        found.state if found else None, stage=row.name, clause=found.text if found else "", limit=limit, finished=ended
    )
    if found and ended:
        late = found.state.due is not None and local(ended) > local(found.state.due)
        made |= {"standing": "late", "told": "超时完成"} if late else {"standing": "kept", "told": "按时"}
    return made


def _desk(row: CaseEvent, compiled: Compiled, names: Mapping[str, str], people: People) -> Row:
    label = compiled.about[row.step].label if row.step in compiled.about else row.step
    to = "、".join(people.name(names.get(each, "")) for each in _to(row))
    told = "".join(part for part in (done_words(row.kind), f"“{label}”" if label else "", f"，{to}" if to else ""))
    reason = str(row.data.get("reason", ""))
    words = [pause_words(reason) if row.kind == "paused" else people.text(reason), *_form(row, people)]
    made = desk_row(
        at=row.at_server,
        kind=row.kind,
        who=people.name(row.actor_name),
        told=told,
        words="；".join(filter(None, words)),
        number=row.seq,
    )
    return made | ({"claimed": local(row.at_device)} if row.at_device else {})


def _form(row: CaseEvent, people: People) -> list[str]:
    """Return what was filled in, field by field."""
    said: Any = row.data.get("form", {})
    if not isinstance(said, dict):
        return []
    return [f"{name}：{people.text(_value(value))}" for name, value in said.items()]


def _value(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _to(row: CaseEvent) -> list[str]:
    said = row.data.get("to", [])
    return [str(said)] if isinstance(said, str) else [str(each) for each in said]
