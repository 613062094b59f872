"""Which services an estate has in scope, and the gaps both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guicheng.domain.catalogue import (
    CUSTOMERS,
    DOMAINS,
    PROPERTY_TYPES,
    Estate,
    Item,
    NotANumberError,
    fact_value,
    gaps,
    scope_of,
    shipped,
    shipped_facts,
)
from guicheng.domain.catalogue.tables import parse_rows


def lines(**known):
    facts = {key: Decimal(number) for key, number in known.pop("facts", {}).items()}
    return {line.item.key: line for line in scope_of(shipped(), Estate(facts=facts, **known))}


def test_every_item_names_only_what_there_is():
    for item in shipped().services():
        assert item.domain == item.parent
        assert set(item.property_types) <= set(PROPERTY_TYPES)
        assert set(item.customers) <= set(CUSTOMERS)
        assert {*item.needs, *filter(None, [item.places, item.events])} <= {*shipped_facts(), "contract"}
    assert [item.key for item in shipped().domains()] == list(DOMAINS)


def test_what_every_estate_has_is_in_scope_without_any_fact():
    found = lines()["customer.complaints"]
    assert (found.inside, found.why) == (True, "always")


@pytest.mark.parametrize(
    ("facts", "inside", "why", "missing"),
    [({}, None, "unknown", ("lifts",)), ({"lifts": 12}, True, "fact", ()), ({"lifts": 0}, False, "fact", ())],
)
def test_a_fact_decides_and_its_absence_leaves_open(facts, inside, why, missing):
    found = lines(facts=facts)["engineering.lifts"]
    assert (found.inside, found.why, found.missing) == (inside, why, missing)


def test_one_of_several_facts_is_enough_and_only_the_unknown_ones_are_asked_for():
    assert lines(facts={"water_tanks": 1})["engineering.water"].inside
    assert lines(facts={"water_pumps": 0})["engineering.water"].missing == ("water_tanks",)


@pytest.mark.parametrize(("pools", "inside"), [(None, None), (0, False), (1, True)])
def test_pools_bring_their_own_service_and_no_water_supply(pools, inside):
    facts = {"water_pumps": 0, "water_tanks": 0} | ({} if pools is None else {"pools": pools})
    found = lines(facts=facts)
    assert found["engineering.pools"].inside is inside
    assert found["engineering.water"].inside is False


FOR_RESIDENTS = ["customer.move_in", "customer.fit_out", "order.goods", "customer.files"]
FOR_EVERYBODY = ["order.fire", "cleaning.toilets", "greening.lawn", "engineering.lighting", "customer.complaints"]
HAS = {"toilets": 2, "lawn_area": 300, "gates": 1}


@pytest.mark.parametrize("key", FOR_RESIDENTS)
def test_what_no_group_of_customers_needs_is_out_of_scope(key):
    found = lines(property_type="office", customers=frozenset({"visitor"}), facts=HAS)[key]
    assert (found.inside, found.why) == (False, "customers")
    assert found.reason.text == "No group of customers of this estate needs it."
    assert lines(property_type="office", customers=frozenset({"visitor", "merchant"}), facts=HAS)[key].inside


@pytest.mark.parametrize("key", FOR_RESIDENTS)
def test_customers_that_nobody_named_leave_open_what_not_all_of_them_need(key):
    found = lines(property_type="office", facts=HAS)[key]
    assert (found.inside, found.why, found.missing) == (None, "unknown", ("customers",))
    assert found.reason_in("zh-hans").fields == {"facts": "客户"}
    assert found.reason_in("en").fields == {"facts": "Customers"}


@pytest.mark.parametrize("customers", [(), ("visitor",), ("owner",)])
@pytest.mark.parametrize("key", FOR_EVERYBODY)
def test_what_everybody_needs_asks_for_no_customers(key, customers):
    assert lines(customers=frozenset(customers), facts=HAS)[key].inside


def test_all_that_is_missing_is_asked_for_at_once():
    assert lines()["engineering.hvac"].missing == ("property_type", "air_handlers")
    assert lines()["customer.fit_out"].missing == ("property_type", "customers")
    assert lines(facts={"gates": 0})["order.goods"].why == "fact"


def test_the_contract_decides_before_facts_and_property():
    assert lines(contract={"engineering.lifts": False}, facts={"lifts": 3})["engineering.lifts"].inside is False
    assert lines(contract={"value_added.parcels": True})["value_added.parcels"].why == "contract"
    assert lines()["value_added.parcels"].inside is False


def test_a_kind_of_property_can_exclude_an_item():
    assert lines(property_type="residential", facts={"air_handlers": 2})["engineering.hvac"].why == "property"
    assert lines(property_type="office", facts={"air_handlers": 2})["engineering.hvac"].inside


def test_a_promise_of_the_contract_brings_a_service_into_scope():
    found = lines(promised={"greening.lawn": "HT-01 3.2"})["greening.lawn"]
    assert (found.inside, found.why, found.promised, found.clash) == (True, "promise", "HT-01 3.2", False)
    assert found.reason.fields == {"clause": "HT-01 3.2"}
    assert lines(promised={"value_added.parcels": "HT-01 4"})["value_added.parcels"].inside


def test_what_a_person_excludes_stays_out_and_clashes_with_the_promise():
    found = lines(contract={"greening.lawn": False}, promised={"greening.lawn": "HT-01 3.2"})["greening.lawn"]
    assert (found.inside, found.why, found.clash) == (False, "contract", True)
    assert found.reason.text == "Excluded by hand, though the contract promises it: {clause}."
    assert not lines(contract={"greening.lawn": False})["greening.lawn"].clash
    both = lines(contract={"greening.lawn": True}, promised={"greening.lawn": "HT-01 3.2"})["greening.lawn"]
    assert (both.inside, both.why, both.clash) == (True, "contract", False)


def test_gaps_are_told_both_ways_and_an_open_item_is_none():
    own = Item("cleaning.own-1", "cleaning", "泳池清洁", "泳池清洁", needs=("pools",), own=True)
    found = scope_of(shipped().over([own]), Estate(facts={"pools": Decimal(0), "lifts": Decimal(2)}))
    told = gaps(found, {"cleaning.own-1": ["BJ-09"], "engineering.lifts": ["GC-02"], "order.access": ["ZX-01"]})
    assert [(gap.item.key, gap.standards) for gap in told if gap.kind == "out-of-scope"] == [
        ("cleaning.own-1", ("BJ-09",))
    ]
    missing = {gap.item.key for gap in told if gap.kind == "no-standard"}
    assert "customer.complaints" in missing
    assert not missing & {"engineering.lifts", "order.access", "order.monitoring"}


def test_reasons_name_the_fact_in_words():
    told = lines(facts={"lifts": 12})["engineering.lifts"].reason
    assert told.fields == {"fact": "电梯数", "number": "12"}


@pytest.mark.parametrize(("text", "number"), [("", None), (" 1,280 ", 1280), ("0.5", Decimal("0.5")), ("1，2", 12)])
def test_a_fact_is_read_as_people_write_numbers(text, number):
    assert fact_value(text, name="户数") == number


@pytest.mark.parametrize("text", ["-1", "约100", "1e99", "NaN", "Infinity", "9999999999", "0.0000000000000000000001"])
def test_what_no_estate_has_is_refused_by_name(text):
    with pytest.raises(NotANumberError) as refusal:
        fact_value(text, name="户数")
    assert refusal.value.message.fields == {"given": text, "name": "户数"}


def test_an_item_has_a_name_in_each_language():
    found = shipped().get("engineering.lifts")
    assert (found.name("zh-hans"), found.name("en")) == ("电梯", "Lifts")
    assert shipped_facts()["lifts"].name("en") == "Lifts"
    assert "engineering.lifts" in shipped()


def test_a_table_with_other_columns_or_cells_is_refused():
    with pytest.raises(ValueError, match="columns a, b"):
        parse_rows("a\tc\n", ("a", "b"), name="x.tsv")
    with pytest.raises(ValueError, match="row 2 has 1 cells"):
        parse_rows("a\tb\n1\n", ("a", "b"), name="x.tsv")


@pytest.mark.parametrize("text", ["-5", "99999999999999999999"])
def test_a_number_that_no_estate_has_is_told_by_its_bounds(text):
    with pytest.raises(NotANumberError, match="from 0 to 1,000,000,000"):
        fact_value(text, name="户数")
