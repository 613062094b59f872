"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from guicheng.domain.values.message import _


class Language(StrEnum):
    """Languages of the answers."""

    ZH = "zh"
    EN = "en"


class Format(StrEnum):
    """Forms of the findings."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


Speech = Annotated[
    Language | None,
    typer.Option("--lang", metavar="zh|en", help=_("Language of the answers; GUICHENG_LANG sets it for good.").text),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("One JSON object a line.").text)]
Terms = Annotated[
    str | None,
    typer.Option("--terms", metavar="FILE", help=_("Table of company terms, laid over the shipped ones.").text),
]
Output = Annotated[Format, typer.Option("--format", metavar="text|json|sarif", help=_("Form of the findings.").text)]
Select = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help=_("Only these rules, such as MH001 or MH; commas or several times.").text),
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODE", help=_("Not these rules.").text)]
Kept = Annotated[str | None, typer.Option(metavar="FILE", help=_("Leave out the findings kept in this file.").text)]
KeepNow = Annotated[
    bool, typer.Option("--write-baseline", help=_("Keep the findings of today in the baseline file.").text)
]
Hints = Annotated[bool, typer.Option("--hints", help=_("Show hints too.").text)]


def codes(values: Sequence[str] | None) -> tuple[str, ...]:
    """Return the codes of an option that may come several times, each time with commas."""
    return tuple(code for value in values or () for code in value.split(",") if code)
