"""Scorecards: weights that add up, what does not apply left out, bands without holes, vetoes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_FULL: Final = Fraction(100)


class ScorecardRefusedError(GuichengError):
    """A scorecard cannot be used as it is."""

    code = "scorecard-refused"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a scorecard.

    Args:
        key: Its name, such as the citation of a clause.
        weight: Points of 100, above 0.
        section: What it is summed up under.
        veto: Whether a score below ``least`` sets the lowest band, whatever the others say.
        least: The least score that is no veto, 0 to 1.
    """

    key: str
    weight: Fraction
    section: str = ""
    veto: bool = False
    least: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Band:
    """What a score comes to.

    Args:
        since: The least score of the band, 0 to 100.
        name: Its name.
        payout: Share of the fee or bonus, 0 or more.
    """

    since: Fraction
    name: str
    payout: Fraction


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A scorecard.

    Args:
        items: Its lines, whose weights add up to 100.
        bands: The best one first; the last one begins at 0.

    Raises:
        ScorecardRefusedError: Weights do not add up, a line comes twice, or the bands leave a hole.
    """

    items: tuple[Item, ...]
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not be summed up honestly."""
        total = sum((item.weight for item in self.items), Fraction())
        if total != _FULL:
            raise ScorecardRefusedError(_("The weights add up to {sum}, not to 100. Correct them.", sum=decimal(total)))
        if any(item.weight <= 0 for item in self.items):
            raise ScorecardRefusedError(_("A weight has to be above 0. Take the line out instead."))
        if len({item.key for item in self.items}) < len(self.items):
            raise ScorecardRefusedError(_("A line of the scorecard comes twice. Take one of them out."))
        if self.bands and (
            self.bands[-1].since != 0 or any(low.since >= high.since for high, low in pairwise(self.bands))
        ):
            raise ScorecardRefusedError(_("Bands go from the best down to one that begins at 0, each below the last."))


def decimal(number: Fraction) -> str:
    """Return a number as people write it, with at most four decimals."""
    return f"{float(number):.4f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Score:
    """What a scorecard comes to.

    Args:
        total: Points of 100 over what applies; None where nothing does.
        sections: The same by section.
        left_out: Keys of what does not apply.
        vetoes: Keys of what vetoes.
        extra: Points that were added or taken off.
        band: The band, None where there are none or nothing applies.
    """

    total: Fraction | None
    sections: Mapping[str, Fraction | None]
    left_out: tuple[str, ...]
    vetoes: tuple[str, ...]
    extra: Fraction
    band: Band | None


def score(card: Scorecard, results: Mapping[str, Fraction | None], *, extra: Iterable[Fraction] = ()) -> Score:
    """Return what results come to on a scorecard.

    Args:
        card: The scorecard.
        results: For each line what was reached, 0 to 1, or None where it does not apply.
        extra: Points added (praise) or taken off (deductions); the total stays between 0 and 100.

    Raises:
        ScorecardRefusedError: A line has no result, or a result is none.
    """
    _refuse(card, results)
    more = sum(extra, Fraction())
    total = _mean(card.items, results)
    if total is not None:
        total = min(max(total + more, Fraction()), _FULL)
    sections = dict.fromkeys(item.section for item in card.items)
    vetoes = tuple(item.key for item in card.items if item.veto and _below(results[item.key], item.least))
    return Score(
        total,
        {name: _mean([item for item in card.items if item.section == name], results) for name in sections},
        tuple(item.key for item in card.items if results[item.key] is None),
        vetoes,
        more,
        _band(card.bands, total, vetoed=bool(vetoes)),
    )


def _refuse(card: Scorecard, results: Mapping[str, Fraction | None]) -> None:
    for item in card.items:
        if item.key not in results:
            raise ScorecardRefusedError(
                _("The line “{name}” has no result. Say that it does not apply, if so.", name=item.key)
            )
        reached = results[item.key]
        if reached is not None and not 0 <= reached <= 1:
            raise ScorecardRefusedError(_("The result of “{name}” does not lie between 0 and 1.", name=item.key))


def _below(reached: Fraction | None, least: Fraction) -> bool:
    return reached is not None and reached < least


def _mean(items: Sequence[Item], results: Mapping[str, Fraction | None]) -> Fraction | None:
    """Return points of 100 over the lines that apply, None where none does."""
    applying = [(item.weight, reached) for item in items if (reached := results[item.key]) is not None]
    whole = sum((weight for weight, _reached in applying), Fraction())
    return sum((weight * reached for weight, reached in applying), Fraction()) / whole * _FULL if applying else None


def _band(bands: Sequence[Band], total: Fraction | None, *, vetoed: bool) -> Band | None:
    if total is None or not bands:
        return None
    return bands[-1] if vetoed else next(band for band in bands if total >= band.since)
