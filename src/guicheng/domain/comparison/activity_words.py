"""The words of a clause that say what is done: what a correction of its activity ties, and what it must not tie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon, shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.vocabulary import Hit, shipped_vocabulary
from guicheng.domain.values import Span

#: As many characters as a word of the company may have.
_MOST = 40
#: From when a limit runs: 自接报起, 自第2次受理之日起, 接到报修后.
_SINCE = re.compile(
    r"自[^,;。、]{1,12}?(?:起|之后|后)|(?:接到|收到|接获)(?P<event>[^,;。]{1,16}?)(?:之?后|时)|(?<=.)后(?=$|,)"
)
#: A party that stands first and whose name the tables do not have in full: 电梯安全管理员, 检测单位.
_FIRST = re.compile(r"^[甲乙丙]方|(?:^|(?<=由))[\u4e00-\u9fff]{1,6}?(?:单位|公司|中心|主管|经理|(?<!动)员(?!工))")
_BY = re.compile(r"由[\u4e00-\u9fff]{0,6}$|^[\u4e00-\u9fff]{0,5}$")
#: What leads to the act or closes it and is no part of its name.
_EDGES = re.compile(
    r"^(?:应当|应(?![答急援])|必须|须|需要?|由|将|把|对|在|至少|不少于|不低于|不超过|不高于|每次?|均|都|的|并|及时|为|[\W\d_])+|"
    r"(?:应当|应|必须|须|需|由|至少|不少于|不低于|不超过|不高于|每次?|均|都|的|并|及时|为|各|在|[\W\d_])+$"
)
_NO_NAME = {"endpoint", "trigger", "subject", "filler", "scope"}


def words_beside(clause: Clause, term: Term, lexicon: Lexicon | None = None) -> str:
    """Return the words that name what a promise is about: at most 40 characters of its clause, no party, no start.

    Args:
        clause: The clause, read.
        term: The promise.
        lexicon: The words that the clause was read by.

    Returns:
        The words; "" where the clause only says who, when and how fast.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> from guicheng.domain.comparison import terms_of
        >>> clause = read("接到电梯困人报警后，电梯安全管理员15分钟内到场安抚乘客。")
        >>> words_beside(clause, terms_of(clause)[0])
        '到场安抚乘客'
    """
    plain = normalize(clause.text)
    parts = [promise.span for promise in clause.promises]
    own = next((place for place, span in enumerate(parts) if span.covers(term.span)), None)
    if own is None:
        return term.residue[:_MOST]
    bounds = [requirement.span for requirement in clause.requirements]
    sentence = _of_sentence(plain, parts, own)
    # The act itself before what sets it going, and both before the bare name of a stage (到场).
    tries = [(own, False), *((place, False) for place in sentence), *((place, True) for place in (*sentence, own))]
    for place, stages in tries:
        found = _named(plain, parts[place], bounds, lexicon or shipped(), events=place < own or stages, stages=stages)
        if found is not None:
            return clause.text[found.start : found.end][:_MOST]
    choices = shipped_vocabulary().choices(hit for hit in shipped_vocabulary().hits(plain) if _within(hit, parts[own]))
    return max(choices[0].words, key=len) if choices else ""


def _within(hit: Hit, part: Span) -> bool:
    return part.start <= hit.start and hit.end <= part.end


def _of_sentence(plain: str, parts: list[Span], own: int) -> list[int]:
    """Return the numbers of the parts of the same sentence before a part, nearest first."""
    found = []
    for place in range(own - 1, -1, -1):
        if re.search("[。;]", plain[parts[place].start : parts[own].start]):
            break
        found.append(place)
    return found


def is_no_activity(words: str, lexicon: Lexicon | None = None) -> bool:
    """Tell whether words only say who, from when or how fast, so that they can name no activity.

    Args:
        words: The words.
        lexicon: The shipped words, or those of a company over them.

    Example:
        >>> is_no_activity("电梯安全管理员"), is_no_activity("秩序主管自接报起"), is_no_activity("安抚乘客")
        (True, True, False)
    """
    plain = normalize(words)
    if _SINCE.search(f"{plain},"):
        return True
    return _named(plain, Span(0, len(plain)), (), lexicon or shipped(), events=False, stages=True) is None


def _named(
    plain: str, part: Span, bounds: Iterable[Span], lexicon: Lexicon, *, events: bool, stages: bool = False
) -> Span | None:
    """Return where a part names what is done; None where it does not.

    Args:
        plain: The normalized text.
        part: The part.
        bounds: The bounds of the clause.
        lexicon: The words that name posts.
        events: Whether what sets a limit going counts (报修 of 接到报修后), since the act itself has no name.
        stages: Whether the name of a stage (到场) counts as an act.
    """
    hits = [hit for hit in shipped_vocabulary().hits(plain) if _within(hit, part)]
    taken = [span for span in bounds if part.covers(span) and span != part]
    taken += [*_parties(plain, part, hits, lexicon), *_starts(plain, part, events=events)]
    left = bytearray(b"\x01" * len(plain))
    for span in taken:
        left[span.start : span.end] = b"\x00" * (span.end - span.start)
    found = [piece for piece in _pieces(plain, part, left) if stages or not _only_when(piece, hits)]
    named = {index for hit in hits if hit.group == "activity" for index in range(hit.start, hit.end)}
    # Of two stretches that say as much the later one has the verb.
    return max(found, key=lambda piece: (bool(named & set(range(piece.start, piece.end))), piece.end), default=None)


def _parties(plain: str, part: Span, hits: Iterable[Hit], lexicon: Lexicon) -> Iterator[Span]:
    """Yield where a part names who owes it, with the words before the name that belong to it."""
    posts = [
        Span(match.start() + part.start, match.end() + part.start)
        for surface in lexicon.group("post")
        for match in re.finditer(re.escape(surface), plain[part.start : part.end])
    ]
    for span in [*posts, *(Span(hit.start, hit.end) for hit in hits if hit.group == "subject")]:
        before = _BY.search(plain[part.start : span.start])
        yield Span(part.start + before.start() if before else span.start, span.end)
    for first in _FIRST.finditer(plain[part.start : part.end]):
        yield Span(part.start + first.start(), part.start + first.end())


def _starts(plain: str, part: Span, *, events: bool) -> Iterator[Span]:
    """Yield where a part says from when a limit runs."""
    for match in _SINCE.finditer(plain[part.start : part.end]):
        low, high = match.span("event") if events and match["event"] else (match.end(), match.end())
        yield Span(part.start + match.start(), part.start + low)
        yield Span(part.start + high, part.start + match.end())


def _pieces(plain: str, part: Span, left: bytearray) -> Iterator[Span]:
    """Yield the stretches of a part that are left, without what leads to them, of two characters at least."""
    for match in re.finditer(b"\x01+", bytes(left[part.start : part.end])):
        start, end = part.start + match.start(), part.start + match.end()
        text = plain[start:end]
        while (edge := _EDGES.search(text)) is not None and edge[0]:
            start, end = (start + edge.end(), end) if edge.start() == 0 else (start, end - len(edge[0]))
            text = plain[start:end]
        if end - start > 1:
            yield Span(start, end)


def _only_when(piece: Span, hits: Iterable[Hit]) -> bool:
    """Tell whether a stretch names a stage, a place or a time and nothing besides."""
    spans = {(hit.start, hit.end) for hit in hits if hit.group in _NO_NAME}
    own = {(hit.start, hit.end) for hit in hits if hit.group == "activity"} - spans
    covered = {place for start, end in spans for place in range(start, end)}
    named = any(piece.start <= start and end <= piece.end for start, end in own)
    return not named and covered.issuperset(range(piece.start, piece.end))
