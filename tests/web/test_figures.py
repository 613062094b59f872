"""Pages of figures: each number opens into as many as it says, and a seal is asked for and refused in sentences."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone, translation
from tests.apps.assessment.month import MONTH, SWEEP, at
from tests.apps.assessment.whole_month import whole_month

from guicheng.apps.assessment.models import Counted, MonthCount, SealedMonth
from guicheng.apps.assessment.services.counting import count_month
from guicheng.apps.assessment.services.sealing_months import seal_month
from guicheng.domain.attainment import Counts, State
from guicheng.web.figure_page import interval_shown, misses_told, share_shown, share_told

pytestmark = pytest.mark.django_db
DECEMBER = at(2, month=12)
DOOR = re.compile(r'<a href="([^"]+list/\?outcome=[^"]+)"[^>]*><b class="num">(\d+)</b>')
TOTAL = re.compile(r"Occurrences: (\d+)")


@pytest.fixture
def month(db, settings, tmp_path, monkeypatch):
    # The month is not over, whatever day it is: only what is over can be sealed.
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 29, 12, tzinfo=UTC))
    settings.MEDIA_ROOT = tmp_path / "files"
    return whole_month()


@pytest.fixture
def pages(month, settings):
    settings.SECOND_FACTOR = False
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.cookies["language"] = "en"
    client.force_login(month.company.people["chen"])
    return client


def test_the_pages_of_a_month(month, pages):  # one month for all: making it takes long
    count_month(unit=month.estate, month=MONTH, at=at(28))
    _numbers_are_doors(month, pages)
    _another_limit(month, pages)
    _one_thing_that_was_due(pages)
    _a_seal_that_cannot_be(pages)
    _versions(month, pages)


def _address(month, citation):
    row = Counted.objects.filter(citation=citation).first()
    return f"/attainment/{MONTH}/{month.estate.key}/{row.clause_key}/"


def _numbers_are_doors(month, pages):
    for citation in ("GC-01/2", "BJ-01/1", "BJ-01/2", "BJ-01/6"):
        text = pages.get(_address(month, citation)).content.decode()
        doors = DOOR.findall(text)
        assert len(doors) == 7
        for href, number in doors:
            listed = pages.get(href.replace("&amp;", "&")).content.decode()
            assert TOTAL.search(listed).group(1) == number, (citation, href)


def _another_limit(month, pages):
    text = pages.get(_address(month, "GC-01/2") + "?limit=90").content.decode()
    assert re.search(r"With .*90 min.* would have been kept", text) or "With 90 min" in text
    assert "such as 45" in pages.get(_address(month, "GC-01/2") + "?limit=soon").content.decode()


def _one_thing_that_was_due(pages):
    for kind in ("order", "case", "round", "plan"):
        row = Counted.objects.filter(kind=kind, live=True).first()
        answer = pages.get(f"/attainment/occurrence/{row.key}/")
        assert answer.status_code == 200
        text = answer.content.decode()
        assert row.citation in text
        assert f"<mark>{row.promise.bound}</mark>" in text
        if kind in {"order", "case", "round"}:
            assert f"/{kind}s/{row.source}/" in text
        pack = f"/evidence/packs/of/task/{row.source}/"
        assert pack not in text or pages.get(pack).status_code == 200
        assert kind == "plan" or pack in text


def _a_seal_that_cannot_be(pages):
    answer = pages.post("/attainment/months/", {"act": "seal", "month": "2199-01"})
    assert (answer.status_code, SealedMonth.objects.count()) == (422, 0)
    assert "is not over yet" in answer.content.decode()
    assert pages.post("/attainment/months/", {"act": "count", "month": "soon"}).status_code == 422
    assert pages.post("/attainment/months/", {"act": "count", "month": "2026-10"}).status_code == 302
    assert MonthCount.objects.filter(month="2026-10").exists()
    assert [each["month"].month for each in pages.get("/attainment/months/?show=to_seal").context["months"]] == [
        "2026-10"
    ]
    assert pages.post("/attainment/months/", {"act": "rule", "day": "40"}).status_code == 422
    assert pages.post("/attainment/months/", {"act": "rule", "day": "3", "by_itself": "1"}).status_code == 302
    assert (
        "From day 3 of the month after, the service seals by itself"
        in pages.get("/attainment/months/").content.decode()
    )


def _versions(month, pages):
    seal_month(company=month.company.root, month=MONTH, actor=month.actor("chen"), at=DECEMBER)
    month.done(SWEEP, at(25, 8), at(25, 9))
    count_month(unit=month.estate, month=MONTH, at=DECEMBER)
    text = pages.get("/attainment/months/").content.decode()
    assert "sealed, version 1" in text
    assert "late occurrences: 1" in text
    shown = pages.get("/attainment/months/?show=to_report").context
    assert ([each["month"].month for each in shown["months"]], shown["total"]) == ([MONTH], 1)
    assert "Nothing changed" not in pages.get(f"/attainment/months/{MONTH}/changes/").content.decode()
    assert pages.get(f"/attainment/months/{MONTH}/changes/?older=2").status_code == 404
    assert pages.get(f"/attainment/months/{MONTH}/unmeasured/").status_code == 200
    file = pages.get(f"/attainment/months/{MONTH}/1/parquet/")
    assert file.content[:4] == b"PAR1"
    assert pages.get(_address(month, "BJ-01/1") + "?version=2").status_code == 404


def test_what_has_no_evidence_shows_no_share_and_is_called_neither_kept_nor_missed():
    counts = Counts(kept=0, late=0, missed=0, excused=0, no_evidence=3, pending=0)
    figure = SimpleNamespace(state=State.NO_EVIDENCE, share=Fraction(0), low=0.0, high=0.56, counts=counts)
    assert (share_shown(figure), interval_shown(figure), misses_told(figure)) == ("—", "—", "")
    assert "%" not in share_told(figure)
    figure.state = State.NOT_MET
    assert (share_shown(figure), interval_shown(figure)) == ("0%", "0%–56%")


def test_few_that_recur_by_plan_are_judged_and_the_page_says_why():
    counts = Counts(kept=2, late=0, missed=0, excused=0, no_evidence=0, pending=0)
    figure = SimpleNamespace(state=State.MET, share=Fraction(1), low=0.34, high=1.0, counts=counts)
    with translation.override("en"):
        assert share_told(figure).endswith("out of 20. What is planned is counted whole, so few of it are judged too.")
        figure.state = State.TOO_FEW
        assert "planned" not in share_told(figure)
    with translation.override("zh-hans"):
        figure.state = State.MET
        assert share_told(figure).endswith("之间。按计划应做的全数统计，不是抽样，次数少也判断。")
