"""Events of a case that tell nothing, whatever its promises are, and those that come before what they would end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from guicheng.domain.attainment.casefile import CaseFile, is_unexplained
from guicheng.domain.attainment.moments import is_end, is_told, start_of
from guicheng.domain.attainment.naming import Unused
from guicheng.domain.attainment.requirement import Counted, Measure, Noticed, Requirement, Ticked, Timed
from guicheng.domain.evidence.clock import Event
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.values import Message
from guicheng.domain.values.message import _


def idle_in(case: CaseFile, kinds: Collection[str]) -> Iterator[Unused]:
    """Yield the events of a case that tell nothing of any promise: strange kinds, bare excuses, stray corrections.

    Args:
        case: The case.
        kinds: Kinds that can tell something here.
    """
    for step in case.steps:
        if step.kind not in kinds and not step.text("event"):
            yield Unused(step.id, _("Events of the kind “{kind}” tell nothing here.", kind=step.kind))
        if is_unexplained(step):
            yield Unused(step.id, _("It gives no reason, so that it excuses nothing."))
    for event in case.astray:
        yield Unused(event, _("The event that it corrects is none of its task; name the `id` of one in `of`."))


def too_early(case: CaseFile, measures: Sequence[Measure]) -> Iterator[Unused]:
    """Yield the events of a case that would stop a clock, had it begun by then: who arrived before the report.

    Args:
        case: The case.
        measures: How the promises are measured to which it is held; where one is no clock, any event may tell of it.
    """
    clocks = [each for each in measures if isinstance(each, Timed | Counted)]
    if len(clocks) < len(measures):
        return
    begins = [(each, begin) for each in clocks if (begin := start_of(case, each.start))]
    for step in case.steps:
        # A check-in before the report still is evidence of who was there.
        stopped = [begin for each, begin in begins if step.kind != Kind.CHECK_IN and is_end(step, each.end)]
        starts = any(is_told(step, each.start) for each in clocks)
        if stopped and not starts and all(step.at < begin for begin in stopped):
            yield Unused(step.id, _("It happened before what it would end had begun."))


def unbegun(requirements: Sequence[Requirement]) -> Message:
    """Return why a case tells nothing of promises whose clock never began, and which event they wait for.

    Args:
        requirements: The promises, at least one.
    """
    name = "、".join(dict.fromkeys(each.citation for each in requirements))
    measure = requirements[0].measure
    if isinstance(measure, Ticked):
        return _("“{name}” is measured on answers: send an event of the kind `answer`.", name=name)
    event = measure.happening if isinstance(measure, Noticed) else getattr(measure, "start", Event(""))
    if not event.words:
        return _(
            "Nothing says that what “{name}” is counted from has happened: send an event of the kind `{kind}`.",
            name=name, kind=event.key or "happened",
        )  # fmt: skip
    return _(
        "Nothing says that what “{name}” is counted from has happened: send an event of the kind `{kind}`, or with "
        "“{words}” as its `event`.",
        name=name, kind=event.key or "happened", words=event.words,
    )  # fmt: skip
