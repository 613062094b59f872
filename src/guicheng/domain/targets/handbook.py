"""The handbook of a post: what one post has to keep, from all standards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from guicheng.domain.clause import Kind
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.printer import words_of
from guicheng.domain.clause.reader import read
from guicheng.domain.elements.parts import providers_in
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.document import (
    Block,
    ClauseBlock,
    Document,
    DocumentKind,
    Heading,
    Note,
    Signatures,
    Table,
    TableRow,
)
from guicheng.domain.targets.manual import chapter_note, chapter_title, element_details, numbered
from guicheng.domain.targets.plain_words import bound_in_words
from guicheng.domain.targets.source import Imprint, SourceLine, SourceStandard
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Endings that tell no post from another: 维修工, 维修人员 and 维修员 do the same work.
_ENDING: Final = re.compile(r"(?:人员|师傅|技工|岗位|员工|[员工岗班组])+$")
_DIVIDER: Final = re.compile(r"[、，,/／;；和及与\s]+|或者?")
#: Who does a thing stands before the act, so a post named later is often the one that is told or asked.
_PERSON: Final = "(?:人员|师傅|技工|岗位?|员工|[员工班组])"
_ACTS: Final = r"(?:应|须|必须|负责|每|在|接到|按|对|将|不得|要|于|完成|进行|\d|立即|巡|到)"
_SHOWN: Final = ("object", "quality", "limit", "frequency", "way", "assessment")
_TIMED: Final = frozenset({Kind.TIME_LIMIT, Kind.FREQUENCY, Kind.INTERVAL, Kind.WINDOW})
_SIGNED_BY: Final = ("本人签收", "班组长")


class PostUnknownError(GuichengError):
    """No clause names the post.

    Args:
        posts: The posts that are named, most often first.
    """

    code = "post-unknown"

    def __init__(self, post: str, posts: tuple[str, ...]) -> None:
        named = "、".join(posts[:12])
        told = _("No clause has “{post}” as its provider. Posts that are named: {posts}.", post=post, posts=named)
        none = _("No clause has “{post}” as its provider, and none names another post.", post=post)
        super().__init__(told if posts else none)
        self.posts = posts


def posts_of(standards: Sequence[SourceStandard]) -> tuple[str, ...]:
    """Return the posts that clauses name as their provider, most often first."""
    return posts_named(line.elements.get("provider", "") for standard in standards for line in standard.clauses)


def posts_named(providers: Iterable[str]) -> tuple[str, ...]:
    """Return the posts that providers name, most often first.

    Example:
        >>> posts_named(["维修工、电工", "电工"])
        ('电工', '维修工')
    """
    counts = Counter(post for provider in providers for post in _posts(provider))
    return tuple(post for post, _count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def is_of_post(line: SourceLine, post: str) -> bool:
    """Tell whether a clause falls to a post: its provider says so, or, without one, who acts in the sentence.

    Example:
        >>> from guicheng.domain.values import ClauseRef
        >>> line = SourceLine(ClauseRef(), PartKind.CLAUSE, "维修人员应在30分钟内到场。")
        >>> is_of_post(line, "维修工"), is_of_post(line, "保洁员")
        (True, False)
    """
    stem = _stem(post)
    if not stem:
        return False
    named = _posts(line.elements.get("provider", ""))
    if named:
        return any(stem == _stem(each) for each in named)
    # The 维修 of 维修完成后 is nobody, and 空调维修工 is another post than 维修工.
    person = f"{_PERSON}*" if stem == post else f"{_PERSON}+"
    acting = re.finditer(rf"{re.escape(stem)}{person}\s*{_ACTS}", line.text)
    said = [(place, place + len(name)) for place, name in providers_in(read(line.text))]
    return any(not any(start < hit.start() < end for start, end in said) for hit in acting)


def handbook(
    standards: Sequence[SourceStandard],
    post: str,
    imprint: Imprint,
    *,
    subtitle: str = "",
    lexicon: Lexicon | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return what a post has to keep, by standard and section, with its limits in one table in front.

    Args:
        standards: Where to look.
        post: Name of the post, such as 维修工.
        imprint: Title page.
        subtitle: Below the title; the post where empty.
        lexicon: Words to read by; the shipped ones by default.
        progress: Called after each standard with how many are done and how many there are.

    Raises:
        PostUnknownError: No clause falls to the post.
    """
    chapters: list[Block] = []
    rows: list[TableRow] = []
    for index, standard in enumerate(standards, 1):
        lines = list(_held(numbered(standard.lines), post))
        if lines:
            chapters.extend(_chapter(standard, lines))
            rows.extend(row for line in lines for row in _limits(line, standard, lexicon))
        if progress:
            progress(index, len(standards))
    if not chapters:
        raise PostUnknownError(post, posts_of(standards))
    blocks = [*_overview(rows, imprint), *chapters, Signatures(imprint.ref, _SIGNED_BY)]
    return Document(DocumentKind.POST, imprint, subtitle or f"岗位：{post}", tuple(blocks))


def _posts(provider: str) -> list[str]:
    return [part for part in _DIVIDER.split(provider) if part]


def _stem(post: str) -> str:
    """Return a post's name without an ending that tells nothing; a name that is all ending stays."""
    name = re.sub(r"\s", "", post)
    return _ENDING.sub("", name) or name


def _held(lines: Sequence[SourceLine], post: str) -> Iterator[SourceLine]:
    """Yield the clauses of a post, each under the headings that lead to it."""
    above: list[SourceLine] = []
    for line in lines:
        if line.kind is PartKind.HEADING:
            above = [*(each for each in above if each.level < line.level), line]
        elif line.kind is PartKind.CLAUSE and is_of_post(line, post):
            yield from above
            # Told once; those above stay known, so that a deeper heading still ends them rightly.
            above = []
            yield line


def _chapter(standard: SourceStandard, lines: Sequence[SourceLine]) -> Iterator[Block]:
    yield Heading(standard.ref, chapter_title(standard), 1)
    if note := chapter_note(standard):
        yield Note(standard.ref, note, lead=True)
    for line in lines:
        if line.kind is PartKind.HEADING:
            yield Heading(line.ref, line.text, max(line.level, 1) + 1, line.number)
        else:
            yield ClauseBlock(line.ref, line.text, line.number, element_details(line, *_SHOWN))


def _limits(line: SourceLine, standard: SourceStandard, lexicon: Lexicon | None) -> Iterator[TableRow]:
    if line.kind is not PartKind.CLAUSE:
        return
    clause = read(line.text, ref=line.ref, lexicon=lexicon)
    where = f"{standard.imprint.code} {line.number}".strip()
    for each, words in zip(clause.requirements, words_of(clause), strict=True):
        if each.kind in _TIMED:
            what = " → ".join(words) or line.text
            yield TableRow(line.ref, (where, what, bound_in_words(each)))


def _overview(rows: list[TableRow], imprint: Imprint) -> Iterator[Block]:
    if rows:
        ref = replace(imprint.ref, section="时限与频次一览")
        yield Heading(ref, "时限与频次一览", 1)
        yield Table(ref, ("条款", "做什么", "时限、频次"), tuple(rows), (3, 8, 4))
