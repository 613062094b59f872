"""Importance beside satisfaction, and the order of what to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guicheng.adapters.pictures import Bar, Dot, bar_chart, quadrant_chart
from guicheng.adapters.process_palette import Theme
from guicheng.adapters.survey_tables.cells import Chart, Line, Table, shown
from guicheng.adapters.survey_tables.words import QUADRANTS, Say
from guicheng.domain.demand.estimates import Estimate
from guicheng.domain.demand.importance import Map, Placed, Quadrant
from guicheng.domain.demand.priority import Priority
from guicheng.domain.values.message import _

Names = Mapping[str, str]


def map_table(found: Map, names: Names, say: Say) -> Table:
    """Return importance beside satisfaction with its picture."""
    title = say(_("Importance beside satisfaction"))
    dots = [dot for number, each in enumerate(found.items, 1) for dot in _dot(number, each, names[each.item])]

    def drawn(theme: Theme | None) -> str:
        return quadrant_chart(
            dots,
            (found.importance_line, found.satisfaction_line),
            axes=(say(_("Satisfaction")), say(_("Importance"))),
            corners=(
                say(QUADRANTS[Quadrant.MEND]),
                say(QUADRANTS[Quadrant.KEEP]),
                say(QUADRANTS[Quadrant.LOW]),
                say(QUADRANTS[Quadrant.OVER]),
            ),
            title=title,
            theme=theme,
        )

    return Table(
        "map",
        title,
        (say(_("Item")), say(_("Importance")), say(_("Satisfaction"))),
        tuple([_placed(number, each, names, say) for number, each in enumerate(found.items, 1)]),
        say(
            _(
                "From 0 (lowest point) to 100. The lines stand at the means of all items. A full mark stands surely in "
                "its quadrant; at a hollow one an interval crosses a line."
            )
        ),
        say(_("Quadrant")),
        Chart(drawn(None), drawn(Theme.PRINT), title),
    )


def priority_table(found: Sequence[Priority], names: Names, say: Say) -> Table:
    """Return the order of what to mend with its picture."""
    title = say(_("What to mend first"))
    bars = [
        Bar(names[each.item], value, each.score.low, each.score.high, f"{100 * value:.0f}", strong=each.first > 0.5)
        for each in found
        if (value := each.score.value) is not None
    ]
    return Table(
        "priorities",
        title,
        (say(_("Item")), say(_("Score"))),
        tuple([_priority(each, names, say) for each in found]),
        say(
            _(
                "Importance × dissatisfaction, from 0 to 100. Items whose places overlap cannot be told apart by these "
                "answers."
            )
        ),
        say(_("Rank")),
        Chart(bar_chart(bars, title=title), bar_chart(bars, title=title, theme=Theme.PRINT), title),
    )


def _dot(number: int, each: Placed, name: str) -> Iterator[Dot]:
    importance, satisfaction = each.importance, each.satisfaction
    if each.quadrant is None or importance.value is None or satisfaction.value is None:
        return
    across, up = _ends(satisfaction), _ends(importance)
    around = (*across, *up) if across and up else None
    yield Dot(number, name, satisfaction.value, importance.value, around, each.quadrant.value, each.sure)


def _ends(estimate: Estimate) -> tuple[float, float] | None:
    if estimate.low is None or estimate.high is None:
        return None
    return max(0.0, estimate.low), min(1.0, estimate.high)


def _placed(number: int, each: Placed, names: Names, say: Say) -> Line:
    figures = (shown(each.importance, f"{each.item}.importance"), shown(each.satisfaction, f"{each.item}.satisfaction"))
    verdict = say(QUADRANTS[each.quadrant]) if each.quadrant else ""
    tone = "bad" if each.quadrant is Quadrant.MEND else ""
    return Line(names[each.item], figures, verdict, each.sure, tone, number=number)


def _priority(each: Priority, names: Names, say: Say) -> Line:
    place = _("{best} to {worst}", best=str(each.ranks[0]), worst=str(each.ranks[1])) if each.ranks else _("—")
    first = _("among the first 3 in {share} %", share=f"{100 * each.first:.0f}")
    figures = (shown(each.score, f"{each.item}.satisfaction"),)
    return Line(names[each.item], figures, say(place), beside=say(first), number=each.rank)
