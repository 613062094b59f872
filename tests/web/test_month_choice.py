"""The choice of months: what is looked at has happened, what is planned has not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from guicheng.web.templatetags.months import month_choice


@pytest.fixture(autouse=True)
def november(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 29, 12, tzinfo=UTC))


def offered(**more):
    return [month for _year, months in month_choice("m", "m", "2026-11", **more)["years"] for month in months]


def test_what_is_looked_at_has_no_months_to_come():
    assert max(offered(ahead=False)) == "2026-11"
    assert min(offered(ahead=False)) == "2020-01"


def test_what_is_planned_may_begin_next_year():
    assert max(offered()) == "2027-12"
