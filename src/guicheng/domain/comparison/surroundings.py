"""The parts of a clause with the words found in each, and what a part takes over from those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.clause.lexer import lexer_for
from guicheng.domain.clause.lexicon import Lexicon, shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import facets, tables
from guicheng.domain.comparison.cells import Cells
from guicheng.domain.comparison.doers import HIRED
from guicheng.domain.comparison.mentions import owners_of
from guicheng.domain.comparison.parts import Part, parts_of
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.taken_out import cases_taken_out
from guicheng.domain.comparison.vocabulary import Choice, Hit, Vocabulary
from guicheng.domain.values import Span

_WORD = re.compile("[\u4e00-\u9fffa-z]")
#: What may stand between the start of a part and the party that owes it.
_LEADS = re.compile(
    r"[\s\d.、()一二三四五六七八九十]*(?:[^,;。]{1,12}?(?<![及平])[时后])?(?:由|并由|如|若|凡)?(?:值班|当班|专职|持证|现场|每名|全体|所有|外来)?$"
)
#: What follows a party that does something, as against one that is spoken of (业主投诉, 通知业主).
_OWES = re.compile(
    r"(?:或[^,;。]{1,6}|的(?:救援|维修|维保|值班|专业)?人员)?"
    r"(?:均|都|也|每|当|会(?![所议员])|在|于|自|从|应|须|需|必|要|不|禁|严|可|接|收|至|最|对|将|负|\d|[一二三四五六七八九十半两]|24|提前|及时|立即|定期|报[到道]|"
    r"(?:到达|抵达|赶到|到场)(?:现场)?(?=$|[,;。])|$)"
)
#: A part that says when the rest of its sentence applies.
_PROVISO = re.compile(
    r"(?:发现[^,;。]{1,8}|的(?:事项)?|时|情况下|期内|期间)$|^\s*(?:如|若|遇|凡)|"
    r"^\s*(?:对于?|针对)[^,;。]{1,20}的|^[^,;。]{1,8}(?:期内|期间)"
)
#: What is not done on the spot is what the limit behind it is for; nothing is left out by it.
_NOT_AT_ONCE = re.compile("(?:不能|无法|未能|未)(?:当场|立即|即时|现场|马上)")
#: Whose case it is, told before who has to act.
_WHO = re.compile("对[^,;。]{1,12}的$")
#: A form or report is written about what is done; its name does not say what that is.
_FILLED_IN = re.compile("(?:填写|形成|录入|记入|登记[在到于]|记录[在到于]|在)《[^《》,;。]{1,24}》")
_CANNOT = re.compile("(?:不能|无法|未能).{0,20}?(?=的|时|情况|,|$)")
#: What something is to be, which says nothing beside a number and everything without one: 无积水.
_STATE = re.compile("无.{2}")
_EVERY_DAY = re.compile("每[日天晚夜]")
#: The amount for each of which a number holds.
_FOR_EACH = re.compile("每[0-9.一二两三四五六七八九十百千万]{1,8}(?:平方米|平米|㎡|m2|户|个?车位|亩|公顷)")
#: What only says again what the number says, or that there is no exception: (含本数), (含地下车库), 节假日不例外.
_SAID_ANYWAY = re.compile(
    r"\((?:含|包括|包含)[^()]{1,10}\)|(?<=[以之][上下])\(不含[^()]{0,8}\)|"
    r"[^,;。()]{1,8}(?:不例外|无例外|不休息|亦同)|其[他它余]月份?|[无不]论[^,;。]{1,12}"
)


class Surroundings:
    """What a clause says around its bounds.

    Args:
        clause: The clause, read.
        vocabulary: The words to look for.
        lexicon: The words it was read by.
    """

    def __init__(self, clause: Clause, vocabulary: Vocabulary, lexicon: Lexicon | None = None) -> None:
        self.clause = clause
        self.plain = normalize(clause.text)
        self._lexicon = lexicon or shipped()
        self._vocabulary = vocabulary
        self._tokens = lexer_for(self._lexicon).tokens(self.plain)
        hits = vocabulary.hits(self.plain)
        self.parts = parts_of(clause, self.plain, hits, self._tokens, cases_taken_out(self.plain))
        self._cells = Cells(clause, self.plain, self.parts)

    def choices(self, hits: list[Hit]) -> list[Choice]:
        """Return the activities that words name, best covered first."""
        return self._vocabulary.choices(hits)

    def part_at(self, place: int) -> int:
        """Return the number of the part in which a place stands."""
        return next((index for index, part in enumerate(self.parts) if part.start <= place < part.end), 0)

    def ahead(self, index: int) -> list[Part]:
        """Return the parts of the same sentence before a part, nearest first."""
        mine = self.parts[index].sentence
        return [part for part in reversed(self.parts[:index]) if part.sentence == mine]

    def is_exception(self, index: int) -> bool:
        """Tell whether a part only takes cases out of the others (除紧急情况外)."""
        part = self.parts[index]
        return any(match.start() <= part.start and part.end <= match.end() for match in self._cells.exceptions)

    def leads(self, part: Part, hit: Hit) -> bool:
        """Tell whether a word opens its part, but for a number, 由 or 如, and for when it is: 电梯困人时物业人员…."""
        return _LEADS.match(self.plain[part.start : hit.start]) is not None

    def is_proviso(self, index: int) -> bool:
        """Tell whether a part only says when others apply (不能自行处理的)."""
        part = self.parts[index]
        return _PROVISO.search(self.plain[part.start : part.end]) is not None

    def is_rest(self, index: int) -> bool:
        """Tell whether a part is about the months that the parts before it leave: 其他月份每月1次."""
        return self._cells.is_rest(index)

    def says_only_when(self, index: int) -> bool:
        """Tell whether a part names hours and days and nothing that is done then (每日22:00至次日6:00)."""
        part = self.parts[index]
        cells = {(hit.start, hit.end) for hit in part.hits if hit.group == "scope"}
        named = any(
            hit.group in {"activity", "endpoint", "trigger", "subject"}
            and len(hit.word) > 1
            and (hit.start, hit.end) not in cells
            for hit in part.hits
        )
        return not named and not _EVERY_DAY.sub("", self.residue(index, frozenset()))

    def provisos(self, index: int) -> Iterator[int]:
        """Yield the numbers of the parts ahead that narrow a part to some of its cases."""
        sentence = self.parts[index].sentence
        for number, part in enumerate(self.parts[:index]):
            text = self.plain[part.start : part.end]
            if part.sentence == sentence and self.is_proviso(number) and not _NOT_AT_ONCE.search(text):
                yield number

    def naming(self, index: int, words: frozenset[str]) -> list[int]:
        """Return the numbers of the parts ahead that name an activity which a part itself does not name.

        Args:
            index: Number of the part.
            words: Words of the activity.
        """
        said = {hit.word for hit in self.parts[index].hits if hit.group == "activity"} & words
        if said:
            return []
        sentence = self.parts[index].sentence
        return [
            number
            for number, part in enumerate(self.parts[:index])
            if part.sentence == sentence
            and not self.is_proviso(number)
            and any(hit.group == "activity" and hit.word in words for hit in part.hits)
        ]

    def failing(self, index: int) -> str:
        """Return what cannot be done in the cases that a proviso names, "" where it names no such cases."""
        part = self.parts[index]
        found = _CANNOT.search(self.plain, part.start, part.end)
        return found[0] if found else ""

    @property
    def hedges(self) -> str:
        """The words of the clause that loosen it by an amount that nobody knows, "" where it has none."""
        return self._cells.hedges

    def scope(self, index: int, span: Span | None = None) -> Scope:
        """Return the box of a part; a facet it does not name is taken from the parts before it.

        Args:
            index: Number of the part.
            span: A bound in it; of several in one part each takes the words nearest to it.
        """
        return self._cells.of_part(index, self.ahead(index), span)

    @cached_property
    def _owing(self) -> Hit | None:
        """The word for the party that owes the clause; of 业主对收费有疑问的，客服应答复 that is not who asks."""
        named = [
            (index, hit)
            for index, part in enumerate(self.parts)
            for hit in part.of("subject")
            if (_OWES.match(self.plain, hit.end, part.end) or hit.end == part.end) and self.leads(part, hit)
        ]
        plain = (hit for index, hit in named if not self._tells_who(index))
        return next(plain, named[0][1] if named else None)

    def _tells_who(self, index: int) -> bool:
        """Tell whether a part only tells in whose case the next ones apply: 业主对收费有疑问的."""
        part = self.parts[index]
        return _WHO.search(self.plain, part.start, part.end) is not None

    @property
    def subject(self) -> str:
        """The party that owes the clause, "" where it names none."""
        return self._owing.value if self._owing else ""

    @property
    def post(self) -> str:
        """The kind of post of the company that owes the clause, "" where it names none."""
        return tables.posts().get(self._owing.word, "") if self._owing else ""

    def party_at(self, place: int) -> str:
        """Return the party that owes what stands at a place: the one that its own part begins with, or the clause's.

        Of 值班员5分钟内到场，维保单位30分钟内到场 each owes its own.
        """
        part = self.parts[self.part_at(place)]
        named = [hit for hit in part.of("subject") if hit.end <= place and self._opens(part, hit)]
        own = named[-1] if named else None
        if own is None or not self.subject or self._owing is None or self._owing.start > own.start:
            return self.subject
        return own.value if own.value in HIRED else self.subject

    def _opens(self, part: Part, hit: Hit) -> bool:
        """Tell whether a party begins a part, or what a part goes on with: 客服1分钟内应答、维保单位30分钟内到场."""
        if hit.start == part.start:
            return True
        bounds = (each.span for each in self.clause.requirements)
        return self.plain[hit.start - 1] == "、" and any(part.start <= b.start and b.end < hit.start for b in bounds)

    def posts_measured(self, index: int) -> str:
        """Return the kinds of posts that a part speaks of without owing it: the guards of 保安持证上岗率100%."""
        spoken = [hit for hit in self.parts[index].of("subject") if hit != self._owing]
        return "".join(sorted({tables.posts().get(hit.word, "") for hit in spoken}))

    def blocked(self, part: Part) -> Part:
        """Return a part without the activity words of names: of a party (维修人员), of a form filled in (《巡查记录》)."""
        names = [(p.start, p.end, p.word) for p in part.of("subject")]
        names += [(*match.span(), match[0]) for match in _FILLED_IN.finditer(self.plain, part.start, part.end)]
        return replace(
            part,
            hits=tuple(
                hit
                for hit in part.hits
                if hit.group != "activity"
                or not any(start <= hit.start and hit.end <= end and hit.word != name for start, end, name in names)
            ),
        )

    def unfilled(self, index: int, modal: re.Pattern[str]) -> str:
        """Return a part without the words that say nothing, its party, and modal verbs: the act itself."""
        part = self.parts[index]
        text = self.plain[part.start : part.end]
        taken = bytearray(len(text))
        for start, end in (
            [(hit.start - part.start, hit.end - part.start) for hit in part.of("subject")]
            + [
                (hit.start - part.start, hit.end - part.start)
                for hit in part.of("filler")
                if not _STATE.match(hit.word)
            ]
            + [(hit.start - part.start, hit.end - part.start) for hit in part.of("scope") if _when(hit)]
            + [match.span() for match in modal.finditer(text)]
        ):
            taken[start:end] = b"\x01" * (end - start)
        return "".join(char for char, gone in zip(text, taken, strict=True) if not gone and _WORD.match(char))

    def _others(self, index: int, span: Span | None) -> list[Span]:
        """Return where the other bounds of a part stand that are no hours: of 清运2次、清洗1次 each has its own verb."""
        part = self.parts[index]
        return [
            other.span
            for other in self.clause.requirements
            if span is not None
            and other.kind is not Kind.WINDOW
            and part.start <= other.span.start < part.end
            and (other.span.end <= span.start or span.end <= other.span.start)
        ]

    def but_for_others(self, index: int, span: Span) -> Part:
        """Return a part without the words that stand in other bounds than the one at ``span``."""
        others, part = self._others(index, span), self.parts[index]
        hits = (hit for hit in part.hits if not any(o.start <= hit.start and hit.end <= o.end for o in others))
        return replace(part, hits=tuple(hits))

    def residue(self, index: int, used: frozenset[str], span: Span | None = None) -> str:
        """Return the words of a part that nothing has understood.

        Args:
            index: Number of the part.
            used: Words that named the activity.
            span: The bound they stand around; words inside of other bounds belong to those.
        """
        part = self.parts[index]
        taken = bytearray(part.end - part.start)
        for start, end in self._understood(index, used, span):
            low, high = max(start, part.start) - part.start, min(end, part.end) - part.start
            if low < high:
                taken[low:high] = b"\x01" * (high - low)
        text = self.plain[part.start : part.end]
        return "".join(char for char, gone in zip(text, taken, strict=True) if not gone and _WORD.match(char))

    def _understood(self, index: int, used: frozenset[str], span: Span | None) -> Iterator[tuple[int, int]]:
        """Yield where words of a part are understood, or belong to other bounds than the one at ``span``."""
        part = self.parts[index]
        yield from ((other.start, other.end) for other in self._others(index, span))
        yield from ((token.start, token.end) for token in self._tokens if token.letter != "t")
        yield from (match.span() for match in self._cells.exceptions if match[0] not in self._cells.hedges)
        for words in (_SAID_ANYWAY, _FOR_EACH):
            yield from (match.span() for match in words.finditer(self.plain, part.start, part.end))
        owners = {(hit.start, hit.end) for hit in owners_of(self.plain, part)}
        for hit in part.hits:
            if (hit.group != "activity" or hit.word in used) and (hit.start, hit.end) not in owners:
                yield hit.start, hit.end


def _when(hit: Hit) -> bool:
    """Tell whether a word names days or hours, which the scope tells fully."""
    return all(facet in {"day", "hour"} for facet, _name in facets.words()[hit.word])
