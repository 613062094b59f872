"""Which services of the catalogue a promise is about."""

from __future__ import annotations

import pytest

from guicheng.domain.catalogue import shipped
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import services_promised, terms_of
from guicheng.domain.comparison.tables import activities, values


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("乙方修剪草坪每月不少于2次。", ["greening.lawn"]),
        ("草坪修剪每月不少于2次。", ["greening.lawn"]),
        ("接到投诉后24小时内答复。", ["customer.complaints"]),
        ("大堂每日清扫2次。", ["cleaning.lobbies"]),
        ("首层大堂每日清扫2次。", ["cleaning.lobbies"]),
        ("地下车库每周清扫2次。", ["cleaning.garage"]),
        ("公共区域每日清扫2次。", []),
        ("每日清扫2次。", []),
        ("每日检查道路2次。", []),
        ("泳池水质每日检测2次。", ["engineering.pools"]),
        ("监控录像保存不少于30日。", ["order.monitoring"]),
        ("保安员年龄不超过50周岁。", []),
        ("业主委员会每年组织满意度调查1次。", []),
        ("电梯困人后，维保单位30分钟内到场救援。", ["engineering.lifts"]),
        ("投诉24小时内答复，草坪每月修剪2次，投诉3日内办结。", ["customer.complaints", "greening.lawn"]),
        ("服务热情。", []),
    ],
)
def test_a_promise_names_its_service(text, services):
    assert list(services_promised(terms_of(read(text)))) == services


def test_every_activity_and_place_names_a_service_or_a_domain_that_there_is():
    for each in (*activities(), *values("space")):
        assert not each.item or each.item in shipped(), each
