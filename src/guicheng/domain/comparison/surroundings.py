"""The parts of a clause with the words found in each, and what a part takes over from those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexer import lexer_for
from guicheng.domain.clause.lexicon import Lexicon, shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import facets, tables
from guicheng.domain.comparison.scope import ANYWHERE, EVERY, Condition, Scope
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.vocabulary import Choice, Hit, Vocabulary
from guicheng.domain.values import Span

_SENTENCE_END = re.compile("[。;!?\n]")
_WORD = re.compile("[\u4e00-\u9fffa-z]")
#: What may stand between the start of a part and the party that owes it.
_LEADS = re.compile(r"[\s\d.、()一二三四五六七八九十]*(?:由|并由|如|若|凡)?$")
#: What follows a party that does something, as against one that is spoken of (业主投诉, 通知业主).
_OWES = re.compile(
    r"(?:或[^,;。]{1,6})?(?:均|都|也|每|当|会|在|于|自|从|应|须|需|必|要|不|禁|严|可|接|收|至|最|对|将|负|\d|[一二三四五六七八九十半两]|24|提前|及时|立即|定期|$)"
)
#: A part that says when the rest of its sentence applies.
_PROVISO = re.compile(r"(?:的|时|情况下|期内|期间)$|^\s*(?:如|若|遇|凡)|^[^,;。]{1,8}(?:期内|期间)")
#: What is not done on the spot is what the limit behind it is for; nothing is left out by it.
_NOT_AT_ONCE = re.compile("(?:不能|无法|未能|未)(?:当场|立即|即时|现场|马上)")
_CANNOT = re.compile("(?:不能|无法|未能).{0,20}?(?=的|时|情况|,|$)")
#: What turns a share round: 不满意率 is no 满意率.
_DENIALS = ("不", "未", "非")
#: A board on which something is posted is no place for which it holds.
_POSTED = re.compile("[口处内上前旁]?(?:等?(?:显著|醒目)(?:位置|处))?(?:张贴|公示|公布|发布|公告|粘贴)")
#: 水管爆裂等急修 gives an example of what is urgent, no limit to it.
_SUCH_AS = re.compile("[^,;。]{0,6}等(?:急修|紧急|应急|抢修)")
_EXAMPLES = re.compile(r"(?:急修|抢修|报修|维修|故障|事件)\([^()]{1,24}、[^()]{1,24}\)")
_TWO = {"space", "facility"}
_MONTHS = re.compile(r"(?<![\d.])([1-9]\d?)月?份?(?:至|到|-)(?:次年|翌年)?([1-9]\d?)月")
_LONG = frozenset({"year", "half_year", "quarter"})


#: 约30分钟 and 除节假日外; 预约 and 合同约定 are no such words.
_ABOUT = re.compile(r"(?<![预合公契节特])约(?=[\d一二两三四五六七八九十半])")
_EXCEPT = re.compile("除([^,;。除]{1,12}?)(?:之|以)?外|([^,;。()、的]{1,12})(?:除外|例外)")
_CASES = re.compile("(?:情况|情形|期间|时段|天气)(?:下)?$")
#: Facets whose cells differ from place to place, so that nothing can be taken out of them for sure.
_FUZZY = frozenset({"season"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a clause, between two breaks.

    Args:
        start: First code point.
        end: Code point after the last.
        sentence: Number of the sentence it stands in.
        hits: Words found in it, in order of place.
    """

    start: int
    end: int
    sentence: int
    hits: tuple[Hit, ...]

    def of(self, group: str) -> list[Hit]:
        """Return the longest words of one group, none inside another."""
        found = sorted((hit for hit in self.hits if hit.group == group), key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept


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
        lengths = [(token.start, token.end) for token in self._tokens if token.letter == "D"]
        hits = [
            hit
            for hit in vocabulary.hits(self.plain)
            if (hit.group != "scope" or not any(start <= hit.start and hit.end <= end for start, end in lengths))
            and not (hit.word.endswith(("率", "度")) and self.plain[: hit.start].endswith(_DENIALS))
        ]
        self.parts = [
            Part(
                promise.span.start,
                promise.span.end,
                len(_SENTENCE_END.findall(self.plain, 0, promise.span.start)),
                tuple(hit for hit in hits if promise.span.start <= hit.start and hit.end <= promise.span.end),
            )
            for promise in clause.promises
        ]

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
        return any(match.start() <= part.start and part.end <= match.end() for match in self._exceptions)

    def leads(self, part: Part, hit: Hit) -> bool:
        """Tell whether a word opens its part, but for a number, 由 or 如."""
        return _LEADS.match(self.plain[part.start : hit.start]) is not None

    def is_proviso(self, index: int) -> bool:
        """Tell whether a part only says when others apply (不能自行处理的)."""
        part = self.parts[index]
        return _PROVISO.search(self.plain[part.start : part.end]) is not None

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

    @cached_property
    def hedges(self) -> str:
        """The words of the clause that loosen it by an amount that nobody knows, "" where it has none."""
        found = [word for word in tables.hedges() if word in self.plain]
        for match in self._exceptions:
            if self._excepted(match):
                found = [word for word in found if word not in {"除外", "例外"}]
            else:
                found.append(match[0])
        found += _ABOUT.findall(self.plain)
        if self._yearly:
            found += [match[0] for match in _MONTHS.finditer(self.plain)]
        return "".join(found)

    @cached_property
    def _exceptions(self) -> tuple[re.Match[str], ...]:
        """The words of the clause that take cases out of it: 除节假日外, 雨天除外."""
        return tuple(_EXCEPT.finditer(self.plain))

    def _excepted(self, match: re.Match[str]) -> dict[str, int]:
        """Return the cells that an exception takes out, a mask for its one facet; {} where it is not all understood."""
        said = _CASES.sub("", match[1] or match[2])
        found: dict[str, int] = {}
        for facet, name in facets.words().get(said, ()):
            found[facet] = found.get(facet, 0) | facets.masks(facet)[name]
        return found if len(found) == 1 and not _FUZZY & set(found) else {}

    def scope(self, index: int, span: Span | None = None) -> Scope:
        """Return the box of a part; a facet it does not name is taken from the parts before it.

        Args:
            index: Number of the part.
            span: A bound in it; of several in one part each takes the words nearest to it.
        """
        found = self._named(self._stretch(self.parts[index], span) if span else self.parts[index])
        for part in self.ahead(index):
            earlier = self._named(part)
            taken = set(found)
            if taken & _TWO:
                taken |= _TWO
            found |= {facet: mask for facet, mask in earlier.items() if facet not in taken}
        return self._box(found)

    def _stretch(self, part: Part, span: Span) -> Part:
        """Return the words of a part that belong to one bound: those since the bound before it, if each has its own."""
        ends = [
            requirement.span.end
            for requirement in self.clause.requirements
            if part.start <= requirement.span.start < part.end
        ]
        cuts = [part.start, *sorted(set(ends))[:-1], part.end]
        stretches = [
            replace(part, hits=tuple(hit for hit in part.hits if start <= hit.start < end))
            for start, end in pairwise(cuts)
        ]
        if len(stretches) == 1 or not all(stretch.of("scope") for stretch in stretches):
            return part
        return next(
            stretch
            for stretch, (start, end) in zip(stretches, pairwise(cuts), strict=True)
            if start <= span.start < end
        )

    def _box(self, found: dict[str, tuple[int, tuple[str, ...]]]) -> Scope:
        scope = ANYWHERE
        assumed: list[str] = []
        for facet, (mask, names) in found.items():
            scope = scope.narrowed(facet, mask)
            assumed += names
        for match in self._exceptions:
            for facet, mask in self._excepted(match).items():
                scope = scope.narrowed(facet, EVERY & ~mask)
        return replace(scope, conditions=self.conditions, assumed=tuple(assumed))

    def _named(self, part: Part) -> dict[str, tuple[int, tuple[str, ...]]]:
        """Return the mask that the words of a part give each facet they name, and the seasons only assumed."""
        found: dict[str, tuple[int, tuple[str, ...]]] = {}
        owners = self._owners(part)
        for hit in part.of("scope"):
            for facet, name in facets.words()[hit.word]:
                if self._spoken_of(hit, facet) or hit in owners:
                    continue
                mask, names = found.get(facet, (0, ()))
                fuzzy = (hit.word,) if name.startswith("?") else ()
                found[facet] = (mask | facets.masks(facet)[name], names + fuzzy)
        if (months := self._months(part)) is not None:
            found["season"] = (months, ())
        return found

    def _listed(self, hit: Hit) -> bool:
        """Tell whether a word stands in brackets among examples of what is urgent: 急修(停电、跑水)."""
        return any(match.start() < hit.start < match.end() for match in _EXAMPLES.finditer(self.plain))

    def _months(self, part: Part) -> int | None:
        """Return the months to which a part limits itself (4月至10月), or None; a year has one such time anyway."""
        match = _MONTHS.search(self.plain, part.start, part.end)
        if match is None or self._yearly:
            return None
        first, last = int(match[1]), int(match[2])
        return facets.months_mask(facets.months_between(first, last)) if max(first, last) <= 12 else None

    @cached_property
    def _yearly(self) -> bool:
        """Whether the clause counts by the year, so that months in it say when, not how often."""
        return any(requirement.per in _LONG for requirement in self.clause.requirements)

    @staticmethod
    def _owners(part: Part) -> list[Hit]:
        """Return the words of place that only say whose thing the next word names: the 楼道 of 楼道扶手."""
        found = part.of("scope")
        return [
            hit
            for hit, following in pairwise(found)
            if hit.end == following.start and _place(hit) and _place(following) and not _place(hit) & _place(following)
        ]

    def _spoken_of(self, hit: Hit, facet: str) -> bool:
        """Tell whether a word of scope is part of another word (维修人员, 重大节假日) or named an exception."""
        if any(match.start() <= hit.start < match.end() for match in self._exceptions):
            return True
        if facet == "space" and _POSTED.match(self.plain, hit.end):
            return True
        if facet == "facility" and (_SUCH_AS.match(self.plain, hit.end) or self._listed(hit)):
            return True
        return facet == "hour" and self.plain.startswith("人员", hit.end)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """The numbers that only say when the clause applies, one for each unit."""
        found: dict[str, Condition] = {}
        for threshold in self.clause.thresholds:
            if isinstance(threshold.value, str):
                continue
            value, what = float(threshold.value), threshold.unit or ""
            low = value if threshold.op in {">", ">=", "=="} else None
            high = value if threshold.op in {"<", "<=", "=="} else None
            old = found.get(what, Condition(what))
            found[what] = Condition(what, old.low if low is None else low, old.high if high is None else high)
        return tuple(found.values())

    @cached_property
    def _owing(self) -> Hit | None:
        """The word for the party that owes the clause."""
        for part in self.parts:
            for hit in part.of("subject"):
                owes = _OWES.match(self.plain, hit.end, part.end) or hit.end == part.end
                if owes and self.leads(part, hit):
                    return hit
        return None

    @property
    def subject(self) -> str:
        """The party that owes the clause, "" where it names none."""
        return self._owing.value if self._owing else ""

    @property
    def post(self) -> str:
        """The kind of post of the company that owes the clause, "" where it names none."""
        return tables.posts().get(self._owing.word, "") if self._owing else ""

    def blocked(self, part: Part) -> Part:
        """Return a part without the activity words that are only part of a party's name (维修人员)."""
        parties = part.of("subject")
        return replace(
            part,
            hits=tuple(
                hit
                for hit in part.hits
                if hit.group != "activity"
                or not any(p.start <= hit.start and hit.end <= p.end and hit.word != p.word for p in parties)
            ),
        )

    def unfilled(self, index: int, modal: re.Pattern[str]) -> str:
        """Return a part without the words that say nothing, its party, and modal verbs: the act itself."""
        part = self.parts[index]
        text = self.plain[part.start : part.end]
        taken = bytearray(len(text))
        for start, end in (
            [(hit.start - part.start, hit.end - part.start) for hit in part.of("subject")]
            + [(hit.start - part.start, hit.end - part.start) for hit in part.of("filler")]
            + [(hit.start - part.start, hit.end - part.start) for hit in part.of("scope") if _when(hit)]
            + [match.span() for match in modal.finditer(text)]
        ):
            taken[start:end] = b"\x01" * (end - start)
        return "".join(char for char, gone in zip(text, taken, strict=True) if not gone and _WORD.match(char))

    def residue(self, index: int, used: frozenset[str]) -> str:
        """Return the words of a part that nothing has understood.

        Args:
            index: Number of the part.
            used: Words that named the activity.
        """
        part = self.parts[index]
        taken = bytearray(part.end - part.start)
        for token in self._tokens:
            start, end = max(token.start, part.start) - part.start, min(token.end, part.end) - part.start
            if token.letter != "t" and start < end:
                taken[start:end] = b"\x01" * (end - start)
        for match in self._exceptions:
            if self._excepted(match):
                start, end = max(match.start(), part.start) - part.start, min(match.end(), part.end) - part.start
                taken[max(start, 0) : max(end, 0)] = b"\x01" * max(end - max(start, 0), 0)
        owners = {(hit.start, hit.end) for hit in self._owners(part)}
        for hit in part.hits:
            if (hit.group != "activity" or hit.word in used) and (hit.start, hit.end) not in owners:
                at = hit.start - part.start
                taken[at : at + len(hit.word)] = b"\x01" * len(hit.word)
        text = self.plain[part.start : part.end]
        return "".join(char for char, gone in zip(text, taken, strict=True) if not gone and _WORD.match(char))


def _when(hit: Hit) -> bool:
    """Tell whether a word names days or hours, which the scope tells fully."""
    return all(facet in {"day", "hour"} for facet, _name in facets.words()[hit.word])


def _place(hit: Hit) -> int:
    """Return the mask of the places that a word names, 0 where it names none."""
    mask = 0
    for facet, name in facets.words()[hit.word]:
        mask |= facets.masks(facet)[name] if facet == "space" else 0
    return mask


def words_beside(clause: Clause, term: Term) -> str:
    """Return the words that name what a promise is about: at most 40 characters beside its bound."""
    text = clause.text
    part = next((each.span for each in clause.promises if each.span.covers(term.span)), None)
    if part is None:
        return term.residue[:40]
    stretches = (text[part.start : term.span.start], text[term.span.end : part.end])
    return max((stretch.strip("，,。；;、 应须在") for stretch in stretches), key=len)[-40:]
