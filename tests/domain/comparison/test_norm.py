"""A duty and its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from guicheng.domain.clause import Kind
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.norm import (
    Circumstance,
    Figure,
    Law,
    Norm,
    NoSuchPlaceError,
    Party,
    Place,
    place_called,
    places_of,
    plain_name,
    read_as,
    selected,
)

NATION = Place("cn", "全国", "China")
PROVINCE = Place("shandong", "山东", "Shandong")
CITY = Place("qingdao", "青岛", "Qingdao", ("山东",))
LAW = Law("某条例", "Some regulation", date(2021, 5, 1), "Some congress")


def norm(place=CITY, **changes):
    fields = {
        "id": f"{place.key}.filing",
        "place": place,
        "law": LAW,
        "article": 55,
        "owner": Party.COMPANY,
        "to": Party.AUTHORITY,
        "item": "customer.files",
        "activity": "contract.filing",
        "trigger": "签订合同",
        "figure": Figure(Kind.TIME_LIMIT, "<=", Decimal(10), "day"),
        "ban": False,
        "requires": frozenset(),
        "zh": "物业服务合同签订后10日内备案。",
        "en": "File the contract within 10 days.",
        "says": "物业服务合同签订后10日内备案。",
    }
    return Norm(**{**fields, **changes})


def test_a_norm_cites_law_and_article():
    assert norm().citation == "《某条例》第55条"


def test_the_sentence_of_a_norm_is_read():
    assert read_as(norm()) == (Figure(Kind.TIME_LIMIT, "<=", Decimal(10), "day"),)


def test_a_longest_interval_is_a_frequency():
    requirement = read("电梯至少每15日维保1次。").requirements[0]
    assert Figure.of(requirement) == Figure(Kind.FREQUENCY, ">=", Decimal(1), "time", "15 day")


def test_a_bound_is_written_with_unit_and_period():
    assert str(Figure(Kind.FREQUENCY, ">=", Decimal(1), "time", "year")) == ">= 1 time / year"
    assert str(Figure(Kind.WINDOW, "==", "24h")) == "== 24h"


def test_a_duty_concerns_an_estate_unless_what_it_needs_is_absent():
    lifts = norm(requires=frozenset({Circumstance.LIFT}))
    assert lifts.concerns(frozenset())
    assert lifts.concerns(frozenset({Circumstance.CCTV}))
    assert not lifts.concerns(frozenset({Circumstance.LIFT}))


def test_the_company_acts_as_user_of_the_lift_but_not_as_developer():
    assert Party.LIFT_USER.ours
    assert not Party.DEVELOPER.ours


@pytest.mark.parametrize(
    ("written", "plain"),
    [("杭州市", "杭州"), ("山东省", "山东"), ("广西壮族自治区", "广西"), (" Hangzhou ", "hangzhou"), ("全国", "全国")],
)
def test_names_of_places_lose_what_kind_of_place_they_are(written, plain):
    assert plain_name(written) == plain


def test_the_country_comes_first_among_the_places():
    norms = [norm(), norm(NATION), norm(PROVINCE)]
    assert [place.zh for place in places_of(norms)] == ["全国", "青岛", "山东"]


def test_an_unknown_place_names_near_ones_or_all():
    with pytest.raises(NoSuchPlaceError, match="Near it: 青岛"):
        place_called([norm()], "青")
    with pytest.raises(NoSuchPlaceError, match="There are some of 青岛"):
        place_called([norm()], "火星")


def test_a_place_is_found_by_its_names():
    assert place_called([norm()], "青岛市") is CITY
    assert place_called([norm()], "QINGDAO") is CITY
    # A city without norms of its own has those of its province.
    assert place_called([norm(), norm(PROVINCE)], "济南") is PROVINCE


def test_selection_goes_up_from_the_city():
    norms = [norm(NATION), norm(PROVINCE), norm(CITY)]
    assert [found.place.zh for found in selected(norms, city="青岛")] == ["全国", "山东", "青岛"]
    assert [found.place.zh for found in selected(norms, province="山东省")] == ["全国", "山东"]
    assert [found.place.zh for found in selected(norms, city="杭州", province=" ")] == ["全国"]
