"""On a phone a table has no head: each number says beside itself what it is of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import guicheng

PAGES = Path(guicheng.__file__).parent / "web" / "templates" / "web"
ROOMS = ("figures", "heat", "improvement", "inspections", "satisfaction", "scorecards")
TABLE = re.compile(r'<table class="[^"]*\brules\b[^"]*">(.*?)</table>', re.DOTALL)
NUMBER = re.compile(r'<td class="(?:right|[^"]*\bnum\b)[^"]*">(.{0,45})', re.DOTALL)
HEAD = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
NAME = re.compile(r'<span class="phone-name small">(\{% translate "[^"]+" %\})</span>')


def tables():
    for room in ROOMS:
        for path in sorted((PAGES / room).rglob("*.html")):
            for number, table in enumerate(TABLE.findall(path.read_text(encoding="utf-8"))):
                yield pytest.param(table, id=f"{path.relative_to(PAGES)}-{number}")


@pytest.mark.parametrize("table", list(tables()))
def test_numbers_of_assessment_say_on_a_phone_what_they_are_of(table):
    head, _sign, body = table.partition("<tbody")
    assert [cell for cell in NUMBER.findall(body) if "phone-name" not in cell] == []
    assert set(NAME.findall(body)) <= set(re.findall(r'\{% translate "[^"]+" %\}', "".join(HEAD.findall(head))))
