"""The shipped processes as their tests see them, and the tables of checked readings.

Run as a program it writes the tables anew; somebody then reads the difference line by line.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import django

if __name__ == "__main__":
    # What reads a table knows the rows that it is kept in; under pytest that is set up already.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")
    django.setup()

from guicheng.adapters.process_library import ShippedProcess, shipped_processes
from guicheng.apps.processes.readings import process_of, read
from guicheng.domain.process import Process, Step
from guicheng.domain.process.limits import plain_number
from guicheng.usecases.shipped_promises import promises_kept, unrealised

HERE = Path(__file__).parent
STEPS, FIGURES, PROMISES, UNREALISED = (
    HERE / f"process_{name}.tsv" for name in ("steps", "figures", "promises", "unrealised")
)


def table(process: ShippedProcess, grade: str) -> Process:
    """Return the table of a process at a grade."""
    return process_of(process.title, process.at(grade))


def at_every_grade() -> Iterator[tuple[ShippedProcess, str]]:
    """Yield each process with each of its grades."""
    return ((process, grade) for process in shipped_processes() for grade in process.grades)


def steps() -> list[tuple[str, ...]]:
    """Return what is read of each step: its limits in minutes by grade, answers, ways, alarms, joining, clauses."""
    head = ("process", "step", "name", "post", "minutes", "record", "answers", "ways", "alarms", "join", "clauses")
    return [head, *(_step(process, index) for process in shipped_processes() for index in range(len(process.rows)))]


def _step(process: ShippedProcess, index: int) -> tuple[str, ...]:
    graded = [table(process, grade).steps[index] for grade in process.grades]
    step, limits = graded[0], [_minutes(each) for each in graded]
    ways = [f"{way.answer}→{'+'.join(way.targets)}" for way in step.ways]
    alarms = [f"{_alarm(alarm.limit)}{'!' if alarm.interrupts else ''}→{alarm.target}" for alarm in step.alarms]
    return (
        process.code,
        step.id,
        step.name,
        step.post,
        limits[0] if len(set(limits)) == 1 else " ".join(limits),
        step.record,
        " ".join(f"{choice.name}={'/'.join(choice.answers)}" for choice in step.choices),
        " ".join(ways),
        " ".join(alarms),
        "all" if step.waits_for_all else "",
        " ".join(step.clauses),
    )


def _minutes(step: Step) -> str:
    return str(plain_number(step.limit.minutes)) if step.limit else ""


def _alarm(limit) -> str:
    return str(plain_number(limit.minutes)) if limit else "own"


def figures() -> list[tuple[str, ...]]:
    """Return the figures of each process at each grade."""
    head = ("process", "title", "grade", "steps", "posts", "records", "clauses", "once", "twice", "findings")
    return [head, *(_figures(process, grade) for process, grade in at_every_grade())]


def _figures(process: ShippedProcess, grade: str) -> tuple[str, ...]:
    found, report = table(process, grade), read(process.title, process.at(grade)).report
    assert report is not None
    return (
        process.code,
        process.title,
        grade,
        str(len(found.steps)),
        str(len(found.posts)),
        str(len({step.record for step in found.steps})),
        str(len({clause for step in found.steps for clause in step.clauses})),
        str(plain_number(report.once.minutes)),
        str(plain_number(report.twice.minutes)),
        " ".join(each.code for each in report.findings),
    )


def promises() -> list[tuple[str, ...]]:
    """Return each promise at each grade: minutes allowed by the clause, and at worst by the chart."""
    head = ("process", "clause", "span", "grade", "promised", "worst")
    return [
        head,
        *(
            (
                process.code,
                each.clause,
                each.span,
                grade,
                str(plain_number(each.promised)),
                str(plain_number(each.worst)),
            )
            for process, grade in at_every_grade()
            for each in promises_kept(process, grade)
        ),
    ]


def left_over() -> list[tuple[str, ...]]:
    """Return the timed clauses that no process realises."""
    return [("clause",), *((each,) for each in unrealised())]


def stored(path: Path) -> list[tuple[str, ...]]:
    """Return a table that somebody has checked."""
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(line) for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


if __name__ == "__main__":
    for path, lines in ((STEPS, steps()), (FIGURES, figures()), (PROMISES, promises()), (UNREALISED, left_over())):
        path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
