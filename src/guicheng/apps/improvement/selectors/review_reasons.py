"""What asks for a review before its day: repeated breaches, months below the promise, complaints, changes of the law.

Each function yields primary keys of standards with reasons, and looks only at what nobody has reviewed yet. Its reasons
come in one order, whatever the order of the rows: the weightiest first, then by the clause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import F, Q, Sum

from guicheng.adapters.norms.own import norms_in_use
from guicheng.adapters.norms.writing import norm_of
from guicheng.apps.assessment.models import Tally
from guicheng.apps.improvement.models import DutyText, LawChange, MendingRules, Nonconformity
from guicheng.apps.improvement.selectors.nonconformities import READ
from guicheng.apps.organization.actors import Actor
from guicheng.apps.research.models import FeedbackTheme, Theme, ThemeState
from guicheng.apps.standards.models import ClauseKind, Edition, EditionClause
from guicheng.domain.attainment import FEW
from guicheng.domain.attainment.mending import Stand
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

Since = Mapping[int, datetime]
Found = Iterator[tuple[int, "Reason"]]
#: Months that are looked back on.
MONTHS: Final = 6
_MILLION: Final = 1_000_000
_MOST_THEMES: Final = 20


@dataclass(frozen=True, slots=True)
class Opens:
    """One thing that a figure of a reason was counted of.

    Args:
        kind: ``nonconformity``, ``figure`` (of a clause at an estate in a month) or ``theme``.
        words: What it is called.
        keys: What its page is addressed by, in order.
    """

    kind: str
    words: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a standard is to be reviewed.

    Args:
        kind: ``yearly``, ``date``, ``breach``, ``below``, ``complaints`` or ``law``.
        message: In a sentence, with its figures.
        clauses: Keys of the clauses that it is about.
        since: The day it is counted from, None where there is none.
        opens: What its figures were counted of.
    """

    kind: str
    message: Message
    clauses: list[str] = field(default_factory=list)
    since: date | None = None
    opens: tuple[Opens, ...] = ()


def breaches(actor: Actor, editions: Sequence[Edition], since: Since, rules: MendingRules, day: date) -> Found:
    """Yield clauses that were broken so many times as the company says within its days: one query."""
    first = day - timedelta(days=rules.breach_days)
    rows = Nonconformity.objects.filter(actor.within(READ), standard__in=since, clause_key__isnull=False)
    rows = rows.filter(found_at__date__gte=first).exclude(stand=Stand.VOID.value).order_by("-pk")
    found: dict[tuple[int, str], list[Nonconformity]] = defaultdict(list)
    for row in rows.only("standard", "clause_key", "citation", "found_at", "key", "number"):
        if row.standard_id is not None and row.found_at > since[row.standard_id]:
            found[row.standard_id, str(row.clause_key)].append(row)
    for (standard, clause), broken in sorted(
        found.items(), key=lambda each: (-len(each[1]), each[1][-1].citation, each[0])
    ):
        if len(broken) >= rules.breaches:
            said = _(
                "{clause} was broken {count} times in {days} days.",
                clause=broken[-1].citation, count=str(len(broken)), days=str(rules.breach_days),
            )  # fmt: skip
            opens = tuple(Opens("nonconformity", row.called, (str(row.key),)) for row in broken)
            yield standard, Reason("breach", said, [clause], first, opens)


@dataclass(slots=True)
class _Month:
    """What was kept of a clause in a month, and at which estates."""

    held: int = 0
    due: int = 0
    wanted: int = 0
    estates: list[Opens] = field(default_factory=list)

    def add(self, each: Mapping[str, Any]) -> None:
        self.held, self.due, self.wanted = self.held + each["held"], self.due + each["due"], self.wanted + each["asked"]
        if "unit__key" in each and each["held"] * _MILLION < each["asked"]:
            words = f"{each['month']} {each['unit__name']} {each['held']}/{each['due']}"
            self.estates.append(
                Opens("figure", words, (each["month"], str(each["unit__key"]), str(each["clause_key"])))
            )

    def told(self, month: str) -> str:
        """Return what was kept beside what was promised, such as "2026-09 61/80 < 95%"."""
        return f"{month} {self.held}/{self.due} < {self.wanted / self.due / _MILLION * 100:.4g}%"


def months_below(actor: Actor, editions: Sequence[Edition], since: Since, rules: MendingRules, day: date) -> Found:
    """Yield clauses whose share was below the promise in so many of the last six months: one query.

    Only of a single standard it is told at which estates: those of all would be as many rows as boards have.
    """
    counted = F("kept") + F("late") + F("missed") + F("no_evidence")
    rows = Tally.objects.filter(actor.within("attainment.read"), version=0, month__in=_months_before(day))
    rows = rows.filter(promise__edition__standard__in=since).order_by("month")
    named = ["promise__edition__standard", "clause_key", "promise__citation", "month"]
    if len(editions) == 1:
        rows, named = rows.order_by("month", "unit__path"), [*named, "unit__path", "unit__key", "unit__name"]
    sums = rows.values(*named).annotate(held=Sum("kept"), due=Sum(counted), asked=Sum(counted * F("promise__target")))
    found: dict[tuple[int, str, str], dict[str, _Month]] = defaultdict(lambda: defaultdict(_Month))
    for each in sums:
        standard, month = each["promise__edition__standard"], each["month"]
        if month >= f"{since[standard]:%Y-%m}":
            found[standard, str(each["clause_key"]), each["promise__citation"]][month].add(each)
    for (standard, clause, cited), below in _most_first(found):
        if len(below) >= rules.breaches:
            listed = "、".join(each.told(month) for month, each in sorted(below.items()))
            said = _("{clause} was below its promise in these months: {months}.", clause=cited, months=listed)
            opens = tuple(estate for _month, each in sorted(below.items()) for estate in each.estates)
            yield standard, Reason("below", said, [clause], opens=opens)


def _most_first(
    found: Mapping[tuple[int, str, str], Mapping[str, _Month]],
) -> list[tuple[tuple[int, str, str], dict[str, _Month]]]:
    """Return for each clause the months that were enough to judge and too low; where most were so first."""
    below = {
        key: {month: each for month, each in months.items() if each.due >= FEW and each.held * _MILLION < each.wanted}
        for key, months in found.items()
    }
    return sorted(below.items(), key=lambda each: (-len(each[1]), each[0][2], each[0]))


def complaints(
    actor: Actor,
    editions: Sequence[Edition],
    since: Since,
    rules: MendingRules,
    day: date,
    *,
    clauses: Sequence[EditionClause] | None = None,
) -> Found:
    """Yield standards that name a theme of which enough complaints spoke: one query, and one for clauses not given."""
    first = day - timedelta(days=rules.complaint_days)
    links = FeedbackTheme.objects.filter(actor.within("research.read", "feedback__unit"), absent=False)
    links = links.filter(feedback__kind="complaint", feedback__received_on__gte=first)
    links = links.filter(theme__state=ThemeState.CONFIRMED).select_related("theme", "feedback")
    days: dict[int, list[date]] = defaultdict(list)
    spoken: dict[int, Theme] = {}
    for link in links.only(
        "theme__key", "theme__name", "theme__synonyms", "feedback__received_on", "theme", "feedback"
    ):
        days[link.theme_id].append(link.feedback.received_on)
        spoken[link.theme_id] = link.theme
    enough = [pk for pk, found in days.items() if len(found) >= rules.complaints]
    many = sorted(enough, key=lambda pk: (-len(days[pk]), spoken[pk].name, pk))
    if not many:
        return
    begins = {standard: max(at.date(), first) for standard, at in since.items()}
    themes = {pk: spoken[pk] for pk in many[:_MOST_THEMES]}
    if clauses is None:
        said = _naming(themes.values(), editions)
    else:
        own = editions[0].standard_id
        said = [(own, each.key, each.text) for each in clauses if each.kind == ClauseKind.CLAUSE]
    for theme in themes.values():
        yield from _speaking(theme, said, days[theme.pk], begins, rules)


def _naming(themes: Iterable[Theme], editions: Sequence[Edition]) -> list[tuple[int, object, str]]:
    """Return the clauses that name a theme, each with its standard and key: one query."""
    wanted = Q()
    for theme in themes:
        for word in theme.words:
            wanted |= Q(text__icontains=word)
    rows = EditionClause.objects.filter(wanted, edition__in=editions, kind=ClauseKind.CLAUSE)
    return list(rows.order_by("edition", "position").values_list("edition__standard", "key", "text"))


def _speaking(
    theme: Theme,
    clauses: Sequence[tuple[int, object, str]],
    days: Sequence[date],
    begins: Mapping[int, date],
    rules: MendingRules,
) -> Found:
    """Yield the standards whose clauses name a theme, where enough of its complaints came after their last review."""
    named: dict[int, list[str]] = defaultdict(list)
    for standard, key, text in clauses:
        if any(word in text for word in theme.words):
            named[standard].append(str(key))
    for standard, keys in named.items():
        count = sum(day >= begins[standard] for day in days)
        if count >= rules.complaints:
            said = _(
                "{count} complaints in {days} days speak of “{theme}”, which it promises about.",
                count=str(count), days=str(rules.complaint_days), theme=theme.name,
            )  # fmt: skip
            opens = (Opens("theme", theme.name, (str(theme.key), begins[standard].isoformat())),)
            yield standard, Reason("complaints", said, keys, opens=opens)


def law_changes(actor: Actor, editions: Sequence[Edition], since: Since, rules: MendingRules, day: date) -> Found:
    """Yield standards with clauses that speak of a duty of law which changed since: two queries where one is gone."""
    if not since:
        return
    by_key = {str(each.standard.key): each.standard_id for each in editions}
    rows = LawChange.objects.filter(company=actor.company_id, first=False, at__gte=min(since.values()))
    changes = list(rows.order_by("-pk"))
    called = _called(changes)
    for change in changes:
        hit: dict[int, list[dict[str, str]]] = defaultdict(list)
        for each in change.affected:
            standard = by_key.get(each["standard"])
            if standard is not None and change.at > since[standard]:
                hit[standard].append(each)
        for standard, found in hit.items():
            told = _changed(change, called, "、".join(each["number"] or each["text"][:12] for each in found))
            yield standard, Reason("law", told, [each["clause"] for each in found], change.at.date())


def _called(changes: Iterable[LawChange]) -> dict[str, str]:
    """Return what duties are called, by name and by the digest of what each said: no query where all are in use."""
    called = {norm.id: _name(norm) for norm in norms_in_use()}
    gone = {change.after or change.before for change in changes if change.norm not in called}
    texts = DutyText.objects.filter(digest__in=gone).values_list("digest", "said") if gone else ()
    return called | {digest: _name(norm) for digest, said in texts if (norm := norm_of(said)) is not None}


def _name(norm: Norm) -> str:
    return f"{norm.citation}“{norm.zh}”"


def _changed(change: LawChange, called: Mapping[str, str], clauses: str) -> Message:
    """Return in a sentence how the law changed: its law, article and duty as they last stood, never the bare name."""
    if name := called.get(change.norm):
        return _("The law changed: duty {norm}; clauses that speak of it: {clauses}.", norm=name, clauses=clauses)
    if name := called.get(change.after or change.before):
        return _(
            "Duty {norm} no longer stands in the norms; clauses that speak of it: {clauses}.",
            norm=name, clauses=clauses,
        )  # fmt: skip
    return _("A duty no longer stands in the norms; clauses that speak of it: {clauses}.", clauses=clauses)


def _months_before(day: date) -> list[str]:
    """Return the last months that are over."""
    found, month = [], day.replace(day=1)
    for _place in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(f"{month:%Y-%m}")
    return found
