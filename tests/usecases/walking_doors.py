"""A walk through the pages as somebody signed in: every door once, by the links that pages show."""

from __future__ import annotations

import re
from collections import deque
from html import unescape

from django.test import Client
from django.urls import Resolver404, resolve

from guicheng.apps.assessment.models import Finding, Metric
from guicheng.apps.operations.models import OrderFile
from guicheng.apps.research.models import Survey
from guicheng.apps.standards.models import DraftClause, Handout
from guicheng.web.doors import DOORS, account

LINK = re.compile(r'(?:href|src|data-status)="(/[^"#]*)')
EMPTY = re.compile(r'class="(?:card empty|empty)"')
#: Doors that show something; those of signing in have tests of their own.
ROUTES = [door.route for door in DOORS if "GET" in door.needs and door not in account.DOORS]

_NOT_KEPT = "a manual is kept by the browser that sent it, in no company"
#: Doors that no link of the story leads to, or that lead elsewhere, and why.
NOT_MET = {
    **{f"documents/<str:key>/{rest}": _NOT_KEPT for rest in (
        "", "status/", "leftovers/", "delete/", "reading.<str:kind>", "drafts/",
    )},
    "standards/export.<str:kind>": "asked for by the form of the list",
    "standards/<str:code>/clauses/<str:key>/": "leads to the page of the standard",
    "inspections/findings/<str:key>/": "leads to the page of the inspection",
    "q/<str:link>/": "the survey is over",
    "q/<str:link>/i/<str:token>/": "nobody was invited: the survey is open to all",
    "surveys/<str:key>/people.csv": "likewise",
    "survey-reports/<str:key>/file/": "its summary is published instead",
    "processes/<str:code>/replays/<uuid:key>/": "no log of another system was replayed",
    "cases/<str:key>/steps/<str:step>/": "a step is done by whoever has the work",
    "o/<str:link>/files/<str:file>/": "what the customer may see has no file",
    "attainment/months/<str:month>/changes/": "nothing changed since the months were sealed",
    "robots/<str:key>/": "it would speak to a service outside",
    "webhooks/<str:key>/": "likewise",
}  # fmt: skip
#: Doors that show that there is nothing, and why that is so.
LEFT_EMPTY = {
    "robots/": "one would speak to a service outside",
    "webhooks/": "likewise",
    "integrations/": "a token would open a door to anybody who reads this",
    "work/": "the quality manager walks no rounds and repairs nothing",
    "inbox/": "those who approve have something there",
    "deviations/": "no clause is looser than what stands above it",
    "surveys/<str:key>/people/": "the survey is open to all",
    "surveys/<str:key>/answers/": "no answer waits to be judged",
}


class Walk:
    """What somebody met: an answer for each door that they came to.

    Args:
        person: Who walks.
        wanted: Doors that are looked through; others are passed by.
        first: Addresses to which no link of the pages that are met leads.
    """

    def __init__(self, person, wanted, first=()):
        self.client = Client()
        self.client.force_login(person)
        self.wanted, self.status, self.empty, self.address = set(wanted), {}, set(), {}
        self._waiting = deque([*first, *(f"/{route}" for route in wanted if "<" not in route)])
        while self._waiting:
            self._enter(self._waiting.popleft())

    def _enter(self, address):
        route = self._door(address)
        if route in self.status or route not in self.wanted:
            return
        answer = self.client.get(address)
        self.status[route], self.address[route] = answer.status_code, address
        if answer.get("Content-Type", "").startswith("text/html"):
            page = answer.content.decode()
            if EMPTY.search(page):
                self.empty.add(route)
            self._waiting.extend(unescape(found) for found in LINK.findall(page))
        elif answer.streaming:
            b"".join(answer)

    @staticmethod
    def _door(address):
        try:
            return resolve(address.partition("?")[0]).route
        except Resolver404:
            return ""


def addresses_of(company):
    """Addresses of things that somebody has to choose on a form, or that are among many of which one is met."""
    survey = Survey.objects.get(unit__path__startswith=company.path)
    rated = Metric.objects.get(company=company, name="工单好评率")
    order = OrderFile.objects.filter(order__company=company).select_related("order__unit").first()
    finding = Finding.objects.filter(inspection__company=company).exclude(photos=[]).first()
    vague = DraftClause.objects.filter(standard__company=company, standard__code="QH-01").order_by("position")[2]
    return [
        *(f"/standards/GC-01/{name}/" for name in ("beside", "consequences", "system")),
        "/standards/GC-03/norms/",
        "/standards/BJ-01/editions/1/to/2/",
        f"/standards/QH-01/clauses/{vague.key}/except/",
        f"/q/{survey.link}/",
        f"/q/{survey.link}/data/",
        *(f"/surveys/{survey.key}/{name}" for name in ("code.svg", "notice/")),
        f"/orders/{order.order.key}/files/{order.key}/",
        f"/o/{order.order.link}/",
        f"/inspections/{finding.inspection.key}/",
        f"/inspections/{finding.inspection.key}/print/",
        f"/inspections/{finding.inspection.key}/photos/{finding.photos[0]}",
        f"/evidence/photos/{finding.photos[0]}",
        f"/attainment/satisfaction/{rated.key}/{order.order.unit.key}/2026-10/",
        f"/handouts/{Handout.objects.get(unit__path__startswith=company.path).key}/file/",
    ]
