"""Standards and their drafts through the API: read, edited, arranged, confirmed, talked about, accepted."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.api.caller import Caller
from tests.apps.standards.company import GOOD, VAGUE, Company, clause, texts

from guicheng.apps.standards.models import BaselineFinding, Standard

pytestmark = pytest.mark.django_db
ECHO = "接到急修报修后 · ≤30 分钟内 · 维修工到场"


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def chen(company):
    return Caller.person(company, "chen")


def test_a_standard_is_begun_renamed_assigned_moved_and_archived(company, chen):
    sent = {"unit": str(company.estate.key), "code": "kf-09", "title": "电梯", "category": "engineering"}
    assert chen.send("POST", "/standards", sent, 201)["code"] == "KF-09"
    assert chen.send("PATCH", "/standards/KF-09", {"title": "电梯服务"})["category"] == "engineering"
    steward = str(company.people["wang"].key)
    assert chen.send("PUT", "/standards/KF-09/steward", {"person": steward})["steward"]["name"] == "王经理"
    moved = chen.send("PUT", "/standards/KF-09/unit", {"unit": str(company.other.key)})
    assert moved["unit"]["name"] == "山语城"
    assert chen.send("POST", "/standards/KF-09/archive")["archived_at"]
    assert chen.send("PATCH", "/standards/KF-09", {"title": "x"}, 409)["code"] == "archived"
    assert chen.get("/standards", archived=True)["total"] == 1
    assert chen.send("POST", "/standards/KF-09/unarchive")["archived_at"] is None


def test_standards_are_found_by_the_filters_of_the_page(company, chen):
    company.standard(GOOD)
    company.standard(VAGUE, unit=company.other, code="GC-01", title="保洁")
    codes = lambda **filters: [row["code"] for row in chen.get("/standards", **filters)["items"]]  # noqa: E731
    assert codes(order="-code") == ["KF-03", "GC-01"]
    assert codes(unit=str(company.region.key)) == ["KF-03"]
    assert codes(words="及时") == ["GC-01"]
    assert codes(order="-errors") == ["GC-01", "KF-03"]
    assert codes(state="published") == []
    one = chen.get("/standards/KF-03")
    listed = next(row for row in chen.get("/standards")["items"] if row["code"] == "KF-03")
    assert one == listed


def test_clauses_are_listed_by_filters_and_seen_with_their_reading(company, chen):
    standard = company.standard(GOOD, VAGUE)
    page = chen.get("/standards/KF-03/clauses", rule="MH001")
    assert ([row["text"] for row in page["items"]], page["total"]) == ([VAGUE], 1)
    whole = chen.get(f"/clauses/{clause(standard).key}")
    assert (whole["measures"][0]["value"], whole["measures"][0]["unit"]) == (30, "minute")
    assert whole["readings"][0]["echo"] == ECHO
    vague = chen.get(f"/clauses/{clause(standard, 1).key}")
    assert "MH001" in {finding["code"] for finding in vague["findings"]}


def test_a_text_is_read_without_being_kept(company, chen):
    company.standard()
    chen.send("POST", "/parameters", {"name": "时限.急修到场", "value": "30分钟"}, 201)
    told = chen.send("POST", "/standards/KF-03/read", {"text": "接到急修报修后【时限.急修到场】内到场。"})
    assert (told["echo"], told["parameters"]) == (["接到急修报修后 · ≤30 分钟内 · 到场"], ["时限.急修到场"])
    assert Standard.objects.get().clauses.count() == 0


def test_clauses_are_added_arranged_and_every_act_can_be_taken_back(company, chen):
    standard = company.standard(GOOD)
    first = str(clause(standard).key)
    head = chen.send(
        "POST", "/standards/KF-03/clauses", {"text": "总则", "kind": "heading", "level": 1, "after": ""}, 201
    )
    assert texts(standard) == ["总则", GOOD]
    moved = chen.send("PUT", f"/clauses/{first}/place", {"after": "", "revision": 1})
    assert texts(standard) == [GOOD, "总则"]
    chen.send("POST", f"/acts/{moved['act']}/undo")
    assert texts(standard) == ["总则", GOOD]
    revision = chen.get(f"/clauses/{first}")["revision"]
    parts = chen.send("POST", f"/clauses/{first}/split", {"cuts": [8], "revision": revision})
    assert texts(standard) == ["总则", GOOD[:8], GOOD[8:]]
    rows = chen.get("/standards/KF-03/clauses")["items"][1:]
    both = [{"key": row["key"], "revision": row["revision"]} for row in rows]
    assert chen.send("POST", "/clauses/merge", {"clauses": both})["clause"]["text"] == GOOD
    note = chen.send("PUT", f"/clauses/{head['clause']['key']}/kind", {"kind": "note", "revision": 1})
    assert note["clause"]["kind"] == "note"
    assert chen.send("POST", f"/acts/{parts['act']}/undo", status=409)["code"] == "stale"


def test_a_deleted_clause_is_restored_from_the_history(company, chen):
    standard = company.standard(GOOD)
    key = clause(standard).key
    assert chen.send("DELETE", f"/clauses/{key}?revision=1")["clause"] is None
    gone = chen.send("PATCH", f"/clauses/{key}", {"text": VAGUE, "revision": 1}, 409)
    assert (gone["code"], gone["revision"]) == ("stale", 0)
    [removed] = chen.get("/standards/KF-03/removed")["items"]
    chen.send("POST", f"/changes/{removed['key']}/restore", {"revision": 0})
    assert texts(standard) == [GOOD]
    assert [row["why"] for row in chen.get("/standards/KF-03/history")["items"]] == ["restore", "delete", "typed"]
    assert chen.get("/standards/KF-03/history", clause=str(key))["items"][0]["text"] == GOOD


def test_a_reading_is_confirmed_and_taken_back_by_a_person(company, chen):
    key = clause(company.standard(GOOD)).key
    told = chen.send("POST", f"/clauses/{key}/confirmations", {"echoes": [ECHO]})
    assert (told["confirmed"], told["readings"][0]["confirmed_by"]) == (1, "陈晓")
    wrong = chen.send("POST", f"/clauses/{key}/confirmations", {"echoes": ["别的"]}, 409)
    assert wrong["code"] == "reading-changed"
    back = chen.send("POST", f"/clauses/{key}/confirmations/take-back", {"echo": ECHO})
    assert back["confirmed"] == 0
    program = Caller.program(company, "standards.read", "standards.confirm")
    program.send("POST", f"/clauses/{key}/confirmations", {"echoes": [ECHO]}, 403)


def test_a_conversation_is_started_answered_resolved_and_reopened(company, chen):
    key = str(clause(company.standard(GOOD)).key)
    made = chen.send("POST", "/standards/KF-03/threads", {"text": "@wang 含夜间？", "clause": key}, 201)
    assert made["comments"][0]["mentions"][0]["name"] == "王经理"
    wang = Caller.person(company, "wang")
    assert wang.get("/inbox")["needs"] == 1
    told = wang.send("POST", f"/threads/{made['key']}/comments", {"text": "含"}, 201)
    assert [comment["author"]["name"] for comment in told["comments"]] == ["陈晓", "王经理"]
    assert wang.send("POST", f"/threads/{made['key']}/resolve")["resolved_by"]["name"] == "王经理"
    assert chen.get("/standards/KF-03/threads", resolved=False)["items"] == []
    assert chen.send("POST", f"/threads/{made['key']}/reopen")["resolved_at"] is None
    assert len(chen.get("/standards/KF-03/threads", clause=key)["items"]) == 1
    assert chen.get(f"/threads/{made['key']}")["standard"] == "KF-03"


def test_a_finding_is_accepted_for_a_reason_and_speaks_again(company, chen):
    key = clause(company.standard(VAGUE)).key
    sent = {"rule": "MH001", "words": "及时", "reason": "合同原文"}
    made = chen.send("POST", f"/clauses/{key}/suppressions", sent, 201)
    assert (made["state"], made["author"]["name"]) == ("used", "陈晓")
    whole = chen.get(f"/clauses/{key}")
    assert [row["reason"] for row in whole["suppressed"]] == ["合同原文"]
    assert [row["key"] for row in chen.get("/suppressions", standard="KF-03", state="used")["items"]] == [made["key"]]
    chen.send("DELETE", f"/suppressions/{made['key']}", status=204)
    assert chen.get("/suppressions")["items"] == []


def test_the_baseline_lists_what_was_there_at_the_import(company, chen):
    standard = company.standard(VAGUE)
    row = clause(standard)
    from guicheng.adapters.reports.fingerprint import fingerprints
    from guicheng.apps.standards import readings

    reading = readings.read_text(VAGUE, readings.company_words(standard.company_id))
    for mark in fingerprints(VAGUE, reading.findings):
        BaselineFinding.objects.create(standard=standard, clause_key=row.key, fingerprint=mark)
    found = chen.get("/standards/KF-03/baseline")["items"]
    assert {each["finding"]["code"] for each in found} >= {"MH001"}
    assert {each["clause"] for each in found} == {str(row.key)}
    assert chen.get(f"/clauses/{row.key}")["findings"] == []


def test_the_headings_of_a_draft_make_its_outline(company, chen):
    company.standard()
    for text, kind in (("总则", "heading"), (GOOD, "clause"), (VAGUE, "clause"), ("附则", "heading")):
        chen.send(
            "POST",
            "/standards/KF-03/clauses",
            {"text": text, "kind": kind, "level": 1 if kind == "heading" else 0},
            201,
        )
    rows = chen.get("/standards/KF-03/outline")["items"]
    assert [(row["text"], row["clauses"], row["errors"] > 0) for row in rows] == [("总则", 2, True), ("附则", 0, False)]


def test_a_list_is_kept_shared_and_dropped(company, chen):
    kept = chen.send("POST", "/views", {"name": "我的", "query": "steward=me", "shared": True}, 201)
    wang = Caller.person(company, "wang")
    assert [row["name"] for row in wang.get("/views")["items"]] == ["我的"]
    assert wang.send("DELETE", f"/views/{kept['key']}", status=403)["code"] == "not-allowed"
    chen.send("DELETE", f"/views/{kept['key']}", status=204)
    assert chen.get("/views")["items"] == []
