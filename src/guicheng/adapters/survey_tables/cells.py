"""A figure in words, a row, a table."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.domain.demand.estimates import Estimate


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in words.

    Args:
        value: The figure; "—" where there is none.
        around: Its interval; "" where it cannot be told.
        count: Responses that it comes from; 0 where they are not told.
        field: Field whose answers they are; "" for none.
        few: Whether they are few.
    """

    value: str
    around: str
    count: int
    field: str
    few: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is of, its figures, a verdict.

    Args:
        name: What it is of.
        figures: Its figures, column by column.
        verdict: In words; "" for none.
        sure: Whether the verdict is more than chance.
        tone: ``bad``, ``good``, ``doubt`` or "".
        beside: More in words.
        number: By which a picture or an order names it; 0 for none.
    """

    name: str
    figures: tuple[Shown, ...]
    verdict: str = ""
    sure: bool = True
    tone: str = ""
    beside: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what is to be known of it.

    Args:
        id: Its name, such as ``priorities``.
        title: Its heading.
        head: Heading of the first column and of each figure.
        lines: Its rows.
        text: How it is to be read; "" where it speaks for itself.
        judged: Heading of the verdicts; "" where there are none.
        chart: Its picture; None for none.
        quoted: Whether the heading is a question in the words of the questionnaire.
    """

    id: str
    title: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    text: str = ""
    judged: str = ""
    chart: Chart | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table, on a page and on paper.

    Args:
        screen: SVG for a page that has the colours of its classes.
        paper: SVG that brings its colours along, for print.
        title: What readers of the screen hear.
    """

    screen: str
    paper: str
    title: str


def shown(estimate: Estimate, field: str, *, times: float = 100, places: int = 0, sign: bool = False) -> Shown:
    """Return an estimate in words.

    Args:
        estimate: The figure.
        field: Field whose answers it comes from.
        times: What it is multiplied with, 100 for shares.
        places: Decimal places.
        sign: Whether a plus is written.
    """
    mark = "+" if sign else ""

    def said(value: float) -> str:
        text = f"{value * times:{mark}.{places}f}"
        # A minus of its own: a hyphen would break from its number. There is no negative zero.
        return f"{0:.{places}f}" if float(text) == 0 else text.replace("-", "−")

    value = "—" if estimate.value is None else said(estimate.value)
    around = "" if estimate.low is None or estimate.high is None else f"{said(estimate.low)}～{said(estimate.high)}"
    return Shown(value, around, estimate.count, field, estimate.few)


def points(mean: Estimate, field: str, *, sign: bool = False) -> Shown:
    """Return a mean of points in words."""
    return shown(mean, field, times=1, places=2, sign=sign)
