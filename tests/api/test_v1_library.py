"""The starter library looked at and adopted by a program."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.api.caller import Caller
from tests.apps.standards.company import Company

from guicheng.adapters.process_library import shipped_processes
from guicheng.apps.processes.models import Process
from guicheng.apps.standards.models import Standard
from guicheng.usecases.adopt_library import library_standards

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def program(company):
    return Caller.program(company, "standards.read", "standards.edit")


def test_a_program_sees_a_kind_of_service_and_adopts_one_standard_of_it(company, program):
    unit = str(company.estate.key)
    seen = program.get("/library", unit=unit, domain="greening", grade="二级")
    assert seen["grades"] == ["一级", "二级", "三级"]
    assert {row["domain"] for row in seen["items"]} == {"greening"}
    assert not any("|" in clause["text"] for row in seen["items"] for clause in row["clauses"])
    code = seen["items"][0]["code"]
    done = program.send("POST", "/library/adopt", {"unit": unit, "codes": [code], "grade": "二级"}, 200)
    assert [row["key"] for row in done["created"]] == [code]
    assert Standard.objects.get().code == code
    after = program.get("/library", unit=unit)["items"]
    assert [row["code"] for row in after if row["taken"]] == [code]
    assert len(after) == len(library_standards())


def test_what_cannot_be_adopted_is_refused_with_a_code(company, program):
    unit = str(company.estate.key)
    body = {"unit": unit, "domains": ["greening"], "grade": "五星"}
    assert program.send("POST", "/library/adopt", body, 422)["code"] == "unknown-grade"
    program.send("POST", "/library/adopt", {**body, "grade": ""}, 200)
    assert program.send("POST", "/library/adopt", {**body, "grade": ""}, 422)["code"] == "not-as-wanted"
    assert program.send("POST", "/library/adopt", {**body, "unit": "x"}, 404)["code"] == "absent"


def test_a_program_sees_the_processes_and_adopts_one_with_links_to_the_clauses(company):
    program = Caller.program(company, "standards.read", "standards.edit", "processes.read", "processes.edit")
    unit = str(company.estate.key)
    program.send("POST", "/library/adopt", {"unit": unit, "codes": ["GC-03"], "grade": "二级"}, 200)
    seen = program.get("/library/processes", unit=unit, grade="二级")
    assert [row["code"] for row in seen["items"]] == [each.code for each in shipped_processes()]
    lift = next(row for row in seen["items"] if row["code"] == "LC-DT")
    assert lift["worst_minutes"] == {"once": 13203, "twice": 14673}
    assert (lift["steps"][3]["limit"], lift["steps"][3]["clauses"]) == ("26分钟", "GC-03/3.3")
    done = program.send("POST", "/library/processes/adopt", {"unit": unit, "codes": ["LC-DT"], "grade": "二级"}, 200)
    assert done["created"] == [{"key": "LC-DT", "name": "电梯困人救援流程"}]
    made = Process.objects.get()
    assert made.links.filter(step_id=made.rows[3]["id"]).count() == 1
    after = program.get("/library/processes", unit=unit)["items"]
    assert [row["code"] for row in after if row["taken"]] == ["LC-DT"]


def test_processes_that_cannot_be_adopted_are_refused_with_a_code(company):
    program = Caller.program(company, "processes.read", "processes.edit")
    body = {"unit": str(company.estate.key), "codes": ["LC-BX"], "grade": "五星"}
    address = "/library/processes/adopt"
    assert program.send("POST", address, body, 422)["code"] == "unknown-grade"
    program.send("POST", address, {**body, "grade": ""}, 200)
    assert program.send("POST", address, {**body, "grade": ""}, 422)["code"] == "not-a-process"
    assert program.send("POST", address, {**body, "unit": "x"}, 404)["code"] == "absent"
    assert program.send("POST", address, {**body, "codes": []}, 422)["code"] == "malformed"


def test_a_program_without_the_scope_sees_no_processes(company, program):
    assert program.send("GET", f"/library/processes?unit={company.estate.key}", None, 404)["code"] == "absent"
