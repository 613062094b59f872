"""One wave of a survey, analysed: every figure that its questions allow, none that stands for too few people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guicheng.domain.demand.best_worst import Named, Rated, rated_options
from guicheng.domain.demand.change import Change, holm, mean_change, share_change
from guicheng.domain.demand.conditions import Answers
from guicheng.domain.demand.estimates import Column, Estimate, Weights, mean_of, share_of
from guicheng.domain.demand.fields import Field, Sort, fields_of
from guicheng.domain.demand.gaps import Expected, Gap, dimension_gaps, statement_gaps
from guicheng.domain.demand.importance import Map, Pair, importance_map
from guicheng.domain.demand.kano import Kano, kano_of
from guicheng.domain.demand.pairwise import Jointly, comparison_table, weighed_jointly
from guicheng.domain.demand.priority import Priority, priorities
from guicheng.domain.demand.promoters import Promoters, net_promoters, sign_of
from guicheng.domain.demand.questions import HALVES, Kind, Question, Questionnaire, pairs_of, sets_of
from guicheng.domain.demand.suppression import LEAST, hidden_groups


@dataclass(frozen=True, slots=True)
class Wave:
    """What was asked and answered.

    Args:
        form: The questionnaire; older versions count as far as their questions have the same ids.
        answers: Answers by response; the ids of responses are numbers that say nothing of who answered.
        weights: Weight by response; None for all alike.
        population: How many there are to ask; None where unknown.
        seeds: Seed of each response, which the sets of a MaxDiff question follow from.
    """

    form: Questionnaire
    answers: Mapping[int, Answers]
    weights: Weights | None = None
    population: int | None = None
    seeds: Mapping[int, int] = field(default_factory=dict)

    def column(self, name: str) -> dict[int, float]:
        """Return the numbers given in a field, by response; without "I cannot say"."""
        found = {key: given.get(name) for key, given in self.answers.items()}
        return {key: float(value) for key, value in found.items() if isinstance(value, int)}


@dataclass(frozen=True, slots=True)
class Scored:
    """A mean of points.

    Args:
        field: Name of the field.
        points: Highest point of the scale.
        mean: Mean, in points.
    """

    field: str
    points: int
    mean: Estimate


@dataclass(frozen=True, slots=True)
class Chosen:
    """How often the options of a field were chosen.

    Args:
        field: Name of the field.
        shares: Share by option of those who answered; None where the option stands for too few people, or would give
            such a one away.
        counts: Answers by option, likewise.
        total: How many answered.
    """

    field: str
    shares: Mapping[str, Estimate | None]
    counts: Mapping[str, int | None]
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a wave; a question that fewer than five people answered is in ``withheld`` and nowhere else.

    Args:
        count: Responses that count.
        effective: Effective number of them under the weights.
        map: Importance beside satisfaction; None where nothing was asked so.
        priorities: The same items in the order of what to mend.
        kanos: Services by Kano.
        statements: Gap of each statement.
        dimensions: Gap of each dimension.
        promoters: Net promoters by field.
        scores: Means of ratings and of matrices.
        chosen: Options chosen.
        rated: MaxDiff, by question.
        weighed: Weights of pairwise comparisons, by question.
        withheld: Fields that too few people answered to be told.
    """

    count: int
    effective: float
    map: Map | None
    priorities: tuple[Priority, ...]
    kanos: tuple[Kano, ...]
    statements: tuple[Gap, ...]
    dimensions: tuple[Gap, ...]
    promoters: Mapping[str, Promoters]
    scores: tuple[Scored, ...]
    chosen: tuple[Chosen, ...]
    rated: Mapping[str, tuple[Rated, ...]]
    weighed: Mapping[str, Jointly]
    withheld: tuple[str, ...]


def figures_of(wave: Wave, *, seed: int = 0, least: int = LEAST) -> Figures:
    """Return the figures of a wave.

    Args:
        wave: What was asked and answered.
        seed: Seed of the samples that the intervals of orders come from.
        least: Fewest people whom a figure stands for.
    """
    pairs = [pair for question in _of(wave, Kind.PAIR) if len((pair := _pair(wave, question)).both()) >= least]
    expected = [each for question in _of(wave, Kind.GAP) if len((each := _expected(wave, question)).gaps()) >= least]
    kanos = [
        (question.id, pairs_) for question in _of(wave, Kind.KANO) if len(pairs_ := _kano(wave, question)) >= least
    ]
    whole = mean_of(dict.fromkeys(wave.answers, 1.0), wave.weights)
    return Figures(
        count=len(wave.answers),
        effective=whole.effective,
        map=importance_map(pairs, wave.weights, population=wave.population) if pairs else None,
        priorities=priorities(pairs, wave.weights, seed=seed) if pairs else (),
        kanos=tuple([kano_of(item, answered, wave.weights) for item, answered in kanos]),
        statements=statement_gaps(expected, wave.weights),
        dimensions=dimension_gaps(expected, wave.weights),
        promoters={
            question.id: net_promoters(column, wave.weights)
            for question in _of(wave, Kind.NPS)
            if len(column := wave.column(question.id)) >= least
        },
        scores=tuple(_scores(wave, least)),
        chosen=tuple(_all_chosen(wave, least)),
        rated={question.id: rated for question in _of(wave, Kind.MAXDIFF) if (rated := _rated(wave, question, least))},
        weighed={question.id: joint for question in _of(wave, Kind.AHP) if (joint := _weighed(wave, question, least))},
        withheld=tuple(_withheld(wave, least)),
    )


def changes_of(before: Wave, after: Wave, *, least: int = LEAST) -> tuple[Change, ...]:
    """Return what both waves asked alike, compared, with chances held for all together (Holm).

    Satisfaction and perception are compared as means of points, promoters and detractors as shares; a field counts
    where its kind and its points are the same in both.

    Args:
        before: The earlier wave.
        after: The later wave.
        least: Fewest people whom a figure stands for, in each wave.
    """
    weights = (before.weights, after.weights)
    found = []
    for name, points in _comparable(before.form, after.form):
        first, second = before.column(name), after.column(name)
        if min(len(first), len(second)) < least:
            continue
        if points:
            found.append(mean_change(name, first, second, weights))
        else:
            for end, sign in (("promoters", 1), ("detractors", -1)):
                yes = [
                    {key: float(sign_of(value) == sign) for key, value in column.items()} for column in (first, second)
                ]
                found.append(share_change(f"{name}.{end}", yes[0], yes[1], weights))
    return holm(found)


def _of(wave: Wave, kind: Kind) -> Iterator[Question]:
    return (question for question in wave.form.questions if question.kind is kind)


def _halves(wave: Wave, question: Question) -> tuple[Column, Column]:
    first, second = HALVES[question.kind]
    return wave.column(f"{question.id}.{first}"), wave.column(f"{question.id}.{second}")


def _pair(wave: Wave, question: Question) -> Pair:
    return Pair(question.id, *_halves(wave, question), question.points)


def _expected(wave: Wave, question: Question) -> Expected:
    return Expected(question.id, question.dimension, *_halves(wave, question))


def _kano(wave: Wave, question: Question) -> dict[int, tuple[int, int]]:
    first, second = _halves(wave, question)
    return {key: (int(first[key]), int(second[key])) for key in first.keys() & second.keys()}


def _scores(wave: Wave, least: int) -> Iterator[Scored]:
    for question in wave.form.questions:
        if question.kind in {Kind.RATING, Kind.MATRIX} and question.points:
            for each in fields_of(question):
                column = wave.column(each.name)
                if len(column) >= least:
                    mean = mean_of(column, wave.weights, population=wave.population)
                    yield Scored(each.name, question.points, mean)


def _all_chosen(wave: Wave, least: int) -> Iterator[Chosen]:
    for question in wave.form.questions:
        if question.kind not in {Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX} or question.points:
            continue
        for each in fields_of(question):
            if each.sort in {Sort.CHOICE, Sort.CHOICES}:
                found = _chosen(wave, each, least)
                if found.total >= least:
                    yield found


def _chosen(wave: Wave, asked: Field, least: int) -> Chosen:
    given = {key: answers[asked.name] for key, answers in wave.answers.items() if asked.name in answers}
    sets = {key: value if isinstance(value, tuple) else (str(value),) for key, value in given.items()}
    counts = [sum(option in chosen for chosen in sets.values()) for option in asked.allowed]
    # Of several choices nothing is got by subtraction but who chose not; that is hidden where it is few as well.
    hidden = (
        hidden_groups(counts, least)
        if asked.sort is Sort.CHOICE
        else {place for place, count in enumerate(counts) if 0 < count < least or 0 < len(sets) - count < least}
    )
    shares: dict[str, Estimate | None] = {}
    for place, option in enumerate(asked.allowed):
        column = {key: option in chosen for key, chosen in sets.items()}
        shares[option] = None if place in hidden else share_of(column, wave.weights, population=wave.population)
    told = {option: None if place in hidden else counts[place] for place, option in enumerate(asked.allowed)}
    return Chosen(asked.name, shares, told, len(sets))


def _rated(wave: Wave, question: Question, least: int) -> tuple[Rated, ...]:
    answers = {key: _sets(question, given, wave.seeds.get(key, 0)) for key, given in wave.answers.items()}
    answers = {key: sets for key, sets in answers.items() if sets}
    options = [option.id for option in question.options]
    return rated_options(options, answers, wave.weights) if len(answers) >= least else ()


def _sets(question: Question, given: Answers, seed: int) -> list[Named]:
    found = []
    for index, shown in enumerate(sets_of(question, seed), 1):
        best, worst = (given.get(f"{question.id}.{index}.{end}") for end in ("best", "worst"))
        if best and worst:
            found.append(Named(tuple([option.id for option in shown]), str(best), str(worst)))
    return found


def _weighed(wave: Wave, question: Question, least: int) -> Jointly | None:
    options = [option.id for option in question.options]
    tables = {}
    for key, given in wave.answers.items():
        compared = {
            (first.id, second.id): value
            for first, second in pairs_of(question)
            if isinstance(value := given.get(f"{question.id}.{first.id}.{second.id}"), int)
        }
        if table := comparison_table(options, compared):
            tables[key] = table
    joint = weighed_jointly(options, tables)
    return joint if len(joint.used) >= least else None


def _withheld(wave: Wave, least: int) -> Iterator[str]:
    for question in wave.form.questions:
        if question.kind in {Kind.MAXDIFF, Kind.AHP, Kind.TEXT, Kind.NOTE}:
            continue
        for each in fields_of(question):
            count = sum(each.name in given for given in wave.answers.values())
            if each.sort is not Sort.TEXT and 0 < count < least:
                yield each.name


def _comparable(before: Questionnaire, after: Questionnaire) -> Sequence[tuple[str, int]]:
    """Return the fields that both asked alike, with their points; 0 for net promoters."""
    found = []
    for question in after.questions:
        other = before.question(question.id)
        if other is None or (other.kind, other.points) != (question.kind, question.points):
            continue
        if question.kind is Kind.NPS:
            found.append((question.id, 0))
        elif question.kind in {Kind.PAIR, Kind.GAP}:
            found.append((f"{question.id}.{HALVES[question.kind][1]}", question.points))
        elif question.kind in {Kind.RATING, Kind.MATRIX} and question.points:
            names = {each.name for each in fields_of(other)}
            found += [(each.name, question.points) for each in fields_of(question) if each.name in names]
    return found
