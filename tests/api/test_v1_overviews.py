"""The funnel, the board of a month and monthly reports through the API: every number opens, nothing out of reach."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256

import pytest
from tests.api.caller import Caller
from tests.apps.assessment.monthly import count, seal
from tests.apps.assessment.published import published

from guicheng.apps.assessment.jobs import make_monthly_report
from guicheng.apps.assessment.models import MonthlyReport, Tally
from guicheng.apps.standards.models import EditionClause

pytestmark = pytest.mark.django_db
MONTH = "2026-10"
TEXTS = ("接到急修报修后，维修工应在30分钟内到达现场。", "保洁员清扫大堂地面每日不少于2次。")


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    made = published(*TEXTS)
    made.arrive, made.sweep = EditionClause.objects.order_by("position")
    count(made.estate, MONTH, made.arrive, kept=37, late=3, missed=1, excused=5, pending=2)
    count(made.other, MONTH, made.sweep, kept=60, whole=True)
    return made


def test_each_number_of_the_funnel_opens_into_as_many_promises(company):
    caller = Caller.person(company, "chen")
    found = caller.get("/promises/funnel")
    assert found["month"] == MONTH
    assert found["stages"][0] == {"stage": "written", "reached": 2, "lost": 0}
    for stage in found["stages"]:
        reached = caller.get("/promises", stage=stage["stage"])["items"]
        assert len(reached) == stage["reached"]
        if stage["stage"] != "written":
            assert len(caller.get("/promises", stage=stage["stage"], lost="true")["items"]) == stage["lost"]
    [domain] = found["domains"]
    assert domain["stages"] == found["stages"]
    assert caller.get("/promises", domain="parking")["items"] == []


def test_the_board_holds_the_counts_of_each_estate_within_reach(company):
    found = Caller.person(company, "chen").get("/attainment/board", month=MONTH)
    assert (found["month"], found["version"], found["next"]) == (MONTH, 0, "")
    columns = [clause["text"] for clause in found["clauses"]]
    rows = {row["unit"]["name"]: row for row in found["items"]}
    cell = rows["云栖花园"]["cells"][columns.index(TEXTS[0])]
    assert {name: cell[name] for name in ("kept", "late", "missed", "excused", "no_evidence", "pending")} == {
        "kept": 37, "late": 3, "missed": 1, "excused": 5, "no_evidence": 0, "pending": 2,
    }  # fmt: skip
    assert (cell["share"], cell["state"], cell["target"]) == (pytest.approx(37 / 41), "not_met", 0.95)
    assert rows["云栖花园"]["cells"][columns.index(TEXTS[1])]["share"] is None
    assert (rows["山语城"]["kept"], rows["山语城"]["counted"], rows["山语城"]["below"]) == (60, 60, 0)
    own = Caller.person(company, "zhao").get("/attainment/board", month=MONTH)
    assert [row["unit"]["name"] for row in own["items"]] == ["山语城"]
    under = Caller.person(company, "chen").get("/attainment/board", month=MONTH, unit=str(company.region.key))
    assert [row["unit"]["name"] for row in under["items"]] == ["云栖花园"]


def test_the_board_is_the_newest_seal_unless_the_present_count_is_asked_for(company):
    seal(company.root, MONTH)
    Tally.objects.filter(version=0, unit=company.other).update(kept=0, missed=60)
    caller = Caller.person(company, "chen")
    kept = {
        version: sum(row["kept"] for row in caller.get("/attainment/board", month=MONTH, version=version)["items"])
        for version in ("", "1", "live")
    }
    assert kept == {"": 97, "1": 97, "live": 37}


def test_a_month_that_nobody_counted_and_a_unit_out_of_reach_are_refused(company):
    caller = Caller.person(company, "zhao")
    assert caller.get("/attainment/board", status=422, month="2020-01")["code"] == "not-as-wanted"
    assert caller.get("/attainment/board", status=404, unit=str(company.estate.key))["code"] == "absent"


def test_a_report_is_asked_for_and_fetched_with_its_hash(company):
    caller = Caller.person(company, "wang")
    body = {"unit": str(company.estate.key), "month": MONTH, "form": "xlsx"}
    made = caller.send("POST", "/monthly-reports", body, status=201)
    assert (made["state"], made["sha256"], made["unit"]["name"]) == ("waiting", "", "云栖花园")
    where = f"/monthly-reports/{made['key']}"
    assert caller.get(f"{where}/file", status=404)["code"] == "absent"
    make_monthly_report.func(MonthlyReport.objects.get().pk)
    ready = caller.get(where)
    file = caller.get(f"{where}/file")
    assert (ready["state"], ready["sha256"]) == ("ready", sha256(b64decode(file["content"])).hexdigest())
    assert [row["key"] for row in caller.get("/monthly-reports")["items"]] == [made["key"]]
    assert Caller.person(company, "zhao").get("/monthly-reports")["items"] == []
    assert caller.send("POST", "/monthly-reports", {**body, "month": "2020-01"}, status=422)["code"] == "not-as-wanted"
