"""Law, contract, company and estate about one thing, as the page of comparison shows them beside a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings.comparing import Member
from guicheng.apps.standards.readings.duties import duties_on
from guicheng.apps.standards.readings.tiers import Tier, Tiers
from guicheng.apps.standards.selectors.gathering import Gathered
from guicheng.domain.comparison import Level, Verdict
from guicheng.web.comparing import VERDICTS, Side, citation_of, law_of, side_of
from guicheng.web.wording import Word

#: Other sides that are shown beside one clause.
MOST_BESIDE: Final = 8
LEVELS: Final[dict[Level, Word]] = {
    Level.LAW: _("Law"),
    Level.CONTRACT: _("Contract"),
    Level.COMPANY: _("Company"),
    Level.ESTATE: _("Estate"),
}
_COLOURS: Final = {
    Verdict.EQUAL: "is-ok",
    Verdict.TIGHTER: "is-ok",
    Verdict.LOOSER: "is-error",
    Verdict.CONFLICT: "is-error",
    Verdict.CANNOT_COMPARE: "is-unread",
    Verdict.COMPATIBLE: "",
}


@dataclass(frozen=True, slots=True)
class TierLine:
    """One other side.

    Args:
        level: Who set it.
        side: The clause; None for a duty of law.
        law: The duty in a sentence, "" for a clause.
        citation: The law with its article.
        verdict: The verdict in a word.
        direction: Which of both texts the verdict speaks of.
        colour: Colour of the chip.
        witness: A case that shows it, or the fact that is missing; "" for none.
        confirmed: Whether both readings are confirmed.
    """

    level: Word
    side: Side | None
    law: str
    citation: str
    verdict: Word
    direction: Word
    colour: str
    witness: str
    confirmed: bool

    @classmethod
    def of(cls, tier: Tier) -> TierLine:
        """Show one other side; figures that only differ among equals are no fault of one of them."""
        verdict = tier.comparison.verdict
        return cls(
            level=LEVELS[tier.level],
            side=side_of(tier.member) if tier.member else None,
            law=law_of(tier.norm) if tier.norm else "",
            citation=citation_of(tier.norm) if tier.norm else "",
            verdict=VERDICTS[verdict.value],
            direction=_("that one") if tier.above is False else _("this clause"),
            colour="is-warning" if tier.above is None and verdict is Verdict.LOOSER else _COLOURS[verdict],
            witness=tier.witness.render(gettext) if tier.witness else "",
            confirmed=tier.confirmed,
        )


def tier_rows(gathered: Gathered, standard: Standard, *, most: int) -> list[tuple[Member, Sequence[TierLine], int]]:
    """Return the clauses of a standard, each with what law, contract, company and estates say of the same.

    Args:
        gathered: The clauses that concern its unit.
        standard: The standard.
        most: How many clauses to show.

    Returns:
        The clause, the other sides, and how many more of them there are.
    """
    own = gathered.of(standard)[:most]
    tiers = Tiers(gathered.members, duties_on(own, gathered.place.estate), gathered.facts, gathered.words)
    found: list[tuple[Member, Sequence[TierLine], int]] = []
    for member in own:
        listed, more = tiers.of(member, most=MOST_BESIDE)
        found.append((member, [TierLine.of(each) for each in listed], more))
    return found
