"""One character in, one character out: width and punctuation are folded, offsets never move."""

from __future__ import annotations

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SINGLE = {
    **dict.fromkeys("\u3000\u00a0\t\r\n\x0b\x0c\u2002\u2003\u2009\u200b\ufeff", " "),
    **dict.fromkeys("－—–―‐‑‒～〜∼﹣~", "-"),
    **dict.fromkeys("：﹕∶", ":"),
    **dict.fromkeys("〇○", "零"),
    **dict.fromkeys("﹪％", "%"),
    **dict.fromkeys("／∕", "/"),
    **dict.fromkeys("≧⩾", "≥"),
    **dict.fromkeys("≦⩽", "≤"),
    **dict.fromkeys("【〔［〈", "("),
    **dict.fromkeys("】〕］〉", ")"),
    **dict.fromkeys("﹐", ","),
    "￥": "¥",
    "兩": "两",
    "俩": "两",
    "仨": "三",
    "個": "个",
    "叁": "三",
}
_TABLE: dict[int, int | str] = {**_WIDE, **{ord(old): new for old, new in _SINGLE.items()}}
_TABLE |= {ord(upper): upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_TABLE |= {ord(upper) + 0xFEE0: upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def normalize(text: str) -> str:
    """Return ``text`` with every character mapped to exactly one.

    Full-width forms become half-width, all dashes one hyphen, all white space a plain space, letters small.
    Compatibility normalization (NFKC) is never used: it changes lengths, and spans must index the original.

    Example:
        >>> normalize("３０分钟～１小时，ＯＫ")
        '30分钟-1小时,ok'
    """
    return text.translate(_TABLE)
