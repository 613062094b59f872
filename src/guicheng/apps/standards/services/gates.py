"""What a draft must be before it is approved and published, and who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models import ClauseKind, Edition, Standard, StandardState, StepMode
from guicheng.apps.standards.readings import company_words, content_hash, day_of, draft_content
from guicheng.apps.standards.selectors import FEWEST_APPROVERS, authors_of, route_for
from guicheng.apps.standards.selectors.library import findings_of_standard
from guicheng.apps.standards.selectors.people import holders_of, role_holders
from guicheng.apps.standards.services.checks import derive_anew
from guicheng.domain.values import GuichengError, Message, Severity
from guicheng.domain.values.message import _

_MOST_TOLD: Final = 100


class FindingsStandError(GuichengError):
    """Findings of severity error stand, neither suppressed nor there before the import.

    Args:
        message: How many, and what to do.
        findings: Key and number of each clause, and the codes of its findings.
    """

    code = "findings-stand"

    def __init__(self, message: Message, *, findings: Sequence[tuple[UUID, str, str]]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class NothingToApproveError(GuichengError):
    """The draft is empty or says what the newest edition says."""

    code = "nothing-to-approve"


class RouteTooShortError(GuichengError):
    """Fewer than two different people could approve, or a step asks nobody."""

    code = "route-too-short"


def without_errors(standard: Standard, actor: Actor, at: datetime) -> None:
    """Let a draft pass of which no finding of severity error stands.

    Args:
        standard: The standard, with its unit.
        actor: Who sends or publishes it; nobody is refused for a text that no page shows them.
        at: Now, with time zone.

    Raises:
        FindingsStandError: Some do.
    """
    derive_anew(standard, day=day_of(at))
    rows = standard.clauses.filter(errors__gt=0).order_by("position")
    found = [(row.key, row.number, row.codes.strip()) for row in rows[:_MOST_TOLD]]
    if found:
        raise FindingsStandError(
            _("Clauses with errors: {count}. Change them, or suppress each with a reason.", count=str(rows.count())),
            findings=found,
        )
    _beside_others(standard, actor, at)


def _beside_others(standard: Standard, actor: Actor, at: datetime) -> None:
    """Let a draft pass that contradicts neither other standards nor the law, or for which somebody signed.

    Raises:
        FindingsStandError: An error of comparing stands; readings that nobody confirmed make none.
    """
    said = findings_of_standard(standard, day=day_of(at), actor=actor)
    standing = [each.remark for found in said.values() for each in found if each.speaks]
    errors = [remark for remark in standing if remark.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        there = first.other.standard.code if first.other else first.norm.citation if first.norm else standard.code
        raise FindingsStandError(
            _(
                "{count} findings stand beside other standards and the law, the first in {clause} against {there}. "
                "Change the clauses, or have each deviation signed on the page “Comparison”.",
                count=str(len(errors)),
                clause=first.member.clause.number or first.member.clause.text[:20],
                there=there,
            ),
            findings=[(each.member.clause.key, each.member.clause.number, each.code) for each in errors[:_MOST_TOLD]],
        )


def rest(standard: Standard) -> None:
    """Set a standard to the state that it has when no approval runs."""
    last = Edition.objects.filter(standard=standard).select_related("withdrawal").order_by("-number").first()
    if last is None:
        standard.state = StandardState.DRAFT
    elif hasattr(last, "withdrawal"):
        standard.state = StandardState.WITHDRAWN
    else:
        now = content_hash(draft_content(standard, company_words(standard.company_id)))
        standard.state = StandardState.PUBLISHED if now == last.content_hash else StandardState.REVISED
    standard.save(update_fields=["state"])


def something_new(standard: Standard, digest: str) -> None:
    """Let a draft pass that has clauses and says something that the newest edition does not.

    Raises:
        NothingToApproveError: It does not.
    """
    if not standard.clauses.filter(kind=ClauseKind.CLAUSE).exists():
        raise NothingToApproveError(_("{code} has no clauses. Write or import some first.", code=standard.code))
    last = Edition.objects.filter(standard=standard, withdrawal__isnull=True).order_by("-number").first()
    if last is not None and last.content_hash == digest:
        raise NothingToApproveError(
            _("The draft of {code} says what edition {number} says.", code=standard.code, number=str(last.number))
        )


def planned_steps(standard: Standard, author: Person) -> list[tuple[str, str, list[Person]]]:
    """Return name, mode and people of each step, without those who wrote the draft.

    Raises:
        RouteTooShortError: A step asks nobody, or fewer than two different people could approve.
    """
    authors = authors_of(standard) | {author.pk}
    able = {person.pk: person for person in holders_of(standard.unit, "standards.approve")}
    able = {key: person for key, person in able.items() if key not in authors}
    route = route_for(standard.unit)
    if route is None:
        plan = [("", str(StepMode.ANY), list(able.values()))]
    else:
        plan = []
        for step in route.steps.all():
            members = step.members.all()
            wanted = {member.person_id for member in members}
            roles = [member.role for member in members if member.role]
            wanted |= set(role_holders(standard.unit, roles).values_list("pk", flat=True))
            plan.append((step.name, step.mode, [person for key, person in able.items() if key in wanted]))
    for name, _mode, people in plan:
        if not people:
            raise RouteTooShortError(_("Step “{name}” asks nobody who may approve this draft.", name=name))
    if len({person.pk for _name, _mode, people in plan for person in people}) < FEWEST_APPROVERS:
        raise RouteTooShortError(
            _("Two different people who did not write the draft approve at least. Extend the route, or grant the role.")
        )
    return plan


def may_approve(person: Person, standard: Standard) -> bool:
    """Tell whether a person holds the permission to approve at the unit of a standard."""
    return holders_of(standard.unit, "standards.approve").filter(pk=person.pk).exists()
