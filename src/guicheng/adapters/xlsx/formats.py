"""Shows stored numbers the way a sheet's number format does: percent, date, time, decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation

from guicheng.adapters.docx.styles import number
from guicheng.adapters.ooxml import S
from guicheng.adapters.xml import Element

# Formats that Excel does not store because every program knows them (ECMA-376 part 1, 18.8.30).
_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "General",
    13: "General",
    14: "yyyy-m-d",
    15: "yyyy-m-d",
    16: "m-d",
    17: "yyyy-m",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-m-d h:mm",
    31: "yyyy年m月d日",
    32: "h时mm分",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    49: "@",
    57: "yyyy年m月",
    58: "m月d日",
}
_QUOTED = re.compile(r'"[^"]{0,200}"|\\.|_.|\*.')
_CONDITION = re.compile(r"\[[^\]]{0,60}\]")
_DATE_PARTS = re.compile(r"y+|m+|d+|h+|s+|上午/下午|am/pm", re.IGNORECASE)
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_FRACTION_DIGITS = 10
_LAST_DAY = 2_958_465
_EXCEL_DIGITS = 15


@dataclass
class Formats:
    """The number formats of a workbook, by cell style.

    Args:
        codes: Format code of each cell style, by its position.
        base_1904: Whether days are counted from 1904, as old Macs did.
    """

    codes: list[str] = field(default_factory=list)
    base_1904: bool = False

    def show(self, raw: str, style: int) -> str:
        """Return a stored number as Excel would show it.

        Args:
            raw: The number as the file writes it; anything that is no number comes back unchanged.
            style: Position of the cell's style.

        Example:
            >>> Formats(["0%"]).show("0.95", 0)
            '95%'
        """
        try:
            stored = Decimal(raw.strip())
        except InvalidOperation:
            return raw
        if not stored.is_finite() or abs(stored.adjusted()) > _EXCEL_DIGITS:
            return raw
        code = self.codes[style] if 0 <= style < len(self.codes) else "General"
        return _shown(stored, code.split(";", 1)[0], base_1904=self.base_1904)


def read_formats(root: Element | None, *, base_1904: bool = False) -> Formats:
    """Collect the number formats of ``styles.xml``."""
    if root is None:
        return Formats([], base_1904)
    own = {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iterfind(f"{S}numFmts/{S}numFmt")}
    codes = []
    for item in root.iterfind(f"{S}cellXfs/{S}xf"):
        key = item.get("numFmtId", "0")
        codes.append(own.get(key) or _BUILT_IN.get(number(key) or 0, "General"))
    return Formats(codes, base_1904)


def _shown(stored: Decimal, code: str, *, base_1904: bool) -> str:
    bare = _CONDITION.sub("", _QUOTED.sub("", code))
    if bare.strip() in {"", "@"} or "general" in bare.lower() or "e+" in bare.lower():
        return _affixed(_plain(stored), code)
    if _DATE_PARTS.search(bare) and not re.search(r"[0#?%]", bare):
        return _date(stored, code, base_1904=base_1904)
    return _affixed(_number(stored, bare), code)


def _plain(stored: Decimal) -> str:
    # Excel shows at most 11 digits of a general number: 0.30000000000000004 is 0.3.
    text = f"{round(stored, _FRACTION_DIGITS):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(stored: Decimal, bare: str) -> str:
    percent = "%" in bare
    match = _DECIMALS.search(bare)
    places = min(len(match.group(1)), _FRACTION_DIGITS) if match else 0
    value = stored * 100 if percent else stored
    text = f"{value:,.{places}f}" if "," in bare else f"{value:.{places}f}"
    return text + "%" if percent else text


def _affixed(text: str, code: str) -> str:
    """Add what the format prints before and after the figure, such as a unit: ``0"次"``."""
    start = re.search(r"[0#?@]|General", code)
    before, after = (code[: start.start()], code[start.start() :]) if start else ("", code)
    return _literal(before) + text + _literal(after)


def _literal(code: str) -> str:
    return "".join(
        item[1:-1] if item.startswith('"') else item[1:] if item.startswith("\\") else ""
        for item in _QUOTED.findall(code)
    )


def _date(stored: Decimal, code: str, *, base_1904: bool) -> str:
    if not 0 <= stored <= _LAST_DAY:
        return _plain(stored)
    if re.search(r"\[h+\]", code, re.IGNORECASE):
        minutes = round(stored * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    day = datetime(1904, 1, 1, tzinfo=UTC) if base_1904 else datetime(1899, 12, 30, tzinfo=UTC)
    # Rounded to whole seconds: 8:30 is stored as 0.354166666666667.
    moment = day + timedelta(seconds=round(stored * 86_400))
    return _filled(moment, _CONDITION.sub("", code).replace('"', "").replace("\\", ""))


def _filled(moment: datetime, code: str) -> str:
    clock = False

    def fill(match: re.Match[str]) -> str:
        nonlocal clock
        part = match.group(0).lower()
        minutes = part[0] == "m" and (clock or re.match(r"[:时]?s", code[match.end() + 1 :], re.IGNORECASE) is not None)
        clock = part[0] in "hs" or (clock and part[0] not in "yd")
        return _part(moment, "minute" if minutes else part)

    return _DATE_PARTS.sub(fill, code).strip(" @_*")


def _part(moment: datetime, part: str) -> str:
    values = {"y": moment.year, "m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
    if part == "minute":
        return f"{moment.minute:02d}"
    if part[0] == "y":
        return str(moment.year) if len(part) > 2 else f"{moment.year % 100:02d}"
    if part[0] in values:
        return f"{values[part[0]]:0{2 if len(part) == 2 else 1}d}"
    return "上午" if moment.hour < 12 else "下午"
