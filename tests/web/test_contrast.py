"""The colours of the tokens, computed: text 4.5 to 1, edges of controls 3 to 1, in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "frontend" / "src" / "styles" / "tokens.css"
TEXT = TOKENS.read_text(encoding="utf-8")
TINTED = ["brand", "ok", "warn", "bad", "prov", "none"]


def schemes():
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", TEXT)
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", body)) for _selector, body in blocks]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_both_dark_schemes_are_the_same():
    _light, forced, of_the_system = schemes()
    assert forced == of_the_system


@pytest.mark.parametrize("scheme", schemes()[:2], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(scheme):
    weak = {}
    for ink in ("ink", "ink2", "ink3", "brand", "bad", "warn", "prov", "none"):
        for ground in ("bg", "card"):
            weak[ink, ground] = contrast(scheme[ink], scheme[ground])
    for tint in TINTED:
        weak[tint, f"{tint}-t"] = contrast(scheme[tint], scheme[f"{tint}-t"])
    weak["on", "brand"] = contrast(scheme["on"], scheme["brand"])
    weak["ink", "none-t"] = contrast(scheme["ink"], scheme["none-t"])
    weak["ink2", "none-t"] = contrast(scheme["ink2"], scheme["none-t"])
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", schemes()[:2], ids=["light", "dark"])
def test_edges_of_controls_are_seen(scheme):
    assert contrast(scheme["ctl"], scheme["card"]) >= 3
