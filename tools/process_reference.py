"""The reference page of the shipped processes: what each is for, its figures, and the clauses it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from guicheng.adapters.process_library import ShippedProcess

_HEAD: Final = """# Shipped processes

Twelve step tables in `src/guicheng/library/processes/`, each at three grades. The worst case is the time from the first
step to the last when every step uses its whole limit and none runs twice; "twice" lets each run once more. A promise is
a timed clause of the starter library with what the steps take for it at worst; no figure here may be above its promise.

"""


def processes_page() -> str:
    """Return the page; Django has to be set up, since use cases import models."""
    from guicheng.adapters.process_library import shipped_processes
    from guicheng.usecases.shipped_promises import unrealised

    parts = [_HEAD]
    for process in shipped_processes():
        parts += _of(process)
    parts.append("## Timed clauses of the starter library that no process realises\n\n")
    parts.append(", ".join(unrealised()) + "\n")
    return "".join(parts)


def _of(process: ShippedProcess) -> Iterator[str]:
    from guicheng.apps.processes.readings import process_of, read
    from guicheng.domain.process.limits import plain_number
    from guicheng.usecases.shipped_promises import promises_kept

    table = process_of(process.title, process.at(process.grades[0]))
    yield f"## {process.code} {process.title} – {process.english}\n\n{process.purpose_en}\n\n"
    yield f"{len(table.steps)} steps; posts: {'、'.join(table.posts)}.\n\n"
    yield f"| | {' | '.join(process.grades)} |\n| --- |{' --- |' * len(process.grades)}\n"
    reports = [read(process.title, process.at(grade)).report for grade in process.grades]
    for name in ("once", "twice"):
        worst = [getattr(report, name).minutes for report in reports]
        yield f"| worst minutes, {name} | {' | '.join(str(plain_number(each)) for each in worst)} |\n"
    kept = [promises_kept(process, grade) for grade in process.grades]
    for graded in zip(*kept, strict=True):
        figures = (f"{plain_number(each.worst)} of {plain_number(each.promised)}" for each in graded)
        yield f"| {graded[0].clause}, steps {graded[0].span} | {' | '.join(figures)} |\n"
    yield "\n"
