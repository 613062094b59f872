"""The Chinese fonts that PDF files are set in; they come as a package, so that no machine prints boxes."""

from __future__ import annotations

from functools import cache

import pylopdf_fonts_zh_cn
import typst


@cache
def fonts() -> typst.Fonts:
    """Return Noto Serif SC and Noto Sans SC (SIL Open Font License 1.1), and none of the machine's own fonts."""
    return typst.Fonts(include_system_fonts=False, font_paths=[pylopdf_fonts_zh_cn.serif_path().parent])
