"""Complete the steps of cases, beside SpiffWorkflow: in memory, and each completion loaded, done and saved in SQLite.

Ours writes the case, its open work and its log in one transaction for each completion; SpiffWorkflow's workflow is kept
as the JSON that its serializer makes. Both walk the same cases, and both have to end where the other does. The database
is used as the service uses it (write-ahead log, fully synced), by the clock; and once more without waiting for the
disk, by the time of the processor, so that the work of the engines is seen apart from that of the disk.
"""

# ruff: noqa: E402 - models can be imported only once Django is set up
from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="guicheng-bench-")
os.environ |= {"GUICHENG_HOME": HOME, "DJANGO_SETTINGS_MODULE": "guicheng.site.settings"}
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from tests.domain.process.spiff import SpiffCase, SpiffCases
from tests.domain.process.tables import HEAD, Blocks, table

from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case, CaseEvent
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.services.moving import move
from guicheng.apps.operations.services.taken import Stamp, take_up
from guicheng.apps.organization.models import Grant, Person
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services import found_company
from guicheng.apps.processes import services as processes
from guicheng.apps.processes.models import Process
from guicheng.domain.process import compile_table, read_table
from guicheng.domain.process.cells import COLUMNS
from guicheng.domain.process.forms import FieldKind
from guicheng.domain.process.running import Event, EventKind, State, apply
from guicheng.domain.process.token_compiling import compile_tokens
from guicheng.domain.process.token_table import TokenTable, complete, is_over, ready, start

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
ROWS = Blocks(12, 16, alarms=False).process()
WALKS, SPIFF_WALKS, ROUNDS = 60, 4, 3
Step = tuple[str, str, int]


def walk(tokens: TokenTable, number: int) -> list[Step]:
    """Return a random case from start to end: steps, their answers, and the numbers of these."""
    chance, marking, steps = random.Random(number), start(tokens), list[Step]()
    while not is_over(tokens, marking):
        step = chance.choice(ready(tokens, marking))
        answers = list(tokens.steps[step].effects)
        said = chance.randrange(len(answers))
        steps.append((step, answers[said], said))
        marking = complete(tokens, marking, step, answers[said])
    return steps


def memory(tokens: TokenTable, cases: SpiffCases, walks: list[list[Step]]) -> None:
    """Print completions a second in memory, with the open work of each step."""
    tables = {"e": tokens}

    def ours() -> None:
        for steps in walks:
            state = apply(tables, State(), Event(EventKind.STARTED, NOW, data={"edition": "e"})).state
            for step, answer, _number in steps:
                state = apply(tables, state, Event(EventKind.COMPLETED, NOW, "7", step, {"answer": answer})).state
            if state.items:
                sys.exit("engine: a case has not ended")

    def theirs() -> None:
        for steps in walks[:SPIFF_WALKS]:
            case = cases.start()
            for step, _answer, number in steps:
                case.complete(step, [number])
            if not case.is_over:
                sys.exit("engine: SpiffWorkflow has not ended where we have")

    mine = sum(map(len, walks)) / least(ours)
    peer = sum(map(len, walks[:SPIFF_WALKS])) / least(theirs)
    print(f"engine: in memory {mine:,.0f} completions/s; SpiffWorkflow {peer:,.0f}; ratio {mine / peer:.0f}")


def least(work) -> float:
    """Return the seconds that a piece of work takes, the least of some rounds."""
    return min(timed(work) for _round in range(ROUNDS))


def timed(work, clock=time.process_time) -> float:
    """Return the seconds that a piece of work takes the processor, or by another clock."""
    begun = clock()
    work()
    return clock() - begun


def company() -> tuple[Person, Process]:
    """Make a company with the process published."""
    call_command("migrate", verbosity=0, interactive=False)
    person = found_company(
        name="云帆物业", username="chen", person_name="陈晓", password="雨天路滑小心台阶七级", at=NOW
    )
    second = Person.objects.create(company=person.company, username="lin", name="林品", joined_at=NOW)
    for who in (person, second):
        for role in ("quality_manager", "estate_manager"):
            Grant.objects.get_or_create(person=who, role=role, unit=person.company, defaults={"granted_at": NOW})
    names = dict(zip(HEAD, ("number", "name", "post", "limit", "record", "next", "timeout", "join"), strict=True))
    rows = [{"id": "", **dict.fromkeys(COLUMNS, ""), **dict(zip(names.values(), row, strict=True))} for row in ROWS]
    rows = [{**row, "record": "记录（选填）"} for row in rows]
    named = {"actor": actor_for(person), "at": NOW}
    made = processes.create_process(unit_key=person.company.key, code="LC-01", title="试", rows=rows, **named)
    processes.ask_for_approval(process_key=made.key, **named)
    processes.decide(actor=actor_for(second), process_key=made.key, approves=True, at=NOW)
    processes.publish(process_key=made.key, effective_from=date(2026, 11, 23), **named)
    return person, made


def begun(person: Person, count: int) -> list[int]:
    """Start so many cases."""
    actor, unit = actor_for(person), person.company.key
    return [
        services.start_case(actor=actor, unit_key=unit, process="LC-01", title="试", at=NOW).pk
        for _case in range(count)
    ]


def ours(person: Person, walks: list[list[Step]], clock) -> float:
    """Return the seconds that moving cases through the database takes us."""
    ids = begun(person, len(walks))
    stamp = Stamp(NOW, person.pk, person.name)

    def work() -> None:
        for case_id, steps in zip(ids, walks, strict=True):
            clocks = Clocks(person.company)
            for step, answer, _number in steps:
                with transaction.atomic():
                    moving = take_up(case_id)
                    if moving is None:
                        sys.exit("engine: a case is gone")
                    event = stamp.event(EventKind.COMPLETED, step, begun=moving.state.items[step].begun, answer=answer)
                    move(moving, [event], stamp, clocks)

    seconds = timed(work, clock)
    if Case.objects.filter(pk__in=ids).exclude(outcome="finished").exists():
        sys.exit("engine: a case has not ended")
    events = CaseEvent.objects.filter(case__in=ids).count()
    if events != sum(map(len, walks)) + len(walks):
        sys.exit("engine: the log is not whole")
    return seconds


def theirs(cases: SpiffCases, walks: list[list[Step]], sync: str, clock) -> float:
    """Return the seconds that loading, completing and saving takes SpiffWorkflow."""
    serializer = BpmnWorkflowSerializer()
    base = sqlite3.connect(Path(HOME) / f"spiff-{sync}-{time.monotonic_ns()}.sqlite3", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute(f"PRAGMA synchronous={sync}")
    base.execute("CREATE TABLE workflow (id INTEGER PRIMARY KEY, state TEXT)")
    for number in range(len(walks)):
        base.execute("INSERT INTO workflow VALUES (?, ?)", [number, serializer.serialize_json(cases.start().workflow)])

    def work() -> None:
        for number, steps in enumerate(walks):
            for step, _answer, said in steps:
                base.execute("BEGIN IMMEDIATE")
                (text,) = base.execute("SELECT state FROM workflow WHERE id = ?", [number]).fetchone()
                case = SpiffCase(serializer.deserialize_json(text))
                case.complete(step, [said])
                base.execute(
                    "UPDATE workflow SET state = ? WHERE id = ?", [serializer.serialize_json(case.workflow), number]
                )
                base.execute("COMMIT")

    seconds = timed(work, clock)
    for (text,) in base.execute("SELECT state FROM workflow"):
        if not serializer.deserialize_json(text).is_completed():
            sys.exit("engine: SpiffWorkflow has not ended where we have")
    base.close()
    return seconds


def stored(person: Person, cases: SpiffCases, walks: list[list[Step]]) -> None:
    """Print completions a second through the database."""
    ways = (
        ("FULL", "fully synced", time.perf_counter),
        ("OFF", "not waiting for the disk, processor time", time.process_time),
    )
    for sync, said, clock in ways:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={sync}")
        some = walks[:SPIFF_WALKS]
        mine = min(ours(person, walks, clock) for _round in range(ROUNDS)) / sum(map(len, walks))
        peer = min(theirs(cases, some, sync, clock) for _round in range(ROUNDS)) / sum(map(len, some))
        print(
            f"engine: through SQLite, {said}: {1 / mine:,.0f} completions/s with log; "
            f"SpiffWorkflow load–complete–save {1 / peer:,.0f}; ratio {peer / mine:.1f}"
        )


def served(person: Person, walks: list[list[Step]]) -> None:
    """Print completions a second of the whole act: rights, form, who is on duty, audit."""
    actor, ids = actor_for(person), begun(person, 20)
    keys = dict(Case.objects.filter(pk__in=ids).values_list("pk", "key"))
    form = {FieldKind.CHOICE: "去向"}

    def work() -> None:
        for case_id, steps in zip(ids, walks, strict=False):
            for step, answer, _number in steps:
                answers = {form[FieldKind.CHOICE]: answer} if answer else {}
                services.complete(actor=actor, case_key=keys[case_id], step=step, answers=answers, at=NOW)

    count = sum(map(len, walks[: len(ids)]))
    print(f"engine: the whole act with rights, form, duty and audit {count / timed(work):,.0f} completions/s")


if __name__ == "__main__":
    GRAPH = compile_table(read_table("试", [HEAD, *ROWS]))
    TOKENS, SPIFF = compile_tokens(GRAPH), SpiffCases(compile_table(table(*ROWS)))
    PATHS = [walk(TOKENS, number) for number in range(WALKS)]
    memory(TOKENS, SPIFF, PATHS)
    PERSON, _process = company()
    stored(PERSON, SPIFF, PATHS)
    served(PERSON, PATHS)
