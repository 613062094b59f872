"""Plans through the API: what is due, finished, excused, suspended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.api.caller import Caller
from tests.apps.operations.test_plans import ROUND, SWEEP, noon, publish
from tests.apps.standards.company import Company

from guicheng.api.v1 import plans as calls
from guicheng.apps.operations.models import Excuse, FieldEvent, Plan, Suspension

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def company(settings):
    settings.SECOND_FACTOR = False
    return Company()


@pytest.fixture
def at(company):
    return lambda rest: f"/units/{company.estate.key}/{rest}"


def day(days=0):
    return str(timezone.localdate() + timedelta(days=days))


def named(row):
    return {name: row[name] for name in ("occurrence", "due")}


def over(caller, at):
    """The sweeps of yesterday, whose time has come whenever the test runs."""
    return caller.get(at("due"), since=day(-1))["items"]


def test_plans_are_listed_with_rule_clause_and_post(company, at):
    publish(company, SWEEP, at=noon(-2))
    (row,) = Caller.person(company, "sun").get(at("plans"))["items"]
    assert (row["post"], row["ends_on"], row["fault"]) == ("保洁员", None, "")
    clause = row["clause"]
    assert (clause["standard"], clause["edition"], clause["text"]) == ("BJ-01", 1, SWEEP)
    assert (row["rule"]["beat"]["every"], row["rule"]["beat"]["step"], len(row["rule"]["slots"])) == ("days", 1, 2)


def test_a_plan_whose_rule_cannot_be_read_says_so_and_hides_no_other(company, at):
    publish(company, SWEEP, ROUND, at=noon(-2))
    first = Plan.objects.order_by("pk").first()
    Plan.objects.filter(pk=first.pk).update(rule={})
    broken, whole = Caller.person(company, "sun").get(at("plans"))["items"]
    assert (broken["rule"], whole["fault"]) == (None, "")
    assert broken["fault"]


def test_each_thing_due_stands_as_it_does_now(company, at):
    publish(company, SWEEP, at=noon(-3))
    sun = Caller.person(company, "sun")
    assert [row["standing"] for row in over(sun, at)] == ["missed", "missed"]
    assert [row["standing"] for row in sun.get(at("due"), since=day(1))["items"]] == ["planned", "planned"]
    assert len(sun.get(at("due"), since=day(-2), until=day(1))["items"]) == 8
    assert len(sun.get(at("due"))["items"]) == 2
    only = sun.get(at("due"), since=day(-1), until=day(1), standing="missed", post="保洁员")["items"]
    assert {row["standing"] for row in only} == {"missed"}
    assert sun.get(at("due"), since=day(-1), post="保安员")["items"] == []


@pytest.mark.parametrize(("since", "until"), [(0, -1), (0, 31)])
def test_days_the_wrong_way_round_and_too_many_of_them_are_refused(company, at, since, until):
    refused = Caller.person(company, "sun").get(at("due"), 422, since=day(since), until=day(until))
    assert (refused["code"], refused["field"]) == ("not-as-wanted", "until")


def test_pages_of_what_is_due_put_together_are_the_whole_list(company, at, monkeypatch):
    publish(company, SWEEP, ROUND, "保洁员清扫大堂玻璃每日不少于2次。", at=noon(-5))
    sun, wanted = Caller.person(company, "sun"), {"since": day(-3), "until": day(1)}
    whole = sun.get(at("due"), **wanted)
    assert whole["next"] == ""
    monkeypatch.setattr(calls, "PAGE", 7)
    found, cursor = [], ""
    while True:
        told = sun.get(at("due"), cursor=cursor, **wanted)
        assert len(told["items"]) <= 7
        found, cursor = found + told["items"], told["next"]
        if not cursor:
            break
    assert found == whole["items"]
    assert len(found) > 21
    assert sun.get(at("due"), 422, cursor="x", **wanted)["code"] == "bad-cursor"


def test_something_due_is_finished_at_a_desk_in_whichever_zone_its_moment_is_named(company, at):
    publish(company, SWEEP, at=noon(-3))
    sun = Caller.person(company, "sun")
    missed = over(sun, at)[0]
    moment = datetime.fromisoformat(missed["due"]).astimezone(UTC).isoformat()
    done = sun.send("POST", f"/plans/{missed['plan']}/finishes", {**named(missed), "due": moment})
    assert (done["standing"], done["occurrence"], done["round"]) == ("late", missed["occurrence"], False)
    assert [row["standing"] for row in over(sun, at)] == ["late", "missed"]
    assert FieldEvent.objects.filter(occurrence=missed["occurrence"], kind="finish").count() == 1


def test_what_is_due_later_or_not_at_all_is_not_finished(company, at):
    publish(company, SWEEP, at=noon(-3))
    sun = Caller.person(company, "sun")
    later = sun.get(at("due"), since=day(1))["items"][0]
    for body in (named(later), {**named(over(sun, at)[0]), "occurrence": "x"}):
        refused = sun.send("POST", f"/plans/{later['plan']}/finishes", body, 422)
        assert (refused["code"], refused["field"]) == ("not-as-wanted", "occurrence")
    assert not FieldEvent.objects.exists()


def test_whoever_leads_the_work_excuses_once_with_a_reason(company, at):
    publish(company, SWEEP, at=noon(-3))
    wang = Caller.person(company, "wang")
    missed = over(wang, at)[0]
    path, body = f"/plans/{missed['plan']}/excuses", {**named(missed), "reason": "暴雨"}
    assert wang.send("POST", path, {**body, "reason": " "}, 422)["field"] == "reason"
    excused = wang.send("POST", path, body, 201)
    assert (excused["standing"], excused["reason"]) == ("excused", "暴雨")
    assert wang.send("POST", path, body, 422)["code"] == "not-as-wanted"
    assert Excuse.objects.count() == 1


def test_a_suspension_excuses_until_it_is_ended(company, at):
    publish(company, SWEEP, ROUND, at=noon(-3))
    wang = Caller.person(company, "wang")
    plan = next(row for row in wang.get(at("plans"))["items"] if row["post"] == "保洁员")
    storm = {"cause": "weather", "reason": "台风", "plan": plan["key"], "begin": noon(-2).isoformat()}
    made = wang.send("POST", at("suspensions"), storm, 201)
    assert (made["plan"], made["lasts"], made["end"]) == (plan["key"], True, None)
    for row in over(wang, at):
        assert (row["standing"] == "excused") == (row["plan"] == plan["key"])
    ended = wang.send("POST", f"/suspensions/{made['key']}/end")
    again = wang.send("POST", f"/suspensions/{made['key']}/end")
    assert not ended["lasts"]
    assert again == ended
    everything = wang.send("POST", at("suspensions"), {"cause": "outage", "reason": "停电"}, 201)
    assert [row["key"] for row in wang.get(at("suspensions"))["items"]] == [everything["key"], made["key"]]
    assert everything["plan"] == ""


def test_a_suspension_that_cannot_be_is_refused(company, at):
    publish(company, SWEEP, at=noon(-3))
    publish(company, SWEEP, unit=company.other, code="BJ-02", at=noon(-3), by=("lin", "gao"))
    wang, storm = Caller.person(company, "wang"), {"cause": "weather", "reason": "台风"}
    backwards = {**storm, "begin": noon().isoformat(), "end": noon(-1).isoformat()}
    assert wang.send("POST", at("suspensions"), backwards, 422)["field"] == "end"
    elsewhere = Plan.objects.get(unit=company.other)
    for key in (str(elsewhere.key), "x"):
        assert wang.send("POST", at("suspensions"), {**storm, "plan": key}, 404)["code"] == "absent"
    assert wang.send("POST", at("suspensions"), {**storm, "cause": "mood"}, 422)["code"] == "malformed"
    assert wang.send("POST", "/suspensions/x/end", None, 404)["code"] == "absent"
    assert not Suspension.objects.exists()


def test_a_program_reads_what_is_due_and_is_nobody_who_excuses_or_finishes(company, at):
    publish(company, SWEEP, at=noon(-3))
    program = Caller.program(company, "estates.read", "field.send", "rosters.manage")
    missed = over(program, at)[0]
    for act, more in (("finishes", {}), ("excuses", {"reason": "暴雨"})):
        refused = program.send("POST", f"/plans/{missed['plan']}/{act}", {**named(missed), **more}, 403)
        assert refused["code"] == "not-allowed"
    storm = {"cause": "weather", "reason": "台风"}
    assert program.send("POST", at("suspensions"), storm, 403)["code"] == "not-allowed"


def test_a_call_sent_again_with_its_key_happens_once(company, at):
    publish(company, SWEEP, at=noon(-3))
    wang = Caller.person(company, "wang")
    wang.headers = {"Idempotency-Key": "storm-1"}
    storm = {"cause": "weather", "reason": "台风"}
    assert wang.send("POST", at("suspensions"), storm, 201) == wang.send("POST", at("suspensions"), storm, 201)
    assert Suspension.objects.count() == 1


def test_lists_cost_as_much_with_many_plans_as_with_one(company, at):
    publish(company, SWEEP, at=noon(-3))
    wang = Caller.person(company, "wang")

    def cost(path):
        with CaptureQueriesContext(connection) as found:
            wang.get(path)
        return len(found)

    paths = [at("plans"), at("due"), at("suspensions")]
    few = {path: cost(path) for path in paths}
    texts = [f"保洁员清扫{place}每日不少于2次。" for place in ("楼道", "电梯厅", "地下车库", "广场", "天台", "泳池")]
    publish(company, *texts, code="BJ-02", at=noon(-3))
    for reason in ("台风", "暴雨", "停电"):
        wang.send("POST", at("suspensions"), {"cause": "other", "reason": reason}, 201)
    assert len(wang.get(at("plans"))["items"]) > 3
    more = {path: cost(path) for path in paths}
    assert {path: (few[path], more[path]) for path in paths if more[path] > few[path]} == {}
    assert max(more.values()) <= MOST_QUERIES
