"""Which province a city lies in, so that the law of the province holds where the city has none of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_BLANKS: Final = re.compile(r"\s+")
#: What follows the name of a province or of a city: 浙江省, 广西壮族自治区, 杭州市, 延边朝鲜族自治州.
_AFTER_PROVINCE: Final = re.compile(r"^(?:省|(?:壮族|回族|维吾尔)?自治区|市)?")
_CITY: Final = re.compile(r"^(.{2,}?)(?:市|地区|盟|[\u4e00-\u9fff]{1,6}自治州)")


@dataclass(frozen=True, slots=True)
class Town:
    """A city as somebody wrote it.

    Args:
        city: Its name without 市; that of the province where only that was written.
        province: The province that it lies in, without 省; "" where nobody knows.
        listed: Whether it is a city of the list, or a province.
    """

    city: str
    province: str
    listed: bool

    @property
    def name(self) -> str:
        """The shortest name by which it is known again: alone where it is listed, else after its province."""
        return self.city if self.listed or not self.province else f"{self.province}{self.city}"


@cache
def _provinces() -> dict[str, tuple[str, ...]]:
    """Return the cities of each province: municipalities, and cities and areas at the level of a prefecture."""
    table = (files("guicheng.library") / "places" / "cities.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return {province: tuple(cities.split()) for province, _english, cities in rows}


@cache
def _by_city() -> dict[str, str]:
    return {city: province for province, cities in _provinces().items() for city in cities}


def town_names() -> tuple[str, ...]:
    """Return the names of the provinces and of their cities, each province before its own."""
    return tuple(name for province, cities in _provinces().items() for name in (province, *cities))


def town_of(text: str) -> Town:
    """Return the city that somebody wrote, with its province.

    Args:
        text: Such as 济南, 山东省济南市, 杭 州, 江苏省昆山市, 浙江.

    Example:
        >>> (
        ...     town_of("山东省济南市").name,
        ...     town_of("烟台").province,
        ...     town_of("江苏省昆山市").name,
        ...     town_of("火星").province,
        ... )
        ('济南', '山东', '江苏昆山', '')
    """
    plain = _BLANKS.sub("", text)
    province = next((name for name in _provinces() if plain.startswith(name)), "")
    rest = _AFTER_PROVINCE.sub("", plain[len(province) :]) if province else plain
    if province and not rest:
        return Town(province, province, listed=True)
    found = _CITY.match(rest)
    city = found[1] if found else rest
    listed = _by_city().get(city, "")
    if province and listed and listed != province:
        # Of 山东省杭州市 nobody knows which is meant.
        return Town(city, "", listed=False)
    return Town(city, province or listed, listed=bool(listed))
