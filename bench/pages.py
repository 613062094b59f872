"""Pages of the workbench beside a bare Django page (session, person, the same rows in a table), in one run.

A company of 2,000 standards; one of them has 20,000 clauses. Each figure is the least of 15 requests through all
middleware of the service, in one process, on SQLite, in time of the processor.
"""

# ruff: noqa: E402 - models can be imported only once Django is set up
from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

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

from django.conf import settings
from django.core.management import call_command
from django.db import connection, reset_queries
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services import found_company
from guicheng.apps.standards import services
from guicheng.apps.standards.models import DraftClause, Standard

NOW = datetime.now(tz=UTC)
TEXT = "接到第{n}类报修后，维修工{m}分钟内到场，每日清扫不少于{k}次。"
ROUNDS = 15
TEMPLATE = """<!DOCTYPE html><title>x</title><table>{% for row in rows %}<tr><td>{{ row.code }}{{ row.number }}</td>
<td>{{ row.title }}{{ row.text }}</td><td>{{ row.state }}</td><td>{{ row.errors }}</td></tr>{% endfor %}</table>"""


def company() -> Person:
    """Make the company, its standards and the long one."""
    call_command("migrate", verbosity=0, interactive=False)
    person = found_company(
        name="云帆物业", username="chen", person_name="陈晓", password="雨天路滑小心台阶七级", at=NOW
    )
    actor = actor_for(person, channel="job", address="")
    long = services.create_standard(actor=actor, unit_key=person.company.key, code="LONG", title="长标准", at=NOW)
    services.add_clause(actor=actor, standard_key=long.key, text=TEXT.format(n=0, m=30, k=2), at=NOW)
    _copy_clauses(long, 20_000)
    unit = Unit.objects.get(pk=person.company_id)
    Standard.objects.bulk_create(
        Standard(company=unit, unit=unit, code=f"KF-{n:04}", title=f"第{n}项标准", created_at=NOW, updated_at=NOW)
        for n in range(2_000)
    )
    return person


def _copy_clauses(standard: Standard, count: int) -> None:
    first = standard.clauses.get()
    own = {"id", "key", "position", "number"}
    kept = {name: value for name, value in vars(first).items() if name[0] != "_" and name not in own}
    DraftClause.objects.bulk_create(
        (
            DraftClause(
                **{**kept, "text": TEXT.format(n=n, m=n % 60 + 1, k=n % 9 + 1)},
                position=first.position + n,
                number=str(n + 1),
            )
            for n in range(1, count)
        ),
        batch_size=1_000,
    )


def bare(fetch: Callable[[], object]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a page that lists rows and does nothing else."""
    template = engines["django"].from_string(TEMPLATE)

    def page(request: HttpRequest) -> HttpResponse:
        # A bare page of people who are signed in asks for the session and the person too.
        if not request.user.is_authenticated:
            return HttpResponse(status=403)
        return HttpResponse(template.render({"rows": fetch()}))

    return page


class Peer:
    """The addresses of the bare pages."""

    urlpatterns = (
        path("standards", bare(lambda: list(Standard.objects.order_by("code")[:50]))),
        path(
            "clauses", bare(lambda: list(DraftClause.objects.filter(standard__code="LONG").order_by("position")[:80]))
        ),
    )


def least(client: Client, address: str) -> tuple[float, int]:
    """Return milliseconds and queries of a page."""
    times = []
    for _round in range(ROUNDS):
        reset_queries()
        started = time.process_time()
        answer = client.get(address)
        times.append((time.process_time() - started) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    return min(times), len(connection.queries)


def main() -> int:
    """Print each page beside its peer."""
    person = company()
    settings.DEBUG = False
    connection.force_debug_cursor = True
    ours, peer = Client(), Client()
    for client in (ours, peer):
        client.force_login(person)
    pages = [
        ("list of 2,000 standards", "/standards/", "standards"),
        ("the same, searched", "/standards/?q=标准", "standards"),
        ("standard of 20,000 clauses", "/standards/LONG/", "clauses"),
        ("the same, searched", "/standards/LONG/?q=59分钟", "clauses"),
        ("the same, its end", "/standards/LONG/?start=19900", "clauses"),
    ]
    for title, address, other in pages:
        mine, queries = least(ours, address)
        settings.ROOT_URLCONF = Peer
        theirs, _queries = least(peer, f"/{other}")
        settings.ROOT_URLCONF = "guicheng.site.urls"
        print(f"{title:<28} {mine:7.1f} ms, {queries} queries; bare page {theirs:6.1f} ms; ratio {theirs / mine:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
