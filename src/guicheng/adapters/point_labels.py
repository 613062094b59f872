"""Labels of patrol points on sheets of A4, three by eight, to be printed and stuck up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import typst

from guicheng.adapters.handouts.pdf.fonts import fonts
from guicheng.adapters.handouts.wording import breakable
from guicheng.adapters.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says.

    Args:
        payload: What a camera reads.
        code: Code of the point, printed large.
        name: Name of the point.
        place: Where it is; "" for nothing.
    """

    payload: str
    code: str
    name: str
    place: str = ""


def label_sheet(labels: Iterable[Label], *, company: str, estate: str, at: datetime) -> bytes:
    """Return labels as a PDF file, 24 on a page in the order given.

    Args:
        labels: The labels.
        company: Printed on each, so that whoever finds one knows whose it is.
        estate: The same.
        at: Moment of printing, in the reader's zone; it goes into the file alone.
    """
    data = {
        "company": breakable(company),
        "estate": breakable(estate),
        "labels": [
            {
                "qr": qr_svg(label.payload, title=label.code),
                "code": breakable(label.code),
                "name": breakable(label.name),
                "place": breakable(label.place),
            }
            for label in labels
        ],
    }
    made: bytes = typst.compile(
        files("guicheng.adapters").joinpath("point_labels.typ").read_bytes(),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
    return made
