"""Lists through the API: a constant number of queries, and every row once however many pages it takes."""

from __future__ import annotations

from copy import copy

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.api.caller import Caller
from tests.apps.standards.company import AT, GOOD, VAGUE, Company, clause

from guicheng.api.v1 import paging
from guicheng.apps.organization import services as organization
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import services
from guicheng.apps.standards.models import BaselineFinding, Edition, Standard, Submission

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


class Many:
    """A company in which everything that is listed exists several times."""

    def __init__(self):
        self.company = Company()
        self.chen, self.gao = self.company.actor("chen"), self.company.actor("gao")
        self.standard = self.company.standard(GOOD)
        self.parameter = services.set_parameter(actor=self.chen, name="时限.急修到场", value="30分钟", at=AT)
        self._made = 0

    def grow(self, count):
        """Make more of everything."""
        for number in range(self._made, self._made + count):
            self._one(number)
        self._made += count

    def _one(self, number):
        company, chen = self.company, self.chen
        root = Unit.objects.get(pk=company.root.pk)
        unit = Unit.objects.add_child(root, {"kind": "estate", "name": f"园{number}"})
        post = organization.add_post(actor=self.gao, name=f"岗{number}", trade="order", at=AT)
        person, _password = self.company.join(f"p{number}", f"人{number}", ("supervisor", company.estate)), None
        organization.place_person(actor=self.gao, person_key=person.key, post_key=post.key, unit_key=unit.key, at=AT)
        made = company.standard(VAGUE, code=f"S-{number:03}", title=f"标准{number}")
        row = clause(made)
        services.suppress(actor=chen, clause_key=row.key, code="MH001", words="及时", reason="试行", at=AT)
        services.set_route(
            actor=self.gao,
            unit_key=unit.key,
            name=f"路{number}",
            steps=[services.StepPlan("会签", "all", [company.people["lin"].key], ["quality_manager"])],
            at=AT,
        )
        services.add_term(actor=chen, surface=f"词{number}", group="post", at=AT)
        services.set_parameter(actor=chen, name=f"时限.第{number}", value="1小时", at=AT)
        services.save_view(actor=chen, name=f"列表{number}", query="", at=AT)
        services.follow_standard(actor=chen, key=made.key, at=AT)
        key = self.standard.key
        text = f"第{number}次，接到急修报修后【时限.急修到场】内到场。"
        added = services.add_clause(actor=chen, standard_key=key, text=text, at=AT).clause
        services.add_clause(actor=chen, standard_key=key, text=f"第{number}章", kind="heading", level=1, at=AT)
        gone = services.add_clause(actor=chen, standard_key=key, text=VAGUE, at=AT).clause
        services.delete_clause(actor=chen, key=gone.key, revision=1, at=AT)
        BaselineFinding.objects.create(standard=self.standard, clause_key=added.key, fingerprint=f"{number:024}")
        services.start_thread(actor=self.company.actor("wang"), standard_key=key, text="@chen 再议", at=AT)
        services.receive_document(
            owner=f"api:person:{company.people['chen'].key}", name=f"{number}.md", data=b"x", at=AT
        )
        submission = Submission.objects.create(
            standard=self.standard,
            number=number + 1,
            content={},
            content_hash="0" * 64,
            submitted_by=company.people["chen"],
            submitted_at=AT,
            state="published",
        )
        Edition.objects.create(
            standard=self.standard,
            number=number + 1,
            code="KF-03",
            title="报修",
            content_hash="0" * 64,
            size=0,
            effective_from=AT.date(),
            submission=submission,
            published_at=AT,
            published_by=company.people["lin"],
        )


LISTS = {
    "/units": "gao",
    "/posts": "gao",
    "/people": "gao",
    "/audit": "gao",
    "/documents": "chen",
    "/standards": "chen",
    "/standards/KF-03/clauses": "chen",
    "/standards/KF-03/outline": "chen",
    "/standards/KF-03/history": "chen",
    "/standards/KF-03/removed": "chen",
    "/standards/KF-03/differences": "chen",
    "/standards/KF-03/threads": "chen",
    "/standards/KF-03/submissions": "chen",
    "/standards/KF-03/editions": "chen",
    "/standards/KF-03/baseline": "chen",
    "/suppressions": "chen",
    "/routes": "chen",
    "/editions/in-force": "chen",
    "/inbox?what=all": "chen",
    "/followed": "chen",
    "/terms": "chen",
    "/parameters": "chen",
    "/views": "chen",
    "/parameters/{parameter}/uses": "chen",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One company for all lists, with eight of everything; what a test adds is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Many()
        made.grow(8)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def many(world, db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    made = copy(world)
    made.standard = Standard.objects.get(pk=world.standard.pk)
    return made


def counted(caller, path):
    with CaptureQueriesContext(
        connection,
    ) as found:
        told = caller.get(path)
    return len(found), len(told["items"])


@pytest.mark.one
def test_a_list_costs_as_much_with_sixty_rows_as_with_eight(many):
    callers = {name: Caller.person(many.company, name) for name in ("chen", "gao")}
    paths = {path.format(parameter=many.parameter.key): name for path, name in LISTS.items()}
    few = {path: counted(callers[name], path) for path, name in paths.items()}
    many.grow(52)
    more = {path: counted(callers[name], path) for path, name in paths.items()}
    grown = {path: (few[path], more[path]) for path in paths if more[path][0] > few[path][0]}
    dear = {path: found for path, (found, _rows) in more.items() if found > MOST_QUERIES}
    assert (grown, dear) == ({}, {})
    # Something has to be listed for the count to mean anything; in force is one edition of one standard.
    thin = {path for path, (_found, rows) in more.items() if rows < 20}
    assert thin == {"/editions/in-force", "/standards/KF-03/baseline"}


@pytest.mark.parametrize("path", sorted(path for path in LISTS if path not in {"/audit", "/editions/in-force"}))
def test_pages_put_together_are_the_whole_list(many, monkeypatch, path):
    caller = Caller.person(many.company, LISTS[path])
    path = path.format(parameter=many.parameter.key)
    whole = caller.get(path)
    assert whole["next"] == ""
    for module in _using_pages():
        monkeypatch.setattr(module, "PAGE", 3)
    found, cursor = [], ""
    for _page in range(60):
        told = caller.get(f"{path}{'&' if '?' in path else '?'}cursor={cursor}")
        assert len(told["items"]) <= 3
        found += told["items"]
        cursor = told["next"]
        if not cursor:
            break
    assert found == whole["items"]


def _using_pages():
    import sys

    return [
        module
        for name, module in sys.modules.items()
        if name.startswith("guicheng.api.v1.") and getattr(module, "PAGE", None) == paging.PAGE
    ]


@pytest.mark.parametrize(
    "cursor",
    ["x", "WyJ4IiwgLTVd", "bnVsbA", "6f1c2b9a-0d57-4c07-9d5e-9f2f3f8f6f10", "WyJhIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ"],
)
def test_a_cursor_that_is_none_is_refused(many, cursor):
    caller = Caller.person(many.company, "chen")
    for path in ("/standards/KF-03/clauses", "/standards", "/inbox"):
        answer = caller.client.get(f"/api/v1{path}", {"cursor": cursor})
        assert answer.status_code in {200, 422}
        if answer.status_code == 422:
            assert answer.json()["code"] == "bad-cursor"
    assert caller.get("/standards/KF-03/clauses", 422, cursor=cursor)["code"] == "bad-cursor"


def test_standards_of_another_company_are_in_no_list(many):
    other = Company(prefix="b-")
    other.standard(GOOD, code="KF-03")
    caller = Caller.person(other, "chen")
    assert Standard.objects.filter(code="KF-03").count() == 2
    assert [row["code"] for row in caller.get("/standards")["items"]] == ["KF-03"]
    for path in ("/terms", "/parameters", "/routes", "/suppressions", "/views", "/editions/in-force"):
        assert caller.get(path)["items"] == []
