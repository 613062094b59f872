"""The page of control charts: of what it is, on the screen and on paper, and its months by their names."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from tests.apps.assessment.monthly import count
from tests.apps.assessment.published import published

from guicheng.apps.assessment.models import Counted
from guicheng.apps.standards.models import EditionClause

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, settings, monkeypatch):
    settings.SECOND_FACTOR = False
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 25, 2, tzinfo=UTC))
    company = published("接到急修报修后，维修工应在30分钟内到达现场。")
    clause = EditionClause.objects.get()
    for month in ("2026-08", "2026-09"):
        count(company.estate, month, clause, kept=9, late=1)
    assert Counted.objects.exists()
    client.force_login(company.people["chen"])
    return client.get(f"/attainment/charts/?measure=kept_month&unit={company.estate.key}").content.decode()


def test_the_estate_and_the_measure_stand_beside_the_picture_and_not_in_the_form_alone(page):
    printed = re.sub(r"<form.*?</form>", "", page, flags=re.DOTALL)
    assert '<b><span lang="zh-CN">云栖花园</span> · 各月达成率</b>' in printed
    assert re.search(r'<p class="paper">打印于 \d{4}-\d\d-\d\d', printed)


def test_months_have_their_names(page):
    assert '<th scope="row" class="num">2026-09</th>' in page
    assert re.search(r'class="tick"[^>]*>2026-09<', page)
