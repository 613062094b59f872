"""The shipped processes as pages show them: what each is for, its figures, and what it keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise as Lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from guicheng.adapters.norms.shipped import shipped_norms
from guicheng.adapters.process_drawing import draw
from guicheng.domain.comparison.norm import Norm
from guicheng.usecases.adopt_processes import Offer
from guicheng.usecases.shipped_promises import promises_kept
from guicheng.web.durations import duration
from guicheng.web.process_page import HEADINGS
from guicheng.web.standards_list import TRADES
from guicheng.web.wording import Word


@dataclass(frozen=True, slots=True)
class Shelved:
    """A process of the library in a list.

    Args:
        code: Its code.
        title: Its title.
        english: Its title in English, "" on a Chinese page.
        trade: Kind of service.
        purpose: What it is for, in the reader's language.
        steps: How many it has.
        posts: Posts that work in it.
        worst: The worst case with each step at most once.
        own: Code of the process that was made of it, within the reader's sight; "" for none.
        readable: Whether the reader may open it.
        ticked: Whether it is chosen.
    """

    code: str
    title: str
    english: str
    trade: Word
    purpose: str
    steps: int
    posts: tuple[str, ...]
    worst: str
    own: str
    readable: bool
    ticked: bool

    @property
    def taken(self) -> bool:
        """Whether it is there already."""
        return bool(self.own)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A timed clause beside what the chart needs for it, both lengths of time in words."""

    clause: str
    text: str
    span: str
    promised: str
    worst: str


def shelved(plan: Iterable[Offer], ticked: Collection[str] | None) -> list[Shelved]:
    """Return the processes of the library as a list shows them.

    Args:
        plan: What could be adopted.
        ticked: Codes that were chosen; None chooses all that the company lacks.
    """
    return [
        _shelved(offer, ticked=not offer.taken and (ticked is None or offer.process.code in ticked)) for offer in plan
    ]


def _shelved(offer: Offer, *, ticked: bool) -> Shelved:
    process, report = offer.process, offer.reading.report
    english = _is_english()
    return Shelved(
        process.code,
        process.title,
        process.english if english else "",
        TRADES[process.domain],
        process.purpose_en if english else process.purpose,
        len(process.rows),
        offer.table.posts,
        duration(report.once.minutes) if report else "—",
        offer.own,
        offer.readable,
        ticked,
    )


def headings(rows: Iterable[dict[str, str]]) -> list[tuple[str, str | Lazy]]:
    """Return the columns that some row fills, with their headings."""
    used = {name for row in rows for name, text in row.items() if text}
    return [(name, heading) for name, heading in HEADINGS.items() if name in used]


def drawing_of(offer: Offer) -> SafeString:
    """Return the swimlanes of a process of the library."""
    return mark_safe(draw(offer.table, title=offer.process.title))  # noqa: S308  (the drawing escapes its texts)


def kept_lines(offer: Offer) -> list[KeptLine]:
    """Return the clauses that a process keeps, at the grade of the offer, else at the lowest."""
    grade = offer.grade or offer.process.grades[-1]
    return [
        KeptLine(each.clause, each.text, each.span, duration(each.promised), duration(each.worst))
        for each in promises_kept(offer.process, grade)
    ]


def duties_of(offer: Offer) -> list[tuple[str, str, int]]:
    """Return the duties of law that a process was written to: the duty, the law, the article."""
    english = _is_english()
    norms = [_norms()[each.what] for each in offer.process.norms]
    return [
        (norm.en, norm.law.english, norm.article) if english else (norm.zh, norm.law.title, norm.article)
        for norm in norms
    ]


@cache
def _norms() -> dict[str, Norm]:
    return {norm.id: norm for norm in shipped_norms()}


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
