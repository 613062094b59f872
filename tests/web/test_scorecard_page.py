"""The page of a scorecard: its bands, the day from which it works itself out, and where its figures open."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.test import Client
from tests.apps.standards.company import AT, Company

from guicheng.apps.assessment.models import ScoreCard
from guicheng.apps.assessment.readings.results import Figure
from guicheng.apps.assessment.services import cards, scoring
from guicheng.domain.attainment.card import Measured
from guicheng.web.score_words import number

pytestmark = pytest.mark.django_db
MONTH = "2026-10"
CARD = {
    "lines": [{"key": "kept", "name": "承诺兑现", "weight": 100, "source": "attainment", "subject": "domain:repair"}],
    "bands": [{"since": 90, "name": "优", "payout": 1}, {"since": 0, "name": "差", "payout": "0.85"}],
}


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    made = Company()
    made.card = cards.add_card(actor=made.actor("chen"), name="项目月度", definition=CARD, begins="2026-01", at=AT)
    return made


def client(company, name):
    found = Client()
    found.cookies["language"] = "en"
    found.force_login(company.people[name])
    return found


def page(company, name="chen"):
    return client(company, name).get(f"/attainment/scorecards/{company.card.key}/?month={MONTH}").content.decode()


def test_the_bands_stand_on_the_page_with_what_is_paid(company):
    shown = page(company, "wang")
    assert shown.index("优") < shown.index("差")
    assert "100.0%" in shown
    assert "85.0%" in shown


@pytest.mark.parametrize(
    ("given", "status", "day"),
    [({"on": "1", "day": "5"}, 302, 5), ({"on": "1", "day": "31"}, 422, None), ({"on": "1", "day": "x"}, 422, None),
     ({"day": "5"}, 302, None)],
)  # fmt: skip
def test_the_day_is_kept_or_refused(company, given, status, day):
    address = f"/attainment/scorecards/{company.card.key}/?month={MONTH}"
    assert client(company, "chen").post(address, {"act": "day", **given}).status_code == status
    assert ScoreCard.objects.get().day == day
    assert ("from day 5 of the next month on" in page(company)) is (day == 5)


def test_only_who_manages_scorecards_is_offered_the_day(company):
    assert 'value="day"' in page(company)
    assert 'value="day"' not in page(company, "wang")
    address = f"/attainment/scorecards/{company.card.key}/"
    assert client(company, "wang").post(address, {"act": "day", "on": "1", "day": "5"}).status_code == 403
    assert ScoreCard.objects.get().day is None


@pytest.mark.parametrize(("basis", "version"), [("sealed:2", "2"), ("live", "live")])
def test_a_figure_opens_in_the_version_that_it_was_taken_from(company, basis, version):
    figures = {company.estate: {"kept": Figure(Measured(Fraction(9, 10), 40), basis)}}
    about = {"actor": company.actor("chen"), "card_key": company.card.key, "month": MONTH}
    [row] = scoring.work_out(figures=figures, at=datetime(2026, 11, 5, tzinfo=UTC), **about).made
    shown = client(company, "wang").get(f"/attainment/score-results/{row.key}/").content.decode()
    expected = f"/attainment/?month={MONTH}&amp;version={version}&amp;unit={company.estate.key}&amp;domain=repair"
    assert expected in shown


def test_paper_of_a_result_that_another_followed_says_so(company):
    about = {"actor": company.actor("chen"), "card_key": company.card.key, "month": MONTH, "at": AT}
    rows = [
        scoring.work_out(figures={company.estate: {"kept": Figure(Measured(share, 40), "live")}}, **about).made[0]
        for share in (Fraction(9, 10), Fraction(1))
    ]
    first, second = (
        client(company, "wang").get(f"/attainment/score-print/{row.key}/").content.decode() for row in rows
    )
    assert "Version 2 followed this one" in first
    assert "followed this one" not in second
    assert company.root.name in second


def worked_out(company, share=Fraction(9, 10)):
    figures = {company.estate: {"kept": Figure(Measured(share, 40), "live")}}
    (made,) = scoring.work_out(
        actor=company.actor("chen"), card_key=company.card.key, month=MONTH, figures=figures, at=AT
    ).made
    return made


def test_whoever_is_judged_sees_at_what_value_a_line_has_all_points_and_none(company):
    row = worked_out(company)
    for address in (f"score-results/{row.key}/", f"score-print/{row.key}/"):
        shown = client(company, "wang").get(f"/attainment/{address}").content.decode()
        assert 'Full at <span class="num">100.0%</span> · None at <span class="num">0.0%</span>' in shown
    assert "Full at" in page(company, "wang")


def test_the_paper_of_a_result_tells_its_appeals(company):
    row = worked_out(company)
    about = {"actor": company.actor("wang"), "result_key": row.key, "line": "kept", "evidence": "", "at": AT}
    appeal = scoring.appeal(reason="台风停工当天的任务不应计入", **about)
    paper = client(company, "wang").get(f"/attainment/score-print/{row.key}/").content.decode()
    assert "台风停工当天的任务不应计入" in paper
    assert "waits for an answer" in paper
    scoring.answer_appeal(
        actor=company.actor("chen"), key=appeal.key, granted=False, reason="停工当天的任务已免除", value="", at=AT
    )
    paper = client(company, "wang").get(f"/attainment/score-print/{row.key}/").content.decode()
    assert "refused · " in paper
    assert "停工当天的任务已免除" in paper


@pytest.mark.parametrize(("share", "shown"), [(Fraction(336, 394), "85.2%"), (Fraction(9999, 10000), "99.9%")])
def test_a_share_is_cut_as_in_maps_and_reports(share, shown):
    assert number(share) == shown
