"""Pictures in another form."""

from __future__ import annotations

import json
from typing import Final

import typst

from guicheng.adapters.handouts.pdf.fonts import fonts

_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(json(bytes(sys.inputs.picture))), format: "svg")
"""
_DOTS_PER_INCH: Final = 200


def png_of(svg: bytes) -> bytes:
    """Return a vector drawing as PNG, for programs that draw no SVG; its Chinese is set in the fonts we bring."""
    made: bytes = typst.compile(
        _PAGE,
        format="png",
        ppi=_DOTS_PER_INCH,
        font_paths=fonts(),
        sys_inputs={"picture": json.dumps(svg.decode("utf-8"))},
    )
    return made
