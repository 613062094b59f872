"""The heat map of attainment over 10⁸ sealed occurrences, beside a bare Django page with as many rows in a table.

6,000 estates, 60 clauses, 3 months. Each occurrence is drawn, and summed into its cell as sealing does; the rows of
sums lie in the database as the service keeps them. Both pages go through all middleware of the service, in one process,
on SQLite. 200 pages of many filters and orders are rendered; what they show is held against the occurrences.
"""

# ruff: noqa: E402 - models can be imported only once Django is set up
from __future__ import annotations

import os
import resource
import sqlite3
import sys
import tempfile
import time
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

HOME = tempfile.mkdtemp(prefix="guicheng-bench-")
os.environ |= {
    "GUICHENG_HOME": HOME,
    "DJANGO_SETTINGS_MODULE": "guicheng.site.settings",
    "GUICHENG_HOSTS": "testserver",
}
os.environ["GUICHENG_SECOND_FACTOR"] = "0"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

import numpy as np
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from guicheng.apps.assessment.models import SealedMonth
from guicheng.apps.assessment.readings.board_rows import ClauseSums, pack_row, row_of
from guicheng.apps.assessment.readings.citations import in_order
from guicheng.apps.assessment.selectors.boards import board_of, months_of
from guicheng.apps.organization.models import Person, Trade, Unit
from guicheng.apps.organization.services import found_company
from guicheng.apps.standards.models import Edition, Standard, Submission

NOW = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
OCCURRENCES, ESTATES, CLAUSES, PAGES = 100_000_000, 6_000, 60, 200
MONTHS = ("2026-08", "2026-09", "2026-10")
OUTCOMES = ("kept", "late", "missed", "excused", "no_evidence", "pending")
PART = 10_000_000
TARGET = 950_000
SENTENCE = "接到报修后30分钟内到场。"
PROMISE = ("id", "unit_id", "month", "edition_id", "clause_key", "citation", "target")
PROMISE += ("place", "sentence", '"begin"', '"end"', "post", "measure", "whole")
PACKED = ("unit_id", "month", "version", "content")
COUNT = ("unit_id", "month", "counted_at", "failed", "unused")
TALLY = ("unit_id", "month", "version", "promise_id", "clause_key", "post", "grade", *OUTCOMES)
TRADES = [each.value for each in Trade]
TEMPLATE = """<!DOCTYPE html><title>x</title><table>{% for row in rows %}<tr><td>{{ row.name }}</td>
<td>{{ row.key }}</td><td>{{ row.kind }}</td><td>{{ row.path }}</td></tr>{% endfor %}</table>"""


def company() -> Person:
    """Make the company, its estates, and an edition of each kind of service."""
    call_command("migrate", verbosity=0, interactive=False)
    person = found_company(
        name="云帆物业", username="chen", person_name="陈晓", password="雨天路滑小心台阶七级", at=NOW
    )
    root = Unit.objects.get(pk=person.company_id)
    Unit.objects.bulk_create(
        Unit(path=Unit._get_path(root.path, 2, n + 1), depth=2, kind="estate", name=f"第{n + 1}园")  # noqa: SLF001
        for n in range(ESTATES)
    )
    Unit.objects.filter(pk=root.pk).update(numchild=ESTATES)
    for number, trade in enumerate(TRADES):
        named = {"code": f"GC-{number:02}", "title": f"第{number}项标准", "category": trade}
        made = Standard.objects.create(company=root, unit=root, created_at=NOW, updated_at=NOW, **named)
        sent = Submission.objects.create(
            standard=made, number=1, submitted_by=person, submitted_at=NOW, content={}, content_hash="0" * 64
        )
        Edition.objects.create(
            standard=made, number=1, content_hash="0" * 64, size=0, effective_from=date(2026, 1, 1), submission=sent,
            published_at=NOW, published_by=person, **named,
        )  # fmt: skip
    return person


def counted(chance: np.random.Generator, occurrences: int) -> np.ndarray:
    """Draw occurrences and return how many of each cell became what (estates × clauses, outcomes)."""
    cells = ESTATES * CLAUSES
    weight = chance.dirichlet(np.full(cells, 3.0))
    share = chance.beta(30, 1.6, cells)
    sums = np.zeros(cells * len(OUTCOMES), dtype=np.int64)
    cumulated = np.cumsum(weight)
    for start in range(0, occurrences, PART):
        size = min(PART, occurrences - start)
        cell = np.searchsorted(cumulated, chance.random(size) * cumulated[-1]).astype(np.int32)
        broken = chance.random(size, dtype=np.float32) > share[cell]
        outcome = np.where(broken, chance.choice(np.array([1, 1, 2, 3, 4], np.int8), size), np.int8(0))
        sums += np.bincount(cell * np.int64(len(OUTCOMES)) + outcome, minlength=len(sums))
    return sums.reshape(cells, len(OUTCOMES))


def sums_of_clauses(found: np.ndarray, place: int, first: int) -> list[ClauseSums]:
    """Return the sums of an estate as counting packs them, its clauses by citation."""
    rows = []
    for clause in sorted(range(CLAUSES), key=lambda clause: in_order(citation(clause))):
        cell = place * CLAUSES + clause
        counts = tuple(map(int, found[cell]))
        wanted = (sum(counts[:3]) + counts[4]) * TARGET
        rows.append(ClauseSums(uuid.UUID(int=clause + 1), counts, wanted, whole=False, promise=first + cell, edition=1))
    return rows


def citation(clause: int) -> str:
    """Return how a clause is cited."""
    kind = clause % len(TRADES)
    return f"GC-{kind:02}/{clause}"


def keep(sums: dict[str, np.ndarray], person: Person) -> None:
    """Write the sums of sealed months as rows, past the models: a million of them in a minute."""
    estates = list(Unit.objects.filter(kind="estate").order_by("path").values_list("pk", flat=True))
    editions = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
    cells = [(estate, clause) for estate in estates for clause in range(CLAUSES)]
    of_clause = [(editions[c % len(editions)], uuid.UUID(int=c + 1).hex, citation(c)) for c in range(CLAUSES)]
    connection.close()
    book = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    book.execute("PRAGMA synchronous=OFF")
    for number, (month, found) in enumerate(sums.items()):
        first = number * len(cells) + 1
        promises = (
            (first + n, estate, month, *of_clause[c], TARGET, 0, SENTENCE, 0, 4, "", "timed", 0)
            for n, (estate, c) in enumerate(cells)
        )
        tallies = (
            (estate, month, 1, first + n, of_clause[c][1], "", "B", *map(int, found[n]))
            for n, (estate, c) in enumerate(cells)
        )
        counts = ((estate, month, NOW.isoformat(" "), "", "[]") for estate in estates)
        packed = (
            (estate, month, 1, pack_row(row_of(sums_of_clauses(found, place, first))))
            for place, estate in enumerate(estates)
        )
        for table, columns, rows in (
            ("boardrow", PACKED, packed),
            ("monthpromise", PROMISE, promises),
            ("tally", TALLY, tallies),
            ("monthcount", COUNT, counts),
        ):
            marks = ", ".join("?" * len(columns))
            book.executemany(f"INSERT INTO assessment_{table} ({', '.join(columns)}) VALUES ({marks})", rows)
    book.commit()
    book.execute("ANALYZE")
    book.close()
    for month, found in sums.items():
        SealedMonth.objects.create(
            unit_id=person.company_id, month=month, version=1, sealed_at=NOW, root="0" * 64, estates=ESTATES,
            rows=int(found.sum()),
        )  # fmt: skip


def bare(request: HttpRequest) -> HttpResponse:
    """List as many estates as the map has, and nothing else."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    template = engines["django"].from_string(TEMPLATE)
    return HttpResponse(template.render({"rows": list(Unit.objects.order_by("path")[:25])}))


class Peer:
    """The address of the bare page."""

    urlpatterns = (path("estates", bare),)


def addresses() -> list[str]:
    """Return pages of many months, orders, kinds of service and places, and of single estates."""
    chance, found = Random(7), []
    units = list(Unit.objects.filter(kind="estate").values_list("key", flat=True)[:500])
    for _page in range(PAGES):
        query = f"month={chance.choice(MONTHS)}&order={chance.choice(('worst', 'change', 'place'))}"
        query += f"&domain={chance.choice(['', *TRADES])}&rows={25 * chance.randrange(200)}"
        query += f"&columns={chance.choice((0, 0, 16))}"
        found.append(f"/attainment/?{query}" + (f"&unit={chance.choice(units)}" if chance.random() < 0.2 else ""))
    return found


def timed(client: Client, pages: list[str]) -> tuple[list[float], list[float]]:
    """Return milliseconds of the processor and of the clock for each page."""
    cpu, wall = [], []
    for address in pages:
        begun, started = time.process_time(), time.perf_counter()
        answer = client.get(address)
        cpu.append((time.process_time() - begun) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    return cpu, wall


def p95(values: list[float]) -> float:
    """Return the value that 95 % of them do not exceed."""
    return sorted(values)[-(-len(values) * 95 // 100) - 1]


def same(person: Person, sums: dict[str, np.ndarray]) -> bool:
    """Tell whether every cell of every month says what its occurrences say."""
    root = str(Unit.objects.get(pk=person.company_id).path)
    right = True
    for month in months_of(person.company_id, root):
        board, found = board_of(root, month, 1), sums[month.month]
        numbers = np.frombuffer(board.numbers, dtype=np.int64).reshape(ESTATES, CLAUSES, 7)
        order = [board.column_of[uuid.UUID(int=n + 1)] for n in range(CLAUSES)]
        right &= bool(np.array_equal(numbers[:, order, :6], found.reshape(ESTATES, CLAUSES, 6)))
    return right


def main() -> int:
    """Print the figures; return 1 when a page says anything else than its occurrences."""
    person, chance = company(), np.random.default_rng(20261128)
    sizes = [OCCURRENCES // len(MONTHS)] * len(MONTHS)
    sizes[-1] += OCCURRENCES - sum(sizes)
    sums = {month: counted(chance, size) for month, size in zip(MONTHS, sizes, strict=True)}
    keep(sums, person)
    settings.DEBUG = False
    ours, peer = Client(), Client()
    for client in (ours, peer):
        client.force_login(person)
    started = time.process_time()
    assert ours.get("/attainment/").status_code == 200
    first = time.process_time() - started
    for month in MONTHS:
        for domain in ("", *TRADES):
            ours.get(f"/attainment/?month={month}&domain={domain}&order=change")
    cpu, wall = timed(ours, addresses())
    settings.ROOT_URLCONF = Peer
    bare_cpu, bare_wall = timed(peer, ["/estates"] * PAGES)
    settings.ROOT_URLCONF = "guicheng.site.urls"
    agrees = same(person, sums)
    rows = sum(int(found.sum()) for found in sums.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"heat map over {rows / 1e6:.0f} M sealed occurrences, {ESTATES:,} estates × {CLAUSES} clauses: "
        f"p95 of {PAGES} pages {p95(cpu):.1f} ms of the processor, {p95(wall):.1f} ms by the clock (reach 100 ms); "
        f"bare Django page {p95(bare_cpu):.1f} and {p95(bare_wall):.1f} ms; ratio {p95(bare_cpu) / p95(cpu):.2f}; "
        f"first page of a month after a start {first:.1f} s; memory {memory:.1f} GB; the same counts: {agrees}"
    )
    return int(not agrees or rows != OCCURRENCES)


if __name__ == "__main__":
    sys.exit(main())
