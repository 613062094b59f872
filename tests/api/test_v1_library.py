"""The starter library looked at and adopted by a program."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.api.caller import Caller
from tests.apps.standards.company import Company

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
