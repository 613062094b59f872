"""Changes since the wave before, choices between services, comparisons in pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guicheng.adapters.pictures import Bar, bar_chart
from guicheng.adapters.process_palette import Theme
from guicheng.adapters.survey_tables.cells import Chart, Line, Shown, Table, points, shown
from guicheng.adapters.survey_tables.words import Say, option_words
from guicheng.domain.demand.best_worst import Rated
from guicheng.domain.demand.change import Change
from guicheng.domain.demand.estimates import Estimate
from guicheng.domain.demand.fields import pair_field
from guicheng.domain.demand.pairwise import Jointly
from guicheng.domain.demand.questions import Question, Questionnaire, pairs_of
from guicheng.domain.values.message import _

Names = Mapping[str, str]


def change_table(changes: Sequence[Change], names: Names, say: Say) -> Table:
    """Return what has changed since the wave before."""
    text = _(
        "Means in points (Welch), shares in percent (Newcombe); chances are held for all lines together (Holm). "
        "Where no change is shown there may still have been one."
    )
    head = (say(_("Question")), say(_("Last time")), say(_("Now")), say(_("Difference")))
    lines = tuple([_change(each, names, say) for each in changes])
    return Table("changes", say(_("Since the wave before")), head, lines, say(text), say(_("Verdict")))


def rated_tables(form: Questionnaire, rated: Mapping[str, Sequence[Rated]], names: Names, say: Say) -> Iterator[Table]:
    """Yield a table for each MaxDiff question."""
    head = (say(_("Option")), say(_("Share of importance")), say(_("Most less least")))
    text = say(_("Shares in percent (Bradley-Terry). Beside: named most important / least important / shown."))
    for key, rows in rated.items():
        words = option_words(form, key)
        ordered = sorted(rows, key=lambda each: -(each.share.value or 0.0))
        bars = [
            Bar(
                words[each.option],
                each.share.value or 0.0,
                each.share.low,
                each.share.high,
                shown(each.share, "").value,
            )
            for each in ordered
        ]
        lines = [
            Line(
                words[each.option],
                (shown(each.share, ""), points(each.score, "", sign=True)),
                beside=f"{each.best} / {each.worst} / {each.shown}",
            )
            for each in ordered
        ]
        title = names[key]
        chart = Chart(bar_chart(bars, title=title), bar_chart(bars, title=title, theme=Theme.PRINT), title)
        yield Table(f"rated-{key}", title, head, tuple(lines), text, say(_("Named")), chart, quoted=True)


def weighed_tables(form: Questionnaire, weighed: Mapping[str, Jointly], names: Names, say: Say) -> Iterator[Table]:
    """Yield a table for each comparison in pairs."""
    for key, joint in weighed.items():
        words = option_words(form, key)
        lines = [Line(words[option], (shown(weight, "", places=1),)) for option, weight in joint.weights.items()]
        text = _(
            "Weights in percent (AHP), consistency ratio {ratio}. Left out, since their comparisons do not hold "
            "together: {count}.",
            ratio=f"{joint.ratio or 0:.2f}",
            count=str(len(joint.inconsistent)),
        )
        yield Table(
            f"weighed-{key}", names[key], (say(_("Option")), say(_("Its weight"))), tuple(lines), say(text), quoted=True
        )
        if question := form.question(key):
            yield _compared(question, joint, say)


def _compared(question: Question, joint: Jointly, say: Say) -> Table:
    """Return the pairs behind weights; each opens into the answers that were given to it."""
    given = len(joint.used) + len(joint.inconsistent)
    lines = [
        Line(
            f"{first.text} / {second.text}",
            (Shown(str(given), "", given, pair_field(question, first, second), few=False),),
        )
        for first, second in pairs_of(question)
    ]
    text = _("What the weights come from: each number opens into how often each answer was given.")
    head = (say(_("Pair")), say(_("Answers")))
    return Table(f"pairs-{question.id}", say(_("Comparisons in pairs")), head, tuple(lines), say(text))


def _change(each: Change, names: Names, say: Say) -> Line:
    field, _mark, end = each.name.rpartition(".")
    parts = {"promoters": _("promoters"), "detractors": _("detractors")}
    if end in parts and field in names:
        name = f"{names[field]} · {say(parts[end])}"
        figures = (shown(each.before, ""), shown(each.after, field), _difference(each, field, 100, 0))
    else:
        name = names[each.name]
        figures = (points(each.before, ""), points(each.after, each.name), _difference(each, each.name, 1, 2))
    chance = "" if each.adjusted is None else ("p < 0.001" if each.adjusted < 0.001 else f"p = {each.adjusted:.3f}")
    if not each.sure():
        return Line(name, figures, say(_("no change shown")), beside=chance)
    worse = ((each.difference or 0.0) < 0) == (end != "detractors")
    verdict = say(_("worse")) if worse else say(_("better"))
    return Line(name, figures, verdict, tone="bad" if worse else "good", beside=chance)


def _difference(each: Change, field: str, times: float, places: int) -> Shown:
    estimate = Estimate(each.difference, each.low, each.high, each.after.effective, each.after.answers)
    return shown(estimate, field, times=times, places=places, sign=True)
