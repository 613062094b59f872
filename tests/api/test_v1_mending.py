"""Photos of nonconformities, reviews of standards, and plans and sheets of inspections through the API."""

from __future__ import annotations

import hashlib
from base64 import b64decode

import pytest
from django.utils import timezone
from tests.api.caller import BASE, Caller
from tests.apps.improvement.mending import Shop

from adapters.photo_files import exif, jpeg, segment
from guicheng.apps.assessment.services.inspecting import plans, sheets
from guicheng.apps.assessment.services.inspecting.plans import Often, PlanAsked
from guicheng.apps.assessment.services.inspecting.sheets import OwnLine
from guicheng.apps.improvement.models import NonconformityPhoto, Review
from guicheng.apps.operations.services.rounds.own_lines import LineAsked

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path
    return Shop()


def put(shop, row, data, by="sun", *, named="", status=200, after="true"):
    where = f"{BASE}/nonconformities/{row.key}/photos/{named or hashlib.sha256(data).hexdigest()}?after={after}"
    client = Caller.person(shop.company, by).client
    answer = client.generic("PUT", where, data, content_type="application/octet-stream")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_a_photo_is_kept_once_and_fetched_without_what_it_tells_of_the_phone(shop):
    row, photo = shop.found(), jpeg(3, extra=[segment(0xE1, b"Exif\0\0" + exif())])
    first = put(shop, row, photo)
    assert put(shop, row, photo) == first
    before = put(shop, row, photo, after="false")
    assert (first["after"], before["after"], NonconformityPhoto.objects.count()) == (True, False, 2)
    caller = Caller.person(shop.company, "wang")
    listed = caller.get(f"/nonconformities/{row.key}/photos")["items"]
    assert [each["key"] for each in listed] == [first["key"], before["key"]]
    whole = caller.get(f"/nonconformities/{row.key}/photos/{first['key']}/file")
    assert (b64decode(whole["content"])[:3], b"Exif" in b64decode(whole["content"])) == (b"\xff\xd8\xff", False)


def test_who_may_not_mend_it_keeps_no_photo_and_another_hash_is_refused(shop):
    row = shop.found()
    assert put(shop, row, jpeg(3), "shen", status=403)["code"] == "not-allowed"
    assert put(shop, row, jpeg(3), "zhao", status=404)["code"] == "absent"
    assert put(shop, row, jpeg(3), named="0" * 64, status=422)["code"] == "malformed"
    assert put(shop, row, b"MZ", status=422)["code"] == "file-refused"
    assert not NonconformityPhoto.objects.exists()


def test_a_review_tells_what_asks_for_it_and_keeps_what_came_of_it(shop):
    rows = [shop.found(f"晚到{place}", at=timezone.now()) for place in range(3)]
    lin = Caller.person(shop.company, "lin")
    [listed] = lin.get("/reviews")["items"]
    assert (listed["standard"], [each["kind"] for each in listed["reasons"]]) == ("GC-01", ["breach"])
    [reason] = lin.get("/reviews/GC-01")["reasons"]
    assert reason["text"] == "GC-01/3.2在 90 天内被违反 3 次。"
    assert {each["keys"][0] for each in reason["counted_of"]} == {str(row.key) for row in rows}
    told = lin.send("POST", "/reviews/GC-01", {"act": "revise", "because": "夜间做不到"}, 201)
    assert (told["reasons"], told["past"][0]["revised"]) == ([], True)
    assert (sorted(told["revisions"][0]["evidence"]), told["revisions"][0]["edition"]) == (
        ["NC-0001", "NC-0002", "NC-0003"], None,
    )  # fmt: skip
    kept = lin.send("POST", "/reviews/GC-01", {"act": "keep", "because": "再看", "next_on": "2099-01-01"}, 201)
    assert (kept["next_on"], Review.objects.count()) == ("2099-01-01", 2)
    assert lin.send("POST", "/reviews/GC-01", {"act": "keep", "because": " "}, 422)["code"] == "not-a-nonconformity"
    program = Caller.program(shop.company, "standards.read", "standards.edit")
    assert program.send("POST", "/reviews/GC-01", {"act": "keep", "because": "x"}, 403)["code"] == "not-allowed"


def test_a_plan_and_a_sheet_are_told_whole(shop):
    lin = shop.actor("lin")
    keys = planned(shop, lin)
    caller = Caller.person(shop.company, "lin")
    plan = caller.get(f"/inspection-plans/{keys['plan']}")
    assert [plan[name] for name in ("every", "step", "on", "days", "workdays")] == ["days", 1, 1, 2, False]
    assert ([each["name"] for each in plan["inspectors"]], plan["estates"]) == (["林品"], [])
    sheet = caller.send(
        "POST", f"/inspection-sheets/{keys['sheet']}/lines", {"section": "现场", "text": "灯亮"}, 201
    )  # fmt: skip
    assert sheet["sections"][-1]["lines"][-1]["text"] == "灯亮"
    said = {"revision": sheet["revision"], "bonuses": "表扬 1", "bonus_cap": "3", "bands": "90 优秀 100%\n0 差 80%"}
    ruled = caller.send("PUT", f"/inspection-sheets/{keys['sheet']}", {**said, "sections": [
        {"name": each["name"], "points": "50"} for each in sheet["sections"]
    ]})  # fmt: skip
    assert (ruled["bonuses"], ruled["bonus_cap"]) == ([{"name": "表扬", "points": "1"}], "3")
    assert ruled["bands"][0] == {"since": "90", "name": "优秀", "payout": "1"}


def planned(shop, actor):
    at = timezone.now()
    sheet = sheets.begin_sheet(actor=actor, title="月度检查表", at=at)
    sheets.add_line(actor=actor, key=sheet.key, own=OwnLine("现场", LineAsked("通道畅通")), at=at)
    shared = sheets.share_draft(actor=actor, key=sheet.key, at=at)
    sheets.put_in_force(actor=actor, key=sheet.key, revision=shared.revision, at=at)
    asked = PlanAsked(
        unit=str(shop.estate.key), kind="estate", title="月检", sheet=str(sheet.key),
        often=Often("days", 1, days=2), inspectors=[str(actor.person.key)],
    )  # fmt: skip
    return {"sheet": sheet.key, "plan": plans.write_plan(actor=actor, asked=asked, at=at).key}
