"""What the answers to a survey say: the responses that count, their weights, and the wave before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.apps.organization.actors import Actor
from guicheng.apps.research.models import Response, Standing, Survey, SurveyState
from guicheng.apps.research.readings.forms import form_of
from guicheng.apps.research.selectors.surveys import surveys_visible_to
from guicheng.domain.demand.answers import answers_of_json
from guicheng.domain.demand.change import Change
from guicheng.domain.demand.questions import Kind, Question, Questionnaire
from guicheng.domain.demand.sampling import margin_of_error
from guicheng.domain.demand.suppression import LEAST
from guicheng.domain.demand.wave import Figures, Wave, changes_of, figures_of
from guicheng.domain.demand.weighting import NoWeightsError, Weighting, raked
from guicheng.domain.values import Message

#: Weighted by the sizes of the segments; the id of a question stands for its answers.
BY_SEGMENTS: Final = "segments"


@dataclass(frozen=True, slots=True)
class Choice:
    """How a survey is analysed.

    Args:
        weight: What is weighted by: "" for nothing, ``segments``, or the id of a question with one answer.
        shares: Share of the population by option, in percent, where a question is weighted by.
        before: Key of the survey to compare with; "" for the last one before it, ``none`` for none.
    """

    weight: str = ""
    shares: tuple[tuple[str, float], ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A survey, analysed.

    Args:
        survey: The survey.
        form: The questionnaire that its figures are told by.
        wave: What was answered.
        figures: What it says.
        weighting: The weights; None where none are used.
        refusal: Why no weights could be used, though they were wanted; None otherwise.
        margin: Margin of error of a share of one half, from 0 to 1; None without an answer.
        asked: How many were invited, or there are; None where unknown.
        excluded: Responses left out.
        earlier: The survey that is compared with; None for none.
        changes: What has changed since.
    """

    survey: Survey
    form: Questionnaire
    wave: Wave
    figures: Figures
    weighting: Weighting | None
    refusal: Message | None
    margin: float | None
    asked: int | None
    excluded: int
    earlier: Survey | None
    changes: tuple[Change, ...]

    @property
    def enough(self) -> bool:
        """Whether so many answered that a figure singles nobody out."""
        return self.figures.count >= LEAST

    @property
    def rate(self) -> float | None:
        """Part of those asked who answered, from 0 to 1."""
        return min(1.0, self.figures.count / self.asked) if self.asked else None


def analysis_of(survey: Survey, choice: Choice, earlier: Survey | None = None) -> Analysis:
    """Return what the answers to a survey say: seven queries at most, whatever its size.

    Args:
        survey: A survey that a selector gave.
        choice: How it is analysed.
        earlier: The survey to compare with, which a selector gave too; None for none.

    Raises:
        FormVersion.DoesNotExist: It was never opened.
        UnreadableFormError: A newer release wrote its questionnaire.
    """
    version = survey.versions.order_by("-number")[:1].get()
    form = form_of(version)
    rows = list(survey.responses.order_by("pk"))
    counted = [row for row in rows if row.standing != Standing.EXCLUDED]
    population = survey.population if survey.population and survey.population >= len(counted) else None
    weighting, refusal = _weighted(survey, form, counted, choice)
    wave = _wave(form, counted, weighting, population)
    effect = weighting.design_effect if weighting else 1.0
    invited = survey.invitations.filter(revoked=False).count()
    return Analysis(
        survey=survey,
        form=form,
        wave=wave,
        figures=_figures(_Keyed(wave, survey.pk)),
        weighting=weighting,
        refusal=refusal,
        margin=margin_of_error(len(counted), population, design_effect=effect),
        asked=invited or population,
        excluded=len(rows) - len(counted),
        earlier=earlier,
        changes=_changes(earlier, wave) if earlier else (),
    )


def earlier_surveys(actor: Actor, survey: Survey) -> list[Survey]:
    """Return the surveys of the same unit that were opened before, the newest first: one query."""
    if survey.opened_at is None:
        return []
    rows = surveys_visible_to(actor).filter(unit=survey.unit_id, opened_at__lt=survey.opened_at)
    return list(rows.exclude(state=SurveyState.DRAFT).exclude(pk=survey.pk).order_by("-opened_at")[:20])


def chosen_among(earlier: list[Survey], choice: Choice) -> Survey | None:
    """Return the survey that a choice compares with; the newest where it names none."""
    return next((each for each in earlier if choice.before in {"", str(each.key)}), None)


def weighable(form: Questionnaire) -> list[Question]:
    """Return the questions whose answers the population may be known by."""
    return [question for question in form.questions if question.kind is Kind.SINGLE and not question.when]


def _wave(form: Questionnaire, rows: list[Response], weighting: Weighting | None, population: int | None) -> Wave:
    """Return the wave; a response is known by its place alone, which follows from a key drawn by chance."""
    answers = {number: answers_of_json(row.answers) for number, row in enumerate(rows, 1)}
    seeds = {number: row.seed for number, row in enumerate(rows, 1)}
    return Wave(form, answers, weighting.weights if weighting else None, population, seeds)


def _changes(earlier: Survey, wave: Wave) -> tuple[Change, ...]:
    version = earlier.versions.order_by("-number").first()
    if version is None:
        return ()
    rows = list(earlier.responses.exclude(standing=Standing.EXCLUDED).order_by("pk"))
    before = _wave(form_of(version), rows, None, earlier.population)
    return changes_of(before, wave)


def _weighted(
    survey: Survey, form: Questionnaire, rows: list[Response], choice: Choice
) -> tuple[Weighting | None, Message | None]:
    if not choice.weight or not rows:
        return None, None
    groups, shares = _segments(survey, rows) if choice.weight == BY_SEGMENTS else _answers(form, rows, choice)
    try:
        return raked({choice.weight: groups}, {choice.weight: shares}), None
    except NoWeightsError as error:
        return None, error.message


def _segments(survey: Survey, rows: list[Response]) -> tuple[dict[int, str], dict[str, float]]:
    segments = list(survey.segments.all())
    names = {segment.pk: segment.name for segment in segments}
    sizes = {segment.name: segment.population or 0 for segment in segments}
    total = sum(sizes.values()) or 1
    groups = {number: names.get(row.segment_id or 0, "—") for number, row in enumerate(rows, 1)}
    return groups, {name: size / total for name, size in sizes.items()}


def _answers(form: Questionnaire, rows: list[Response], choice: Choice) -> tuple[dict[int, str], Mapping[str, float]]:
    question = form.question(choice.weight)
    words = {option.id: option.text for option in question.options} if question else {}
    groups = {number: words.get(str(row.answers.get(choice.weight)), "—") for number, row in enumerate(rows, 1)}
    return groups, {words[option]: share / 100 for option, share in choice.shares if option in words}


class _Keyed:
    """A wave that a cache knows by what it says."""

    def __init__(self, wave: Wave, seed: int) -> None:
        self.wave = wave
        self.seed = seed
        self._told = (
            wave.form,
            tuple(sorted((key, tuple(sorted(given.items()))) for key, given in wave.answers.items())),
            tuple(sorted((wave.weights or {}).items())),
            wave.population,
            seed,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)


@lru_cache(maxsize=8)
def _figures(keyed: _Keyed) -> Figures:
    """Return the figures; kept, since drawing samples takes its time and one page follows the other."""
    return figures_of(keyed.wave, seed=keyed.seed)
