"""Packs of a case, a round, and work that a plan made due: the process or checklist of the day, and what was done."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from tests.apps.operations.test_dispute_packs import _found, _verifier, laid
from tests.site.world import AT, World

from guicheng.apps.operations.jobs import make_pack
from guicheng.apps.operations.models import Case, DueWork, Excuse, Plan, Round
from guicheng.apps.operations.selectors.packs import pack_content
from guicheng.apps.operations.services.packs import PackWish, ask_for_pack

pytestmark = [pytest.mark.django_db, pytest.mark.one]


@pytest.fixture
def place(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return World().places["own"]


def packed(place, kind, key, folder):
    """Return the sheets of a pack, which checks."""
    wish = PackWish("TS-1", "投诉")
    pack = ask_for_pack(actor=place.chief, kind=kind, key=str(key), wish=wish, at=AT + timedelta(days=2))
    make_pack.func(pack.pk)
    pack.refresh_from_db()
    assert pack.state == "ready", pack.refusal
    assert _found(_verifier(pack), laid(pack, folder)) == ""
    files = zipfile.ZipFile(io.BytesIO(pack_content(pack)))
    names = [name for name in files.namelist() if name.endswith(".jsonl")]
    return pack, {name[:-6]: [json.loads(line) for line in files.read(name).splitlines()] for name in names}


def test_a_case_tells_its_process_its_steps_and_its_log(place, tmp_path):
    case = Case.objects.get(key=place.keys["case"])
    pack, sheets = packed(place, "case", case.key, tmp_path)
    assert pack.name == case.title
    assert sheets["standard"][0]["text"].startswith(f"《{case.edition.title}》")
    assert len(sheets["standard"]) == 1 + len(case.edition.rows)
    assert len(sheets["events"]) == case.events.count()
    assert sheets["events"][0]["told"].startswith("发起")
    assert sheets["deadlines"]
    assert packed(place, "task", case.key, tmp_path)[0].kind == "case"


def test_a_round_tells_the_lines_that_were_answered_and_its_checklist(place, tmp_path):
    row = Round.objects.get(occurrence=place.keys["round"])
    pack, sheets = packed(place, "round", row.occurrence, tmp_path)
    facts = dict(sheets["dispute"][0]["facts"])
    assert row.version.checklist.title in facts["检查表"]
    answers = [each["told"] for each in sheets["events"] if each["kind"] == "answer"]
    assert any(each.endswith("→ 3") for each in answers)
    assert len(sheets["chain"]) >= len(sheets["events"])
    assert packed(place, "task", row.occurrence, tmp_path)[0].kind == "round"
    assert pack.occurrence == row.occurrence


def test_work_that_a_plan_made_due_tells_the_clause_and_why_it_was_not_to_be_done(place, tmp_path):
    plan = Plan.objects.filter(unit=place.estate).first()
    about = {"plan": plan, "unit": place.estate, "begin": AT, "end": AT + timedelta(hours=1)}
    due = DueWork.objects.create(occurrence="D" * 26, **about)
    Excuse.objects.create(occurrence=due.occurrence, plan=due.plan, reason="停电", at=AT, by=place.chief.person)
    _pack, sheets = packed(place, "task", due.occurrence, tmp_path)
    assert [row["text"] for row in sheets["standard"] if row.get("applies")] == [due.plan.source.clause.text]
    assert dict(sheets["dispute"][0]["facts"])["免做"] == "停电"
    assert [row["told"] for row in sheets["deadlines"]] == ["已超时未完成"]
