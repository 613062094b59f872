"""Running cases of a process moved to its newest edition: looked at first, then done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations import services
from guicheng.apps.operations.selectors.cases import running_counts, steps_of
from guicheng.apps.processes import selectors as processes
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of


def running(request: HttpRequest, code: str) -> HttpResponse:
    """Show how many cases run by which edition; look at what moving them would make of each, and move them."""
    actor = actor_of(request)
    process = processes.process_visible_to(actor, code)
    counts = running_counts(actor, process)
    newest = counts[0][0] if counts else None
    given = request.POST if request.method == "POST" else request.GET
    number = _number(given.get("number", ""), [edition.number for edition, _count in counts])
    outcome, plans = NOTHING, None
    missing = services.without_counterpart(process, number, newest.number) if newest and number else []
    if request.method == "POST" and newest and number:
        mapping = {name: given.get(f"step-{name}", "") for name, _label in missing}

        def migrate(*, dry_run: bool) -> Any:
            return services.migrate(
                actor=actor, process=process, number=number, to=newest.number, clocks=given.get("clocks", ""),
                mapping=mapping, dry_run=dry_run, at=timezone.now(),
            )  # fmt: skip

        outcome = attempt(request, {"look": lambda: migrate(dry_run=True), "move": lambda: migrate(dry_run=False)})
        plans = outcome.value
        counts = running_counts(actor, process)
    context: dict[str, Any] = {
        "process": process,
        "counts": counts,
        "newest": newest,
        "number": number,
        "missing": missing,
        "targets": steps_of(newest) if newest and missing else [],
        "plans": [(plan, [problem.render(_) for problem in plan.problems]) for plan in plans or []],
        "looked": plans is not None,
        "moves": sum(not plan.problems for plan in plans or []),
        "moved": sum(plan.moved for plan in plans or []),
        "given": given,
        "told": outcome.told,
        "crumbs": [
            crumbs.Crumb(_("Processes"), reverse("processes")),
            crumbs.Crumb(process.code, reverse("process", args=[process.code])),
            crumbs.Crumb(_("Running cases")),
        ],
    }
    return render(request, "web/case_migration.html", context, status=outcome.status)


def _number(text: str, known: list[int]) -> int:
    """Return the number of an edition that is not the newest, 0 for none."""
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    return found if found in known[1:] else 0
