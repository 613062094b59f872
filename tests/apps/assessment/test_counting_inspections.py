"""Lines of inspections count as looks at the clauses that they come from, once, and only where they are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate
from tests.apps.assessment.inspecting import AT, BADGE, Inspecting
from tests.apps.operations.estate_ground import building
from tests.apps.standards.company import Company

from guicheng.apps.assessment.models import Counted, Inspection
from guicheng.apps.assessment.selectors.inspections import found_of_clauses
from guicheng.apps.assessment.selectors.looking import seen
from guicheng.apps.assessment.services.counting import count_month
from guicheng.apps.operations.models import Checklist, FieldEvent
from guicheng.apps.operations.readings.checklists import lines_asked
from guicheng.apps.operations.services.places import save_place
from guicheng.apps.operations.services.rounds import answering, opening
from guicheng.apps.platform.models import Job

pytestmark = pytest.mark.django_db
MONTH, WEARS = f"{localdate(AT):%Y-%m}", "保洁员作业时佩戴工牌"


@pytest.fixture
def at_work(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return Inspecting(Company())


def looks(at_work, text=BADGE):
    """Count the month, and return what became of looks at a clause by what they came from."""
    count_month(unit=at_work.company.estate, month=MONTH, at=AT + timedelta(hours=3))
    rows = Counted.objects.filter(live=True, promise__sentence=text, unit=at_work.company.estate)
    return sorted(rows.values_list("kind", "outcome"))


@pytest.mark.parametrize(("answer", "outcome"), [("pass", "kept"), ("fail", "missed"), ("na", "excused")])
def test_a_line_is_one_look_at_its_clause(at_work, answer, outcome):
    row = at_work.done(at_work.plan(), **{WEARS: answer})
    assert looks(at_work) == [("check", outcome)]
    found = Counted.objects.get(live=True, promise__sentence=BADGE)
    assert (found.source, seen(at_work.company.actor("wang"), found).inspection) == (str(row.key), row)
    assert looks(at_work) == [("check", outcome)]


def test_what_is_not_shown_to_the_estate_yet_counts_nothing(at_work):
    row = at_work.start(at_work.first(at_work.plan()))
    at_work.walk(row, **{WEARS: "fail"})
    assert looks(at_work) == []
    at_work.present(row)
    assert looks(at_work) == [("check", "missed")]


def test_showing_it_asks_for_a_count_of_its_month(at_work):
    row = at_work.start(at_work.first(at_work.plan()))
    at_work.walk(row)
    Job.objects.all().delete()
    at_work.present(row)
    named = [row.args_kwargs["kwargs"] for row in Job.objects.all()]
    assert {"unit_id": at_work.company.estate.pk, "month": MONTH} in named


def test_a_round_and_an_inspection_of_one_day_are_two_looks(at_work):
    at_work.done(at_work.plan(), **{WEARS: "fail"})
    checklist = Checklist.objects.get(unit=at_work.company.estate, standard__code="BJ-01")
    actor = at_work.company.actor("qian")
    walked = opening.open_round(actor=actor, checklist_key=checklist.key, at=AT)
    for line in lines_asked(walked):
        if line.text == WEARS:
            given = answering.Answer(line.key, "pass")
            answering.answer_line(actor=actor, occurrence=walked.occurrence, given=given, at=AT)
    assert looks(at_work) == [("check", "missed"), ("round", "kept")]


def test_what_was_found_is_told_by_clause_to_whoever_may_see_it(at_work):
    at_work.done(at_work.plan(), **{WEARS: "fail", "消防通道畅通": "fail"})
    key = str(at_work.edition.clauses.get(text=BADGE).key)
    month = {"since": AT - timedelta(days=1), "until": AT + timedelta(days=1)}
    assert found_of_clauses(at_work.company.actor("wang"), **month) == {key: 1}
    assert found_of_clauses(at_work.company.actor("zhao"), **month) == {}
    assert found_of_clauses(at_work.company.actor("wang"), since=month["until"], until=month["until"]) == {}


def test_a_mystery_visit_counts_at_the_estate_and_names_nobody(at_work):
    at_work.done(at_work.plan("mystery"), **{WEARS: "fail"})
    assert looks(at_work) == [("check", "missed")]
    found = seen(at_work.company.actor("wang"), Counted.objects.get(live=True, promise__sentence=BADGE))
    assert (found.inspection, found.round, found.told) == (Inspection.objects.get(round__isnull=False), None, ())


def test_each_thing_of_a_sample_is_a_look_of_its_own(at_work):
    top = building(at_work.company)
    for number in range(1, 13):
        save_place(
            actor=at_work.company.actor("wang"), unit_key=at_work.company.estate.key, at=AT, kind="room",
            parent=top.code, code=f"R{number:02}", name=f"{number:02}室",
        )  # fmt: skip
    at_work.save(**{WEARS: {"sampled": True}})
    made = at_work.done(at_work.plan(sampled="households", margin=20), **{WEARS: "pass"})
    assert len(made.sample["items"]) > 1
    assert looks(at_work) == [("check", "kept")] * len(made.sample["items"])


def test_what_was_purged_since_leaves_what_was_counted(at_work):
    row = at_work.done(at_work.plan(), **{WEARS: "fail"})
    assert looks(at_work) == [("check", "missed")]
    FieldEvent.objects.filter(occurrence=row.occurrence).update(payload=None, personal=None, subject=None)
    assert looks(at_work) == [("check", "missed")]
