"""Which province a city lies in, however somebody writes it."""

from __future__ import annotations

import pytest

from guicheng.adapters.norms import norms_in_use
from guicheng.domain.comparison.norm import selected
from guicheng.domain.comparison.towns import town_names, town_of


@pytest.mark.parametrize(
    ("written", "name", "province"),
    [
        ("济南", "济南", "山东"),
        ("烟台市", "烟台", "山东"),
        ("山东省济南市", "济南", "山东"),
        ("山东济南", "济南", "山东"),
        ("浙江省杭州市", "杭州", "浙江"),
        ("杭 州", "杭州", "浙江"),
        ("杭州市西湖区", "杭州", "浙江"),
        ("广西壮族自治区南宁市", "南宁", "广西"),
        ("延边朝鲜族自治州", "延边", "吉林"),
        ("北京市", "北京", "北京"),
        ("北京市朝阳区", "北京朝阳区", "北京"),
        ("江苏省昆山市", "江苏昆山", "江苏"),
        # Read again it stays what it is.
        ("江苏昆山", "江苏昆山", "江苏"),
        ("浙江省", "浙江", "浙江"),
        ("火星", "火星", ""),
        ("山东省杭州市", "杭州", ""),
        ("", "", ""),
    ],
)
def test_a_city_is_known_with_its_province(written, name, province):
    town = town_of(written)
    assert (town.name, town.province) == (name, province)


@pytest.mark.parametrize("city", ["济南", "烟台", "山东省济南市", "山东省曲阜市"])
def test_the_law_of_the_province_holds_where_the_city_has_none(city):
    places = {norm.place.zh for norm in selected(norms_in_use(), city=city)}
    assert places == {"全国", "山东"}


@pytest.mark.parametrize("city", ["浙江省杭州市", "杭 州", "杭州市", "Hangzhou", "hangzhou"])
def test_a_city_with_duties_is_found_however_it_is_written(city):
    assert selected(norms_in_use(), city=city) == selected(norms_in_use(), city="杭州")
    assert len(selected(norms_in_use(), city=city)) > len(selected(norms_in_use()))


def test_each_province_stands_before_its_cities():
    names = town_names()
    assert names.index("山东") < names.index("济南") < names.index("青岛")
