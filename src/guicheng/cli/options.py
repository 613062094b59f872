"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from guicheng.domain.values.message import _


class Language(StrEnum):
    """Languages of the answers."""

    ZH = "zh"
    EN = "en"


Speech = Annotated[
    Language | None,
    typer.Option("--lang", metavar="zh|en", help=_("Language of the answers; GUICHENG_LANG sets it for good.").text),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("One JSON object a line.").text)]
