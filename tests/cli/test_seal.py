"""Sealing a month at the command line: tried, done once, refused."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.cli.instances import connect, environment, filled, run

ESTATE = """
from datetime import UTC, datetime
from guicheng.site.opening import read_settings
from guicheng.site.home import data_home
read_settings(data_home())
from guicheng.apps.organization.models import Unit
company = Unit.objects.get()
company.add_child(kind="estate", name="云栖花园")
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = filled(tmp_path_factory.mktemp("sealing") / "home")
    subprocess.run([sys.executable, "-c", ESTATE], env=environment(made), check=True)
    return made


def sealed(home):
    with connect(home) as database:
        return database.execute("SELECT month, version FROM assessment_sealedmonth").fetchall()


def test_a_month_is_tried_then_sealed_and_not_again(home):
    code, told, _error = run(home, "seal", "2026-01", "--dry-run")
    assert (code, sealed(home)) == (0, [])
    assert "Trial, nothing was kept. Version 1 of 2026-01 would hold 0 occurrences at 1 estates." in told
    code, told, _error = run(home, "seal", "2026-01", "--company", "青禾物业", "--json")
    found = json.loads(told)
    assert (code, found["version"], found["kept"], found["changes"]) == (0, 1, True, [])
    assert found["estates"] == [{"name": "云栖花园", "rows": 0}]
    code, _told, error = run(home, "seal", "2026-01")
    assert (code, sealed(home)) == (2, [("2026-01", 1)])
    assert "Nothing changed since version 1" in error


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("2199-01",), "is not over yet"),
        (("January",), "is no month"),
        (("2026-02", "--company", "别家"), "There is no company of this name: 别家"),
    ],
)
def test_what_cannot_be_sealed_is_refused_with_a_sentence(home, arguments, sentence):
    code, _told, error = run(home, "seal", *arguments)
    assert code == 2
    assert sentence in error
