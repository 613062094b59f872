"""What a rule is, and how a function with a docstring becomes one."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.values import Fix, Message, Severity, Span

_SECTIONS = ("Why it matters", "Example", "Use instead", "References")
_HEADING = re.compile(rf"^({'|'.join(_SECTIONS)}):$", re.MULTILINE)
_CODE = re.compile(r"[A-Z]{2}[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule yields: a place, a sentence, and changes on offer.

    Args:
        span: The place, in code points of the clause.
        message: What is wrong, why it matters, what to do.
        fixes: Changes on offer, best first.
    """

    span: Span
    message: Message
    fixes: tuple[Fix, ...] = ()


CheckFunction = Callable[[Clause], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What is said of a kind of finding.

    Args:
        code: Stable code; never given to another kind.
        name: Readable name.
        severity: How much its findings weigh.
        summary: One sentence saying what it finds.
        why: Why that matters, one paragraph.
        example: Clauses that it finds, one a line.
        instead: What to write instead, one clause a line; it is silent on them.
        references: Where it comes from, one entry each.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    example: str
    instead: str
    references: tuple[str, ...]

    def help_messages(self) -> tuple[str, ...]:
        """Return the English sentences of the help page that the catalogue translates."""
        return (self.summary, self.why, *self.references)


@dataclass(frozen=True, slots=True)
class Rule(HelpPage):
    """One rule with its help page.

    A rule that says of what it speaks is asked only about clauses that hold such a word or bound, in which one of its
    patterns can match, or in which one of the frames under its code may be told.

    Args:
        check: The function that looks at a clause.
        groups: Lexicon classes of whose words it speaks.
        kinds: Kinds of bounds of which it speaks.
        told_by: Patterns of which one stands wherever it speaks by itself; None where it also speaks otherwise.
        element: The element of a table row that answers the rule (``provider``, ``assessment`` …); "" for none.
        default: Whether it speaks without being asked for.
    """

    check: CheckFunction
    groups: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    told_by: tuple[re.Pattern[str], ...] | None = None
    element: str = ""
    default: bool = True

    @property
    def looks_at_all(self) -> bool:
        """Whether it may speak of any clause: of no certain words, bounds or patterns alone."""
        return not self.groups and not self.kinds and self.told_by is None


@dataclass(frozen=True, slots=True)
class SystemCheck(HelpPage):
    """A kind of finding that looks at several clauses at once: two that clash, one below what stands above it.

    Args:
        default: Whether it speaks without being asked for.
    """

    default: bool = True


Explained = Rule | SystemCheck


def system_check(code: str, name: str, severity: Severity) -> Callable[[Callable[[], None]], SystemCheck]:
    """Turn a docstring into the help page of a check of whole systems; see ``rule`` for its form.

    Raises:
        ValueError: The code has another form, or the docstring lacks a section.
    """
    _check_form(code)

    def turn(documented: Callable[[], None]) -> SystemCheck:
        return SystemCheck(*_head(code, name, severity, documented))

    return turn


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    words: tuple[str, ...] = (),
    kinds: Collection[Kind] = (),
    told_by: tuple[re.Pattern[str], ...] | None = None,
    element: str = "",
    default: bool = True,
) -> Callable[[CheckFunction], Rule]:
    """Turn a function into a rule; its docstring is the help page.

    Args:
        code: Two capital letters and three figures.
        name: Readable name, words joined by hyphens.
        severity: How much its findings weigh; kept by the measured precision.
        words: Lexicon classes of whose words it speaks; of a clause without any of them it says nothing.
        kinds: Kinds of bounds of which it speaks, promised or not.
        told_by: Patterns without a hit of which it says nothing; () where only frames tell it.
        element: The element of a table row that answers the rule.
        default: Whether it speaks without being asked for.

    Raises:
        ValueError: The code has another form, or the docstring lacks a section.
    """
    _check_form(code)

    def turn(function: CheckFunction) -> Rule:
        head = _head(code, name, severity, function)
        return Rule(*head, function, frozenset(words), frozenset(kinds), told_by, element, default)

    return turn


def _check_form(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code} is no rule code")


def _head(
    code: str, name: str, severity: Severity, documented: Callable[..., object]
) -> tuple[str, str, Severity, str, str, str, str, tuple[str, ...]]:
    """Return the fields of a help page."""
    page = _page(code, inspect.getdoc(documented) or "")
    references = tuple(_folded(entry) for entry in page["References"].split("\n\n"))
    why = _folded(page["Why it matters"])
    return code, name, severity, page["summary"], why, page["Example"], page["Use instead"], references


def _page(code: str, text: str) -> dict[str, str]:
    """Divide a docstring into its sections."""
    summary, *parts = _HEADING.split(text)
    page = {"summary": _folded(summary)}
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        page[heading] = inspect.cleandoc("\n" + body).strip()
    missing = [name for name in ("summary", *_SECTIONS) if not page.get(name)]
    if missing:
        raise ValueError(f"{code}: its docstring lacks {', '.join(missing)}")
    return page


def _folded(text: str) -> str:
    return " ".join(text.split())


def choose(span: Span, replacement: str, label: Message) -> Fix:
    """Offer a change that needs a person's decision; 【__】 marks a value to fill in."""
    return Fix("choose", span, replacement, label)
