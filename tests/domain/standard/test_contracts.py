"""The contract of one estate among the standards of a company: what it stands above, and what it does not."""

from __future__ import annotations

import pytest
from tests.domain.standard.test_system import entry, told

from guicheng.domain.comparison import Level
from guicheng.domain.standard.system import System

OWED = "接到紧急报修后，维修工应在20分钟内到达现场。"
SLOW = "接到紧急报修后，维修工应在30分钟内到达现场。"
FAST = "接到紧急报修后，维修工应在10分钟内到达现场。"
COMPANY, REGION, ESTATE, OTHER = "1", "11", "111", "112"


def contract(text=OWED, unit=ESTATE):
    return entry(text, Level.CONTRACT, unit)


@pytest.mark.parametrize(
    ("level", "unit", "found"),
    [
        (Level.COMPANY, COMPANY, [("CJ001", 0, 1)]),
        (Level.COMPANY, REGION, [("CJ001", 0, 1)]),
        (Level.ESTATE, ESTATE, [("CJ001", 0, 1)]),
        (Level.ESTATE, OTHER, [("QK002", 1, None)]),
    ],
)
def test_a_contract_stands_above_all_standards_on_the_way_up_from_its_estate(level, unit, found):
    system = System([entry(SLOW, level, unit), contract()])
    assert told(system.findings()) == found
    assert told(system.beside(0)) == [each for each in found if each[0] == "CJ001"]


def test_a_contract_is_below_no_standard():
    system = System([entry(FAST, Level.COMPANY, COMPANY), entry(FAST, Level.ESTATE, ESTATE), contract()])
    assert [each.finding.code for each in system.findings() if each.entry == 2] == []
    assert told(system.beside(2)) == []


def test_contracts_of_one_estate_are_set_beside_one_another_and_those_of_two_are_not():
    assert told(System([contract(), contract(SLOW)]).findings()) == [("CT002", 1, 0)]
    assert told(System([contract(), contract(SLOW, OTHER)]).findings()) == []


def test_a_contract_that_is_dropped_or_changed_binds_no_longer():
    system = System([entry(SLOW, Level.COMPANY, COMPANY), contract()])
    system.drop(1)
    assert told(system.beside(0)) == []
    system.put(1, contract())
    assert told(system.beside(0)) == [("CJ001", 0, 1)]
    system.put(1, contract(SLOW))
    assert told(system.beside(0)) == []
