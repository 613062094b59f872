"""Scorecards of estates and posts, what each month came to, who signed it, and appeals against it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.assessment.models.definitions import MONTH, Defined, Definition
from guicheng.apps.organization.models import Person, Post, Unit

_WORDS = 500


class ScoreCard(Defined):
    """A scorecard of every estate, or of a post (岗位) at every estate. What it holds stands in its versions."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="score_cards")
    #: None for a card of whole estates.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="score_cards")
    #: Day of the next month from which on a month is worked out each night; None where somebody does it by hand.
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    #: The last day on which it was worked out by itself.
    worked_on = models.DateField(null=True, blank=True)

    class Meta(Defined.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="assessment_card_once"),
            models.CheckConstraint(
                condition=models.Q(day=None) | models.Q(day__gte=1, day__lte=28), name="assessment_card_day"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="assessment_card_named"),
        ]


class CardVersion(Definition):
    """A card as it holds from a month on, as ``domain.attainment.card`` writes one. Append-only."""

    card = models.ForeignKey(ScoreCard, on_delete=models.PROTECT, related_name="versions")
    reason = models.CharField(max_length=_WORDS, blank=True)

    class Meta(Definition.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "number"], name="assessment_card_version"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id}/{self.number}"


class ExtraPoints(models.Model):
    """Points that praise added or a fault took off, with what shows it. Append-only; a mistake is taken back by more.

    ``points`` are above 0 for praise and below 0 for faults.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    card = models.ForeignKey(ScoreCard, on_delete=models.PROTECT, related_name="extra")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="extra_points")
    month = models.CharField(max_length=MONTH)
    points = models.DecimalField(max_digits=6, decimal_places=2)
    reason = models.CharField(max_length=_WORDS)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["card", "month", "unit"], name="assessment_extra_month")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(points=0), name="assessment_extra_some"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="assessment_extra_why"),
        ]

    def __str__(self) -> str:
        return f"{self.points}"


class CardResult(models.Model):
    """What a card came to at an estate in a month, with all that it was worked out of. Append-only.

    Working it out again gives the next ``number``; the older ones stay. ``figures`` holds the figure of each line,
    ``outcome`` the points of each line, the sections and the band; ``total`` is None where nothing could be judged.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CardVersion, on_delete=models.PROTECT, related_name="results")
    card = models.ForeignKey(ScoreCard, on_delete=models.PROTECT, related_name="results")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="card_results")
    month = models.CharField(max_length=MONTH)
    number = models.PositiveIntegerField()
    figures = models.JSONField()
    extra = models.JSONField(default=list)
    outcome = models.JSONField()
    total = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    reason = models.CharField(max_length=_WORDS, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["month", "unit", "number"]
        indexes: ClassVar = [models.Index(fields=["unit", "month"], name="assessment_result_unit")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "month", "unit", "number"], name="assessment_result_number"),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.number}"


class CardSignature(models.Model):
    """That somebody signed a result; it is worked out again by an appeal only. Append-only."""

    result = models.OneToOneField(CardResult, on_delete=models.PROTECT, related_name="signature")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.result_id)


class CardAppeal(models.Model):
    """What an estate says against a line of a result, with what shows it. Append-only."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    result = models.ForeignKey(CardResult, on_delete=models.PROTECT, related_name="appeals")
    line = models.CharField(max_length=40)
    reason = models.CharField(max_length=_WORDS)
    evidence = models.CharField(max_length=_WORDS, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["result", "line"], name="assessment_appeal_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="assessment_appeal_why"),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.line}"


class AppealAnswer(models.Model):
    """What another person answered to an appeal, and the result that came of it. Append-only."""

    appeal = models.OneToOneField(CardAppeal, on_delete=models.PROTECT, related_name="answer")
    granted = models.BooleanField()
    reason = models.CharField(max_length=_WORDS)
    #: None where the appeal was refused.
    result = models.ForeignKey(CardResult, on_delete=models.PROTECT, null=True, related_name="came_of")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="assessment_answer_why"),
            models.CheckConstraint(
                condition=models.Q(granted=True, result__isnull=False) | models.Q(granted=False, result__isnull=True),
                name="assessment_answer_result",
            ),
        ]

    def __str__(self) -> str:
        return str(self.appeal_id)


class PersonRanking(models.Model):
    """Whether a company lets results of posts be put in order with the names of people; no row means that it is off."""

    company = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="person_ranking")
    on = models.BooleanField(default=False)
    reason = models.CharField(max_length=_WORDS, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.on)
