"""Clauses set beside the duties of law: which are kept, tightened, undercut or not spoken of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from guicheng.domain.clause import Clause
from guicheng.domain.comparison.beside_law import PARTIES, besides, laws_of
from guicheng.domain.comparison.covering import cover_together, estates_of, facilities_of, of_case, widened
from guicheng.domain.comparison.doers import told_apart, told_to
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.norm import Circumstance, Norm
from guicheng.domain.comparison.scope import ANYWHERE, Scope
from guicheng.domain.comparison.spoken import Speaking
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.topics import legal_topics
from guicheng.domain.comparison.undercutting import can_be_undercut, undercuts
from guicheng.domain.comparison.verdict import Comparison, Verdict
from guicheng.domain.values import Message

_FORBIDS = re.compile("不得|禁止|严禁|不准|不许|杜绝|切勿|不应|不能")


class Standing(StrEnum):
    """How the clauses stand to a duty."""

    LOOSER = "looser"
    CANNOT_COMPARE = "cannot_compare"
    NO_CLAUSE = "no_clause"
    IN_PART = "in_part"
    COVERED = "covered"
    TIGHTER = "tighter"
    NOT_OURS = "not_ours"


_KEEPING = frozenset({Standing.COVERED, Standing.TIGHTER})


@dataclass(frozen=True, slots=True)
class Answer:
    """One promise that speaks of a duty.

    Args:
        clause: The clause.
        standing: How it stands to the duty; ``IN_PART`` where it keeps it in some cases and says nothing of others.
        term: The promise; None where the clause only speaks of the duty.
        comparison: What the comparison said; None where nothing was compared.
        boxes: For ``IN_PART`` the cells in which it keeps the duty; () otherwise.
    """

    clause: Clause
    standing: Standing
    term: Term | None = None
    comparison: Comparison | None = None
    boxes: tuple[Scope, ...] = ()

    @property
    def why(self) -> Message | None:
        """The fact that is missing where nobody can say whether it keeps the duty; otherwise None."""
        return self.comparison.missing if self.comparison and self.standing is Standing.CANNOT_COMPARE else None


@dataclass(frozen=True, slots=True)
class Duty:
    """A norm with what the clauses say of it.

    Args:
        norm: The norm.
        standing: How all clauses together stand to it: one that is looser makes it looser; what several keep in part is
            covered where together they leave no case out.
        answers: The promises that speak of it, those that decide first.
    """

    norm: Norm
    standing: Standing
    answers: tuple[Answer, ...] = ()

    @property
    def only(self) -> tuple[Scope, ...]:
        """Where it is covered in part, the cells in which it is, each once; otherwise ()."""
        if self.standing is not Standing.IN_PART:
            return ()
        return tuple(dict.fromkeys(box for answer in self.answers for box in answer.boxes))


def compliance(
    clauses: Sequence[Clause],
    norms: Sequence[Norm],
    facts: Facts = UNKNOWN,
    *,
    absent: Collection[Circumstance] = (),
    breaches: Mapping[str, Sequence[Clause]] | None = None,
    where: Scope = ANYWHERE,
) -> tuple[Duty, ...]:
    """Say for each duty how the clauses stand to it.

    Args:
        clauses: The clauses of a company or an estate.
        norms: The duties that hold there, as ``norm.selected`` returns them.
        facts: What is known for comparing.
        absent: What the estate is known not to be or have; duties that require it are left out.
        breaches: Clauses that do what is forbidden, by the code of the lint rule that found it.
        where: The box of the estate, as ``covering.estate_box`` makes it; clauses for other kinds of buildings say
            nothing there.

    Returns:
        One duty a norm, in the order of the norms.
    """
    told = replace(facts, same_activity=True, same_subject=True)
    asked = _Asked(Speaking(clauses), told, breaches or {}, where)
    return tuple([_duty(norm, asked) for norm in norms if norm.concerns(frozenset(absent))])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every duty is held against."""

    speaking: Speaking
    facts: Facts
    breaches: Mapping[str, Sequence[Clause]]
    where: Scope


def _duty(norm: Norm, asked: _Asked) -> Duty:
    """Return how the clauses stand to a norm, each answer's cells held against those of the duty."""
    if norm.ban:
        answers = list(_ban_answers(norm, asked))
    elif norm.figure is None:
        answers = list(_word_answers(norm, asked))
    else:
        answers = list(_figure_answers(norm, asked))
    answers = list(_undercut(norm, asked, answers))
    order = list(Standing)
    answers.sort(key=lambda answer: order.index(answer.standing))
    if not answers:
        return Duty(norm, Standing.NO_CLAUSE if norm.owner.ours else Standing.NOT_OURS)
    return Duty(norm, _together(norm, asked, answers), tuple(answers))


def _undercut(norm: Norm, asked: _Asked, answers: Sequence[Answer]) -> Iterator[Answer]:
    """Yield the answers to a duty, with those of clauses that undercut it in words in the place of any others."""
    looser = [answer.clause for answer in answers if answer.standing is Standing.LOOSER]
    under = [
        clause
        for clause, plain in (asked.speaking.texts if can_be_undercut(norm) else ())
        if clause not in looser and not told_apart(plain) and undercuts(norm, clause, plain)
    ]
    yield from (Answer(clause, Standing.LOOSER) for clause in under)
    yield from (answer for answer in answers if answer.clause not in under)


def _together(norm: Norm, asked: _Asked, answers: Sequence[Answer]) -> Standing:
    """Return how all answers stand: looser where one is, otherwise the best that they give together."""
    standings = {answer.standing for answer in answers}
    for standing in (Standing.LOOSER, Standing.COVERED, Standing.TIGHTER):
        if standing in standings:
            return standing
    if Standing.IN_PART not in standings:
        return Standing.CANNOT_COMPARE
    boxes = [box for answer in answers for box in answer.boxes]
    return Standing.COVERED if cover_together(boxes, _whole_of(norm, asked)) else Standing.IN_PART


def _whole_of(norm: Norm, asked: _Asked) -> Scope:
    """Return the cells in which a duty can fall due: those of the estate that its own sentence names."""
    where = estates_of(norm, asked.where)
    if norm.figure is not None and not norm.ban:
        return next((law.scope for law in laws_of(norm, where)), where)
    said = asked.speaking.boxes_of(norm.clause)[0]
    found = said.meet(where) or where
    return found.meet(facilities_of(norm)) or found


def _ban_answers(norm: Norm, asked: _Asked) -> Iterator[Answer]:
    topic = legal_topics()[norm.activity]
    broken = asked.breaches.get(topic.rule, ()) if topic.rule else ()
    yield from (Answer(clause, Standing.LOOSER) for clause in broken)
    for clause, _plain in asked.speaking.of(topic):
        if clause not in broken and _FORBIDS.search(clause.text):
            yield from _kept(norm, asked, clause)


def _word_answers(norm: Norm, asked: _Asked) -> Iterator[Answer]:
    for clause, plain in asked.speaking.of(legal_topics()[norm.activity]):
        if _binds(norm, plain):
            yield from _kept(norm, asked, clause)


def _kept(norm: Norm, asked: _Asked, clause: Clause) -> Iterator[Answer]:
    """Yield the answer of a clause that keeps a duty without a figure, none where it is for other estates."""
    whole = _whole_of(norm, asked)
    boxes = [box for each in asked.speaking.boxes_of(clause) if (box := of_case(each, whole)).meets(whole)]
    if boxes:
        yield _limited(Answer(clause, Standing.COVERED), boxes, whole)


def _binds(norm: Norm, plain: str) -> bool:
    """Tell whether a clause tells whoever owes a duty to act, and not their neighbour."""
    return not told_apart(plain) if norm.owner.ours else told_to(PARTIES[norm.owner], plain)


_STANDINGS = {
    Verdict.EQUAL: Standing.COVERED,
    Verdict.TIGHTER: Standing.TIGHTER,
    Verdict.LOOSER: Standing.LOOSER,
    Verdict.CONFLICT: Standing.LOOSER,
    Verdict.CANNOT_COMPARE: Standing.CANNOT_COMPARE,
}


def _figure_answers(norm: Norm, asked: _Asked) -> Iterator[Answer]:
    for law in laws_of(norm, estates_of(norm, asked.where)):
        for each in besides(norm, law, asked.speaking.promises, asked.facts):
            answer = Answer(each.said.clause, _STANDINGS[each.comparison.verdict], each.said.term, each.comparison)
            yield _limited(answer, [each.box], law.scope)


def _limited(answer: Answer, boxes: Sequence[Scope], whole: Scope) -> Answer:
    """Return an answer as one for a part of the cases where it keeps the duty in no more of them."""
    if answer.standing not in _KEEPING or cover_together(boxes, whole):
        return answer
    return replace(answer, standing=Standing.IN_PART, boxes=tuple([widened(box) for box in boxes]))
