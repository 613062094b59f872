"""The demonstration company: always the same story, never in the way of a real company, and gone without a trace."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import UTC, date, datetime
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from tests.site.world import World
from tests.usecases.walking_doors import LEFT_EMPTY, NOT_MET, ROUTES, Walk, addresses_of

import guicheng
from guicheng.apps.improvement.models import NonconformityPhoto
from guicheng.apps.operations.models import (
    DisputePack,
    FieldEvent,
    FieldPhoto,
    OrderFile,
    PackFile,
    Round,
    WorkOrder,
)
from guicheng.apps.operations.selectors.chain import check_chain
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.organization.models import Grant, Unit
from guicheng.apps.organization.selectors import actor_for, any_company, demonstration
from guicheng.apps.organization.services.companies import AlreadySetUpError
from guicheng.apps.organization.services.removing import NotADemonstrationError, SharedRowsError
from guicheng.apps.platform import retries
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.demonstration import load_demonstration, loading, orphans, remove_demonstration

pytestmark = [pytest.mark.django_db]
AT = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
LAST = date(2026, 11, 2)
PASSWORD = "qp7-绿野-仙踪-mx"
#: A shorter story of the same recipe, with one whole month in it.
STORY = {"last": LAST, "length": 34, "password": PASSWORD, "at": AT}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """A real company with one of each thing, and the demonstration beside it; all rows as they were before."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        before = snapshot()
        yield world, before, load_demonstration(**STORY)
        transaction.set_rollback(True)


@pytest.fixture
def undone(loaded, django_db_blocker):
    """Whatever a test does is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield loaded
        transaction.set_rollback(True)


def snapshot():
    """All rows of all tables, but for what sits in caches of Django."""
    left_out = {"contenttypes.ContentType", "auth.Permission"}
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in left_out
    }


def triggers():
    named = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
    }
    with connection.cursor() as cursor:
        cursor.execute(named[connection.vendor])
        return cursor.fetchall()


def test_three_estates_have_worked(undone):
    _world, _before, told = undone
    estates = Unit.objects.filter(path__startswith=told.company.path, kind="estate")
    assert estates.count() == 3
    for estate in estates:
        assert Round.objects.filter(unit=estate, phase="finished").count() > 30
        assert WorkOrder.objects.filter(unit=estate, phase__in=("finished", "visited")).count() >= 5
        assert WorkOrder.objects.filter(unit=estate, phase="reported").exists()


def test_its_evidence_is_whole(undone):
    _world, _before, told = undone
    assert check_chain(told.company).fault is None
    assert FieldEvent.objects.filter(company=told.company).count() > 500


def test_a_pack_of_an_order_and_one_of_a_round_with_photos_lie_ready(undone):
    _world, _before, told = undone
    packs = DisputePack.objects.filter(company=told.company).order_by("pk")
    assert [pack.kind for pack in packs] == ["order", "round"]
    with zipfile.ZipFile(io.BytesIO(PackFile.objects.get(pack=packs[1]).content)) as pack:
        assert any(name.startswith("photos/") for name in pack.namelist())
        roots = [json.loads(line) for line in pack.read("roots.jsonl").splitlines()]
        received = [json.loads(line)["received"] for line in pack.read("chain.jsonl").splitlines()]
        made = json.loads(pack.read("pack.json"))["made"]
    assert all(row["sealed"] or row["day"] == made[:10] for row in roots)
    assert max(received) < made


def test_it_is_marked_and_counts_as_no_company_of_the_service(undone):
    _world, _before, told = undone
    assert demonstration() == told.company
    real = Unit.objects.filter(kind="company", demonstration=False)
    assert told.company not in real
    assert any_company()


def test_it_cannot_be_loaded_twice(undone):
    with pytest.raises(AlreadySetUpError):
        load_demonstration(**STORY)


def test_removing_takes_all_of_it_and_nothing_else(undone):
    world, before, told = undone
    kept = triggers()
    remove_demonstration(company=told.company, actor=None, at=AT)
    after = snapshot()
    gone = AuditEntry.objects.get(act="organization.remove_demonstration")
    assert gone.company is None
    after["platform.AuditEntry"].remove(repr(AuditEntry.objects.filter(pk=gone.pk).values_list().get()))
    assert after == before
    assert triggers() == kept
    assert check_chain(world.places["own"].company).fault is None


def test_after_removing_the_database_keeps_evidence_as_before(undone):
    world, _before, told = undone
    remove_demonstration(company=told.company, actor=None, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        FieldEvent.objects.filter(company=world.places["own"].company).delete()


def test_a_real_company_cannot_be_removed(undone):
    world, _before, _told = undone
    real = world.places["own"].company
    kept = snapshot()
    # Whoever holds a changed copy of the row gets no further: the mark in the database decides.
    real.demonstration = True
    with pytest.raises(NotADemonstrationError):
        remove_demonstration(company=real, actor=None, at=AT)
    real.demonstration = False
    assert snapshot() == kept


def test_the_mark_can_be_neither_set_nor_taken(undone):
    world, _before, told = undone
    for company, mark in ((world.places["own"].company, True), (told.company, False)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Unit.objects.filter(pk=company.pk).update(demonstration=mark)


def test_only_its_administrator_removes_it(undone):
    world, _before, told = undone
    for person in (world.at_company["A"], told.company.people.get(username="demo-quality")):
        with pytest.raises(NotAllowedError):
            remove_demonstration(company=told.company, actor=actor_for(person), at=AT)
    assert demonstration() == told.company
    remove_demonstration(company=told.company, actor=actor_for(told.company.people.get(username="demo-admin")), at=AT)
    assert demonstration() is None


def test_what_another_company_uses_is_not_torn_away(undone):
    world, _before, told = undone
    stranger = told.company.people.get(username="demo-quality")
    Grant.objects.create(person=stranger, role="auditor", unit=world.places["own"].company, granted_at=AT)
    with pytest.raises(SharedRowsError):
        remove_demonstration(company=told.company, actor=None, at=AT)


def test_its_photos_and_files_go_with_it_from_the_disk(undone, settings, tmp_path, django_capture_on_commit_callbacks):
    _world, _before, told = undone
    # Rows come back after a test, files don't: those of a copy go.
    settings.MEDIA_ROOT = shutil.copytree(settings.MEDIA_ROOT, tmp_path / "files")
    kept = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    own = {
        *FieldPhoto.objects.filter(company=told.company).values_list("kept", flat=True),
        *OrderFile.objects.filter(order__company=told.company).values_list("kept", flat=True),
        *NonconformityPhoto.objects.filter(nonconformity__company=told.company).values_list("kept", flat=True),
    }
    others = set(FieldPhoto.objects.exclude(company=told.company).values_list("kept", flat=True))
    assert len(own) > 20
    with django_capture_on_commit_callbacks(execute=True):
        remove_demonstration(company=told.company, actor=None, at=AT)
    gone = kept - {path for path in kept if path.exists()}
    assert {path.name for path in gone} == own - others


def test_every_job_says_by_what_it_names_its_row():
    root = Path(guicheng.__path__[0])
    for file in (*root.glob("apps/*/jobs.py"), *root.glob("apps/*/jobs/*.py")):
        import_module(".".join(("guicheng", *file.relative_to(root).with_suffix("").parts)))
    ours = {path for path in retries._POLICIES if path.startswith("guicheng.")}
    # Letters that are due go to whoever there is.
    assert ours - set(orphans.NAMED) == {"guicheng.apps.notices.jobs.send_due_letters"}
    for path, (argument, _existing) in orphans.NAMED.items():
        assert argument in signature(import_string(path).func).parameters


def test_a_story_that_breaks_off_leaves_nothing(undone, monkeypatch):
    _world, before, told = undone
    remove_demonstration(company=told.company, actor=None, at=AT)

    def fail(cast):
        raise RuntimeError("the disk is full")

    title, first = loading.CHAPTERS[1]
    monkeypatch.setattr(loading, "CHAPTERS", ((title, first), (title, fail)))
    with pytest.raises(RuntimeError):
        load_demonstration(**STORY)
    after = snapshot()
    del after["platform.AuditEntry"]
    assert after == {name: rows for name, rows in before.items() if name != "platform.AuditEntry"}


@pytest.fixture
def at_work(undone, settings, monkeypatch):
    """The morning after the last day of the story, when a worker has looked at what phones sent."""
    settings.SECOND_FACTOR = False
    while flag_new_events():
        pass
    monkeypatch.setattr(timezone, "now", lambda: AT)
    return undone[2].company


def person(company, name):
    return company.people.get(username=f"demo-{name}")


def test_every_door_shows_something_to_the_quality_manager_or_the_administrator(at_work):
    met = Walk(person(at_work, "quality"), ROUTES, addresses_of(at_work))
    rest = [route for route in ROUTES if met.status.get(route) != 200]
    admin = Walk(person(at_work, "admin"), rest)
    closed = {route for route in rest if admin.status.get(route) != 200}
    assert closed == set(NOT_MET), sorted(closed ^ set(NOT_MET))
    empty = {route for route in met.empty if met.status[route] == 200} | admin.empty
    assert empty == set(LEFT_EMPTY), sorted(empty ^ set(LEFT_EMPTY))


@pytest.mark.parametrize(("name", "routes"), [
    ("second", ["inbox/"]),
    ("lake-fix", ["work/"]),
    ("lake", ["cases/", "cases/<str:key>/", "cases/<str:key>/steps/<str:step>/"]),
])  # fmt: skip
def test_what_is_the_quality_managers_not_is_somebody_elses(at_work, name, routes):
    met = Walk(person(at_work, name), routes)
    assert met.status == dict.fromkeys(routes, 200)
    assert met.empty == set()
