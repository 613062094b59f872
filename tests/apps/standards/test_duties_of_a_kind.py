"""Duties that only one kind of estate has are told to no other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guicheng.apps.standards.readings.duties import duties_on
from guicheng.domain.catalogue import Estate

MALL, CLINIC, HOMES = "cn.fire-round-trading", "cn.clinical-waste-store", "cn.shared-fire-facilities"


@pytest.mark.parametrize(
    ("kind", "shops", "told"),
    [
        ("", None, {MALL, CLINIC, HOMES}),
        ("residential", None, {HOMES}),
        ("residential", 0, {HOMES}),
        ("residential", 12, {MALL, HOMES}),
        ("mall", None, {MALL}),
        ("hospital", None, {CLINIC}),
        ("office", None, set()),
        ("office", 3, {MALL}),
    ],
)
def test_a_duty_of_another_kind_of_estate_is_not_told(kind, shops, told):
    facts = {} if shops is None else {"shops": Decimal(shops)}
    duties = duties_on([], Estate(property_type=kind, facts=facts))
    assert {duty.norm.id for duty in duties} & {MALL, CLINIC, HOMES} == told
