"""From figures to tables, in the order in which a reader asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guicheng.adapters.survey_tables.cells import Line, Shown, Table, points, shown
from guicheng.adapters.survey_tables.comparisons import change_table, rated_tables, weighed_tables
from guicheng.adapters.survey_tables.quadrants import map_table, priority_table
from guicheng.adapters.survey_tables.words import CATEGORIES, DIMENSIONS, Say, names_of, option_words
from guicheng.domain.demand.change import Change
from guicheng.domain.demand.gaps import Gap
from guicheng.domain.demand.kano import Kano
from guicheng.domain.demand.questions import HALVES, Kind, Questionnaire
from guicheng.domain.demand.suppression import LEAST
from guicheng.domain.demand.wave import Chosen, Figures
from guicheng.domain.values.message import _


def survey_tables(form: Questionnaire, figures: Figures, changes: Sequence[Change], say: Say) -> Iterator[Table]:
    """Yield the tables of a survey: what to mend first, changes, scores, gaps, Kano, choices; none without a row.

    Args:
        form: The questionnaire.
        figures: Its figures.
        changes: What has changed since the wave before.
        say: Says a sentence in the reader's language.
    """
    names = names_of(form, say)
    if figures.map:
        yield map_table(figures.map, names, say)
        yield priority_table(figures.priorities, names, say)
    if changes:
        yield change_table(changes, names, say)
    if figures.promoters:
        yield _promoters(figures, names, say)
    if figures.scores:
        yield _scores(figures, names, say)
    yield from _gaps(figures, names, say)
    if figures.kanos:
        yield _kanos(figures.kanos, names, say)
    yield from (_chosen(form, each, names, say) for each in figures.chosen)
    yield from rated_tables(form, figures.rated, names, say)
    yield from weighed_tables(form, figures.weighed, names, say)


def _promoters(figures: Figures, names: dict[str, str], say: Say) -> Table:
    lines = []
    for key, each in figures.promoters.items():
        counts = {"up": str(each.promoters), "middle": str(each.passives), "down": str(each.detractors)}
        parts = _("{up} promoters, {middle} passives, {down} detractors", **counts)
        # Three counts with their total: one of a few people is not told, nor what would give it away.
        few = any(0 < count < LEAST for count in (each.promoters, each.passives, each.detractors))
        lines.append(Line(names[key], (shown(each.score, key, sign=True),), beside="" if few else say(parts)))
    head = (say(_("Question")), say(_("Promoters less detractors")))
    text = say(_("From −100 to +100: the share of 9 and 10 less that of 0 to 6."))
    return Table("promoters", say(_("Recommendation")), head, tuple(lines), text, say(_("Made up of")))


def _scores(figures: Figures, names: dict[str, str], say: Say) -> Table:
    lines = [
        Line(names[each.field], (points(each.mean, each.field),), beside=f"1–{each.points}") for each in figures.scores
    ]
    head = (say(_("Question")), say(_("Mean")))
    return Table("scores", say(_("Ratings")), head, tuple(lines), judged=say(_("Scale")))


def _gaps(figures: Figures, names: dict[str, str], say: Say) -> Iterator[Table]:
    head = (say(_("Statement")), say(_("Expectation")), say(_("Perception")), say(_("Gap")))
    text = say(_("Perception less expectation, in points. A shortfall is told where the whole interval lies below 0."))
    if figures.dimensions:
        words = {dimension.value: say(message) for dimension, message in DIMENSIONS.items()}
        lines = [_gap(each, words, ("", ""), say) for each in figures.dimensions]
        first = (say(_("Dimension")), *head[1:])
        yield Table("dimensions", say(_("Gaps by dimension")), first, tuple(lines), text, say(_("Verdict")))
    if figures.statements:
        halves = HALVES[Kind.GAP]
        rows = [
            _gap(each, names, (f"{each.name}.{halves[0]}", f"{each.name}.{halves[1]}"), say)
            for each in figures.statements
        ]
        yield Table("gaps", say(_("Gaps by statement")), head, tuple(rows), text, say(_("Verdict")))


def _gap(each: Gap, names: dict[str, str], fields: tuple[str, str], say: Say) -> Line:
    figures = (
        points(each.expectation, fields[0]),
        points(each.perception, fields[1]),
        points(each.gap, fields[1], sign=True),
    )
    verdict = say(_("falls short")) if each.short else say(_("no shortfall shown"))
    return Line(names[each.name], figures, verdict, each.short, "bad" if each.short else "")


def _kanos(kanos: Sequence[Kano], names: dict[str, str], say: Say) -> Table:
    lines = []
    for each in kanos:
        field = f"{each.item}.functional"
        figures = (shown(each.better, field), shown(each.worse, field), shown(each.contradictory, field))
        verdict = say(CATEGORIES[each.category]) if each.category else ""
        beside = say(_("Too many contradict themselves: ask anew in other words.")) if each.doubtful else ""
        lines.append(
            Line(names[each.item], figures, verdict, each.significant, "doubt" if each.doubtful else "", beside)
        )
    head = (say(_("Service")), say(_("Better with it")), say(_("Worse without it")), say(_("Contradictory")))
    text = say(_("In percent. Not sure: the most frequent category does not lead the next by more than chance (Fong)."))
    return Table("kano", say(_("Kano")), head, tuple(lines), text, say(_("Category")))


def _chosen(form: Questionnaire, each: Chosen, names: dict[str, str], say: Say) -> Table:
    words = option_words(form, each.field)
    lines = []
    for option, share in each.shares.items():
        hidden = Shown(say(_("hidden")), "", 0, "", few=True)
        count = each.counts[option]
        told = hidden if share is None else shown(share, each.field)
        lines.append(Line(words.get(option, option), (told,), beside="" if count is None else str(count)))
    head = (say(_("Given answer")), say(_("Percent")))
    return Table(
        f"chosen-{each.field.replace('.', '-')}",
        names[each.field],
        head,
        tuple(lines),
        judged=say(_("Count")),
        quoted=True,
    )
