"""Every address × method × role × (own estate, another estate, another company, nobody), against a table by hand.

``who_may_what.tsv`` has a row for each address and method that is answered: the letters of the roles (A administrator,
Q quality manager, E estate manager, S supervisor, F frontline, R auditor) that are let in with a role at the estate,
and with a role at the company; what they meet where the thing lies out of their reach (another estate, another
company); the letters of those who may look and not do this, and what those meet out of reach; what somebody meets who
is not signed in. Everybody else meets an absent page.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.one]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
TABLE = Path(__file__).with_name("who_may_what.tsv")
#: A scorecard of one line.
WHOLE = {"line-0-name": "兑现", "line-0-weight": "100", "line-0-from": "attainment"}
#: What a form sends, where an empty one would not reach the question whether somebody may; @ names a key of the place.
FORMS = {
    "standards/<str:code>/approval/": {"act": "submit"},
    "account/": {"act": "end_others"},
    "organization/<str:key>/": {"act": "change", "name": "新名"},
    "organization/posts/": {"act": "add", "name": "新岗位", "trade": "order"},
    "people/": {"act": "add", "name": "新人", "username": "xinren"},
    "people/<str:key>/": {"act": "issue_password"},
    "people/<str:key>/phone/": {"act": "reveal", "reason": "急修"},
    "integrations/": {"act": "issue", "name": "门禁", "unit": "@unit", "scope": "standards.read"},
    "words/": {"act": "add", "surface": "水电匠", "group": "post"},
    "words/<str:key>/": {"act": "change", "surface": "水电匠", "group": "post"},
    "parameters/": {"act": "add", "name": "时限.小修到场", "value": "1小时"},
    "parameters/<str:key>/": {"act": "preview", "value": "1小时"},
    "scope/services/": {"act": "add", "domain": "cleaning", "name": "泳池清洁"},
    "scope/<str:key>/": {"act": "describe", "revision": "0"},
    "standards/<str:code>/elements/": {"act": "describe"},
    "standards/<str:code>/compare/": {"act": "sign", "clause": "@clause"},
    "contracts/new/": {"act": "take", "unit": "@unit", "text": "大堂每日清扫2次。", "binds_from": "2026-01-01"},
    "contracts/<str:code>/": {"act": "bind", "binds_from": "2026-01-01"},
    "deviations/": {"act": "end", "key": "@deviation"},
    "exceptions/": {"act": "lift", "key": "@exception"},
    "standards/<str:code>/clauses/<str:key>/except/": {"act": "except"},
    "routes/<str:key>/": {"act": "set", "name": "路线"},
    "standards/<str:code>/write/": {"act": "add", "text": "地面每日清扫2次。", "kind": "clause"},
    "standards/<str:code>/clauses/<str:key>/arrange/": {"act": "change"},
    "standards/<str:code>/threads/": {"act": "start", "text": "再议"},
    "standards/<str:code>/rows/": {"act": "take"},
    "standards/bring/": {"act": "try"},
    "standards/<str:code>/history/": {"undo": "@act"},
    "samples/": {"file": "repair-standard.md"},
    "standards/views/": {"act": "save", "name": "我的"},
    "standards/<str:code>/handouts/": {"act": "ask", "kind": "manual", "form": "docx"},
    "standards/<str:code>/editions/<int:number>/handouts/": {"act": "ask", "kind": "manual", "form": "docx"},
    "organization/<str:key>/handouts/": {"act": "ask", "kind": "manual", "form": "docx"},
    "evidence/packs/of/<str:about>/<str:occurrence>/": {"act": "ask", "case": "TS-9", "reason": "投诉"},
    "notices/settings/": {"act": "letters", "letters": "daily"},
    "robots/": {
        "act": "add",
        "unit": "@unit",
        "vendor": "dingtalk",
        "name": "群",
        "address": "https://oapi.dingtalk.com/robot/send?access_token=x",
    },
    "robots/<str:key>/": {"act": "test"},
    "webhooks/": {"act": "add", "name": "ERP", "url": "https://example.com/hook"},
    "webhooks/<str:key>/": {"act": "test"},
    "surveys/": {"act": "create", "unit": "@unit", "title": "新调查"},
    "surveys/<str:key>/": {"act": "close"},
    "surveys/<str:key>/settings/": {"act": "describe", "title": "满意度", "keep_days": "10"},
    "surveys/<str:key>/form/": {"act": "up", "question": "@question", "revision": "1"},
    "surveys/<str:key>/question/": {"act": "save", "kind": "text", "text": "还有呢？", "revision": "1"},
    "surveys/<str:key>/people/": {"act": "invite", "people": "b@b.cn"},
    "surveys/<str:key>/answers/": {"act": "keep"},
    "surveys/<str:key>/report/": {"act": "ask", "form": "docx"},
    "evidence/kept/": {"act": "days", "retention": "work", "days": "90"},
    "evidence/phones/": {"act": "register", "unit": "@unit", "name": "手机"},
    "plans/<str:key>/": {"act": "done", "plan": "@plan"},
    "plans/<str:key>/rules/": {"act": "suspend", "cause": "weather", "reason": "台风"},
    "attainment/months/": {"act": "count", "month": "@month"},
    "plans/words/": {"act": "explain", "unit": "@unit", "role": "trigger", "words": "来电", "event": "reported"},
    "monthly-reports/": {"act": "ask", "unit": "@unit", "month": "2026-10", "form": "xlsx", "language": "en"},
    "rounds/<str:occurrence>/": {"act": "pass", "line": "@line"},
    "rounds/<str:occurrence>/lines/<str:address>/": {"act": "answer", "answer": "pass"},
    "inspections/<str:key>/": {"act": "order", "finding": "@finding"},
    "inspections/plans/": {
        "act": "write",
        "unit": "@unit",
        "kind": "self",
        "title": "自检",
        "sheet": "@inspection_sheet",
    },
    "inspections/plans/<str:key>/": {"act": "end"},
    "inspections/sheets/": {"act": "begin", "title": "新评分表"},
    "inspections/sheets/<str:key>/": {"act": "share"},
    "checklists/": {"act": "write", "unit": "@unit", "title": "日检", "theme": "cleaning"},
    "checklists/<str:key>/": {"act": "open"},
    "checklists/<str:key>/lines/": {"act": "add", "text": "门关好", "kind": "pass", "photo": "fail"},
    "calendars/": {"act": "use", "unit": "@unit"},
    "estates/<str:key>/places/": {"act": "save", "code": "B1", "name": "B栋", "kind": "building"},
    "estates/<str:key>/points/": {"act": "save", "code": "P2", "name": "门厅", "proof": "code"},
    "estates/<str:key>/equipment/": {"act": "save", "code": "SB-2", "name": "水泵", "category": "泵"},
    "estates/<str:key>/equipment/<str:code>/": {"act": "record", "kind": "noted", "day": "2026-11-20"},
    "estates/<str:key>/roster/": {"act": "take_back", "key": "@change"},
    "estates/<str:key>/shifts/": {"act": "save_shift", "name": "早", "hours": "8:00-16:00"},
    "standards/<str:code>/editions/": {"act": "follow"},
    "processes/": {"act": "create", "unit": "@unit", "code": "LC-NEU", "title": "新流程"},
    "processes/<str:code>/": {"act": "rename", "title": "新名"},
    "processes/<str:code>/approval/": {"act": "approve"},
    "orders/new/": {"act": "report", "unit": "@unit", "problem": "灯不亮", "channel": "desk"},
    "orders/new/reading/": {"unit": "@unit", "problem": "灯不亮"},
    "orders/<str:key>/": {"act": "comment", "stream": "internal", "text": "在路上"},
    "orders/<str:key>/give/": {"act": "give", "mode": "offer", "post": "维修工"},
    "improvement/": {"post": "@post", "key": "@nonconformity"},
    "improvement/new/": {"act": "open", "unit": "@unit", "found": "晚到", "severity": "slight"},
    "improvement/rules/": {"act": "set"},
    "reviews/<str:code>/": {"act": "keep", "because": "都达标"},
    "improvement/<uuid:key>/": {"act": "plan", "correction": "补派一人"},
    "o/<str:link>/": {"act": "write", "text": "什么时候到？"},
    "work/": {"act": "take_on", "case": "@case", "step": "1"},
    "cases/": {"act": "start", "unit": "@unit", "process": "@process", "title": "灯不亮"},
    "cases/<str:key>/": {"act": "urge", "step": "1"},
    "cases/<str:key>/steps/<str:step>/": {"act": "complete", "begun": "1"},
    "demands/": {"act": "add", "unit": "@unit", "group": "@group", "kind": "need", "text": "要快"},
    "demands/<str:key>/": {"act": "confirm"},
    "groups/": {"act": "add", "name": "新群体", "kind": "owner"},
    "groups/<str:key>/": {"act": "archive"},
    "feedback/": {"act": "add", "unit": "@unit", "kind": "call", "received_on": "2026-01-01", "text": "来电"},
    "feedback/import/": {"act": "import"},
    "feedback/<str:key>/": {"act": "delete"},
    "feedback/<str:key>/original/": {"act": "reveal", "reason": "回电"},
    "themes/": {"act": "add", "name": "新主题"},
    "themes/<str:key>/": {"act": "refuse"},
    "interviews/": {"act": "add", "unit": "@unit", "kind": "forum", "title": "座谈", "held_on": "2026-01-01"},
    "interviews/codes/": {"act": "add", "name": "新编码", "description": "何时给"},
    "interviews/<str:key>/": {"act": "note", "question": "还有呢？"},
    "interviews/<str:key>/coding/": {"act": "code", "quote": "@quote"},
    "processes/<str:code>/replays/<uuid:key>/": {"act": "delete"},
    "attainment/satisfaction/": {"act": "households", "unit": "@unit", "households": "10", "since": "2026-01"},
    "attainment/satisfaction/<str:key>/": {"act": "archive"},
    "attainment/satisfaction/<str:key>/<str:unit>/<str:month>/": {
        "act": "valid",
        "source": "@complaint",
        "reason": "属实",
    },
    "attainment/scorecards/": {"act": "ranking_off"},
    "attainment/scorecards/<str:key>/": {"act": "archive"},
    "attainment/scorecards/new/": {"act": "add", "name": "新卡", "begins": "2026-01", **WHOLE},
    "attainment/scorecard-change/<str:key>/": {"act": "change", "begins": "2026-12", "reason": "改", **WHOLE},
    "attainment/score-results/<str:key>/": {"act": "appeal", "line": "l1", "reason": "不对"},
}
#: These are in where they lead to the sign-in page: it is their answer to everybody.
LEADS_TO_SIGN_IN = {"/sign-out/", "/account/places/unknown/", "/sign-in/code/"}
#: What ``key`` and ``code`` name, by the beginning of the address; the longest that fits holds.
MEANS = {
    "documents/": {"key": "document"},
    "standards/<str:code>/clauses/": {"key": "clause"},
    "handouts/": {"key": "handout"},
    "evidence/packs/": {"key": "pack", "about": "pack_kind", "occurrence": "task"},
    "surveys/": {"key": "survey", "kind": "kind"},
    "improvement/<uuid:key>/notice": {"kind": "word"},
    "inspections/findings/": {"key": "finding"},
    "survey-reports/": {"key": "survey_report"},
    "monthly-reports/": {"key": "monthly_report"},
    "processes/": {"code": "process"},
    "processes/library/": {"code": "shipped"},
    "processes/<str:code>/table.": {"code": "process", "kind": "table"},
    "processes/<str:code>/replays/": {"code": "process", "key": "replay"},
    "people/": {"key": "person"},
    "organization/": {"key": "unit"},
    "plans/": {"key": "unit"},
    "attainment/occurrence/": {"key": "counted"},
    "organization/posts/": {"key": "post"},
    "words/": {"key": "term"},
    "parameters/": {"key": "parameter"},
    "exceptions/": {"key": "exception"},
    "routes/": {"key": "unit"},
    "scope/": {"key": "unit"},
    "consistency/": {"kind": "book"},
    "contracts/": {"code": "contract"},
    "cases/": {"key": "case"},
    "inspections/": {"key": "inspection"},
    "inspections/plans/": {"key": "inspection_plan"},
    "inspections/sheets/": {"key": "inspection_sheet"},
    "rounds/": {"occurrence": "round", "address": "line"},
    "checklists/": {"key": "checklist"},
    "orders/": {"key": "order", "file": "order_file"},
    "improvement/": {"key": "nonconformity", "file": "nonconformity_photo"},
    "o/": {"link": "order_link", "file": "order_file"},
    "estates/": {"key": "unit", "code": "machine"},
    "audit/": {"kind": "table"},
    "demands/": {"key": "demand"},
    "groups/": {"key": "group"},
    "feedback/": {"key": "record"},
    "themes/": {"key": "theme"},
    "interviews/": {"key": "interview"},
    "integrations/": {"key": "integration"},
    "robots/": {"key": "robot"},
    "webhooks/": {"key": "subscription"},
    "attainment/satisfaction/": {"key": "metric"},
    "attainment/scorecards/": {"key": "card"},
    "attainment/scorecard-change/": {"key": "card"},
    "attainment/score-": {"key": "result"},
}
#: Addresses that the table of the API covers, or that are files of a package.
ELSEWHERE = ("api/",)


def _routes(patterns, prefix=""):
    for entry in patterns:
        route = prefix + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from _routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


ROWS = {(row["route"], row["method"]): row for row in rows()} if TABLE.exists() else {}
ROUTES = sorted({route for route, _method in ROWS})


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all addresses; each call is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def ask(world, settings):
    settings.SECOND_FACTOR = False
    client = Client(raise_request_exception=False)
    cache.clear()

    def one(route, method, *, person=None, place="own"):
        address = "/" + address_of(route, world.places[place].keys)
        with transaction.atomic():
            client.cookies.clear()
            client.cookies["sessionid"] = world.sessions[person.username if person else ""]
            keys = world.places[place].keys
            form = {name: keys[said[1:]] if said[0] == "@" else said for name, said in FORMS.get(route, {}).items()}
            answer = client.generic(method, address) if method != "POST" else client.post(address, form)
            transaction.set_rollback(True)
        return kind_of(answer)

    return one


def address_of(route, keys):
    means = {"code": "code", "key": "key"}
    for beginning in sorted(MEANS, key=len):
        if route.startswith(beginning):
            means |= MEANS[beginning]
    if route.startswith("rules/"):
        return route.replace("<str:code>", "MH001")
    for name in (
        "kind",
        "about",
        "code",
        "key",
        "number",
        "older",
        "newer",
        "provider_id",
        "step",
        "link",
        "token",
        "question",
        "template",
        "event",
        "sha256",
        "occurrence",
        "address",
        "file",
        "month",
        "unit",
        "clause",
        "version",
    ):
        value = str(keys.get(means.get(name, name), "x"))
        route = route.replace(f"<str:{name}>", value).replace(f"<int:{name}>", value).replace(f"<uuid:{name}>", value)
    return route


def kind_of(answer):
    """What somebody meets: in, sign-in, absent, forbidden, no (method), or a fault."""
    where = answer.headers.get("Location", "")
    sent_away = where.startswith("/sign-in/") and answer.wsgi_request.path not in LEADS_TO_SIGN_IN
    if sent_away or answer.status_code == 401:
        return "sign-in"
    if answer.status_code in {200, 204, 302, 303, 400, 409, 422}:
        return "in"
    return {403: "forbidden", 404: "absent", 405: "no"}.get(answer.status_code, f"fault {answer.status_code}")


def test_every_address_stands_in_the_table():
    found = {route for route in _routes(get_resolver().url_patterns) if not route.startswith(ELSEWHERE)}
    assert found == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_an_address_answers_everybody_as_the_table_says(ask, world, route):
    wrong = []
    for method in METHODS:
        row = ROWS.get((route, method))
        for who, place, wanted in _wanted(world, row):
            met = ask(route, method, person=who, place=place)
            if met not in wanted.split("|"):
                wrong.append((method, who.username if who else "nobody", place, met, wanted))
    assert not wrong


def _wanted(world, row):
    """Yield (person, place, what they have to meet). A document belongs to the browser that sent it."""
    if row is None:
        yield None, "own", "no"
        # The guard refuses a method before it looks at the thing, wherever that lies.
        yield from ((person, "own", "no") for person in [*world.at_company.values(), *world.at_estate.values()])
        return
    yield None, "own", row["nobody"]
    for letter, person in world.at_estate.items():
        for place in world.places:
            yield person, place, _met(row, letter, "estate", place, reach={"own"})
    for letter, person in world.at_company.items():
        for place in world.places:
            reach = {"own"} if row["route"].startswith("documents/<") else {"own", "other estate"}
            yield person, place, _met(row, letter, "company", place, reach=reach)


def _met(row, letter, column, place, *, reach):
    if letter in row[column]:
        return "in" if place in reach else row["elsewhere"]
    if letter in row["forbidden"]:
        return "forbidden" if place in reach else row["forbidden_elsewhere"]
    return "absent"
