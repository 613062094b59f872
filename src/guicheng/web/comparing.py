"""What comparing says, as pages show it: verdict, witness, both sides, the law, and what was signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.models import Deviation, TwoThings
from guicheng.apps.standards.readings.comparing import Member
from guicheng.apps.standards.selectors.library import SUSPICION, Found
from guicheng.apps.standards.selectors.retelling import Retold
from guicheng.apps.standards.services.deviations import OF_LAW
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.comparison import Key, Term, Verdict
from guicheng.domain.comparison.activity_words import words_beside
from guicheng.domain.comparison.compliance import Standing
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.comparison.tables import activities
from guicheng.domain.values import Message
from guicheng.web.wording import SEVERITIES, Word

#: What each finding says in a line.
TITLES: Final[dict[str, Word]] = {
    "CT001": _("Nobody can keep both"),
    "CT002": _("One promise, two figures"),
    "CT003": _("Said twice"),
    "CT004": _("Binds nobody"),
    "CT005": _("A higher grade promises less"),
    "CT006": _("Grades cannot be set in order"),
    "CT007": _("One thing in other words?"),
    "CJ001": _("Looser than the standard above"),
    "CJ002": _("Against the standard above"),
    "CJ003": _("Cannot be compared with the standard above"),
    "CJ004": _("Looser than the law"),
    "CJ005": _("Against the law"),
    "CJ006": _("Cannot be compared with the law"),
}
VERDICTS: Final[dict[str, Word]] = {
    Verdict.EQUAL.value: _("equal"),
    Verdict.TIGHTER.value: _("tighter"),
    Verdict.LOOSER.value: _("looser"),
    Verdict.COMPATIBLE.value: _("compatible"),
    Verdict.CONFLICT.value: _("conflict"),
    Verdict.DISJOINT.value: _("unrelated"),
    Verdict.CANNOT_COMPARE.value: _("cannot be compared"),
}
STANDINGS: Final[dict[str, tuple[Word, str, str]]] = {
    Standing.LOOSER.value: (_("Looser than what is owed"), "is-error", "circle-x"),
    Standing.CANNOT_COMPARE.value: (_("Cannot be compared"), "is-unread", "help-circle"),
    Standing.NO_CLAUSE.value: (_("No clause"), "is-warning", "alert-triangle"),
    Standing.IN_PART.value: (_("Covered in part"), "is-warning", "alert-triangle"),
    Standing.COVERED.value: (_("Covered"), "is-ok", "check"),
    Standing.TIGHTER.value: (_("Tighter"), "is-ok", "check"),
    Standing.NOT_OURS.value: (_("Owed by others"), "", "note"),
}
ATTRIBUTES: Final[dict[str, Word]] = {
    "deadline": _("time limit"),
    "before": _("time limit before an event"),
    "notice": _("notice"),
    "frequency": _("how often"),
    "retention": _("kept how long"),
    "headcount": _("number of people"),
    "hours": _("hours"),
    "share": _("share"),
    "grade": _("grade"),
    "quantity": _("quantity"),
    "act": _("act"),
}
#: Clauses that a correction would change, as many as are shown.
MOST_RETOLD: Final = 12
_KEY: Final = re.compile(r"\(([\w.]+)\)$")


@dataclass(frozen=True, slots=True)
class Side:
    """A clause on one side of a finding; ``why`` tells which fact is missing where it cannot be compared."""

    name: str
    href: str
    text: str
    unit: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A finding of comparing in its reader's language.

    Args:
        code: Its code.
        title: What it says, in a line.
        severity: How much it weighs.
        label: The word for it.
        icon: Its icon.
        verdict: The verdict in a word.
        witness: A case that shows it, or what is missing; "" for none.
        own: The clause that it is said of.
        other: The clause on the other side; None for a duty of law.
        law: The duty in a sentence, "" for a clause.
        citation: The law with its article.
        confirmed: Whether both readings are confirmed.
        deviation: What was signed and holds.
        expired: What was signed and is over.
        apart: That somebody found both clauses to be two things.
        form: What the forms of a deviation and of two things send along.
    """

    code: str
    title: Word
    severity: str
    label: Word
    icon: str
    verdict: Word
    witness: str
    own: Side
    other: Side | None
    law: str
    citation: str
    confirmed: bool
    deviation: Deviation | None
    expired: Deviation | None
    apart: TwoThings | None
    form: dict[str, str]

    @property
    def speaks(self) -> bool:
        """Whether nobody has said anything that covers it."""
        return self.deviation is None and self.apart is None

    @property
    def suspected(self) -> bool:
        """Whether a person has to look whether it is one thing at all."""
        return self.code == SUSPICION

    @property
    def signable(self) -> bool:
        """Whether somebody may sign that it differs: not what is below the law or against it."""
        return self.code not in OF_LAW

    @classmethod
    def of(cls, found: Found) -> SystemLine:
        """Show a finding."""
        remark = found.remark
        label, icon = SEVERITIES[remark.severity]
        norm = remark.norm
        return cls(
            code=remark.code,
            title=TITLES[remark.code],
            severity=remark.severity.value,
            label=label,
            icon=icon,
            verdict=VERDICTS.get(remark.verdict, ""),
            witness=remark.witness.render(gettext) if remark.witness else "",
            own=side_of(remark.member),
            other=side_of(remark.other) if remark.other else None,
            law=law_of(norm) if norm else "",
            citation=citation_of(norm) if norm else "",
            confirmed=remark.confirmed,
            deviation=found.deviation,
            expired=found.expired,
            apart=found.apart,
            form={
                "clause": str(remark.member.clause.key),
                "code": remark.code,
                "against": remark.against,
                "verdict": remark.verdict,
                "mark": remark.mark,
            },
        )


def side_of(member: Member, why: Message | None = None) -> Side:
    """Return a clause as one side of a finding; one of an edition leads to the edition.

    Args:
        member: The clause.
        why: The fact that is missing where it cannot be compared.
    """
    clause, standard = member.clause, member.standard
    place = ("edition", [standard.code, member.edition]) if member.edition else ("standard", [standard.code])
    page = reverse(place[0], args=place[1])
    href = f"{page}#c-{clause.key}"
    return Side(member.name, href, clause.text, standard.unit.name, why.render(gettext) if why else "")


def told_once(sides: Iterable[Side], findings: Sequence[SystemLine]) -> list[Side]:
    """Return sides without the missing facts that a finding beside them tells already."""
    told = {(finding.own.href, finding.witness) for finding in findings}
    return [replace(side, why="") if (side.href, side.why) in told else side for side in sides]


def law_of(norm: Norm) -> str:
    """Return a duty in the reader's language."""
    return norm.zh if (get_language() or "").startswith("zh") else norm.en


def citation_of(norm: Norm) -> str:
    """Return the law of a duty with its article and its first day."""
    day = f"{norm.law.effective:%Y-%m-%d}"
    if (get_language() or "").startswith("zh"):
        return gettext("{law}, in force from {day}").format(law=norm.citation, day=day)
    return gettext("{law}, in force from {day}").format(law=f"{norm.law.english}, art. {norm.article}", day=day)


@dataclass(frozen=True, slots=True)
class KeyChip:
    """What a promise is about.

    Args:
        activity: The activity in words, "" where none is known.
        attribute: What of it is bounded.
        words: The words of the bound.
        surface: The words that a correction ties to another activity.
    """

    activity: str
    attribute: Word
    words: str
    surface: str


def chips_of(member: Member, lexicon: Lexicon | None = None) -> list[KeyChip]:
    """Return what the promises of a clause are about, each once; several acts of one activity share a chip.

    Args:
        member: The clause.
        lexicon: The words of its company.
    """
    found: dict[object, KeyChip] = {}
    for term in member.terms:
        shared = term.key.known and term.key.attribute == "act"
        found.setdefault(term.key if shared else (term.key, term.words), _chip(member, term, lexicon))
    return list(found.values())


def _chip(member: Member, term: Term, lexicon: Lexicon | None) -> KeyChip:
    words = words_beside(member.reading, term, lexicon)
    return KeyChip(activity_name(term.key), attribute_name(term.key), term.words, words)


@dataclass(frozen=True, slots=True)
class RetoldPage:
    """What a correction would change, before it is made.

    Args:
        number: Clauses that would be about something else.
        rows: Some of them: the clause, what it is about, what it would be about.
        more: How many are not shown.
        own: Whether the clause that is corrected is among those that change.
    """

    number: int
    rows: Sequence[tuple[Side, str, str]]
    more: int
    own: bool


def retold_page(found: Retold, clause: str) -> RetoldPage:
    """Return what a correction would change as a page shows it.

    Args:
        found: All that it would change.
        clause: Key of the clause that is corrected.
    """
    others = [pair for pair in found.shown if str(pair[0].clause.key) != clause]
    own = len(others) < len(found.shown)
    rows = [(side_of(old), _about(old), _about(new)) for old, new in others[:MOST_RETOLD]]
    number = found.number - own
    return RetoldPage(number, rows, number - len(rows), own)


def _about(member: Member) -> str:
    names = [activity_name(term.key) or gettext("Activity not recognised") for term in member.terms]
    return "、".join(dict.fromkeys(names))


def activity_name(key: Key) -> str:
    """Return an activity in the reader's language, "" where the vocabulary knows none."""
    return activity_called(key.activity)


def activity_called(activity: str) -> str:
    """Return the name of an activity by its key, "" where the vocabulary knows none."""
    chinese = (get_language() or "").startswith("zh")
    return next(((each.zh if chinese else each.en) for each in activities() if each.key == activity), "")


def attribute_name(key: Key) -> Word:
    """Return what is bounded in the reader's language."""
    return ATTRIBUTES.get(key.attribute.partition(".")[0], _("not understood"))


def activity_options() -> list[str]:
    """Return the activities as a form offers them, by name."""
    chinese = (get_language() or "").startswith("zh")
    return [each.zh if chinese else each.en for each in activities()]


def chosen_activity(option: str) -> str:
    """Return the key of an option of a form, "" where it is none.

    Example:
        >>> chosen_activity("报修处理"), chosen_activity("维修 (repair)"), chosen_activity("别的")
        ('repair', 'repair', '')
    """
    found = _KEY.search(option.strip())
    said = found[1] if found else option.strip()
    named = [each.key for each in activities() if said in {each.key, each.zh, each.en}]
    return said if said in named else named[0] if len(named) == 1 else ""


def counted(lines: Iterable[SystemLine]) -> list[tuple[str, Word, int]]:
    """Return how many findings of each code speak, in the order of the codes."""
    codes = [line.code for line in lines if line.speaks]
    return [(code, title, codes.count(code)) for code, title in TITLES.items() if code in codes]


def lines_of(found: Sequence[Found]) -> list[SystemLine]:
    """Return findings as pages show them."""
    return [SystemLine.of(each) for each in found]
