"""The cells in which the parts of a clause hold: the places, people, seasons, days and cases that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.comparison import facets, tables
from guicheng.domain.comparison.dealing import dealt
from guicheng.domain.comparison.mentions import is_mentioned, kinds_of, owners_of
from guicheng.domain.comparison.months import MONTHS, ends_of, is_ragged, listed_months
from guicheng.domain.comparison.named_parts import named_parts, thresholds
from guicheng.domain.comparison.numbered import is_of_whom, numbered
from guicheng.domain.comparison.parts import Part, of_severity
from guicheng.domain.comparison.scope import ANYWHERE, EVERY, Condition, Scope
from guicheng.domain.comparison.taken_out import EXCEPTED, excepted, exceptions_of, unnamed
from guicheng.domain.comparison.vocabulary import Hit
from guicheng.domain.values import Span

_LONG = frozenset({"year", "half_year", "quarter"})
_MONTHS_OF = {"quarter": 3, "half_year": 6, "year": 12}
#: Facets whose words 非 turns round: 非汛期, 非工作时间.
_DENIED = frozenset({"season", "day", "hour"})
#: 约30分钟 and 除节假日外; 预约 and 合同约定 are no such words.
_ABOUT = re.compile(r"(?<![预合公契节特])约(?=[\d一二两三四五六七八九十半])")
_NO_EXCEPTION = re.compile("[不无](?:例外|除外)")
_TWO = {"space", "facility"}
_REST = re.compile("其[他它余](?:月份?|季节|时间|时段)")
#: 超过30分钟的, 逾期3日以上: behind a promise, where it was broken.
_EXCEEDED = re.compile("(?:超过|超出|逾期|逾|延误|迟到|晚于)[^,;。]{0,8}$")


class Cells:
    """The cells that a clause names.

    Args:
        clause: The clause, read.
        plain: Its normalized text.
        parts: Its parts with the words found in each.
    """

    def __init__(self, clause: Clause, plain: str, parts: Sequence[Part]) -> None:
        self._clause, self._plain, self._parts = clause, plain, parts

    @cached_property
    def hedges(self) -> str:
        """The words of the clause that loosen it by an amount that nobody knows, "" where it has none."""
        plain = _NO_EXCEPTION.sub("", self._plain)
        found = [word for word in tables.hedges() if word in plain]
        for match in self.exceptions:
            if excepted(match) or unnamed(match):
                found = [word for word in found if word not in {"除外", "例外"}]
            else:
                found.append(match[0])
        found += _ABOUT.findall(self._plain)
        if self._yearly:
            found += [match[0] for match in MONTHS.finditer(self._plain) if not self._recurs_within(match)]
        found += [match[0] for match in MONTHS.finditer(self._plain) if is_ragged(match)]
        return "".join(found)

    @cached_property
    def exceptions(self) -> tuple[re.Match[str], ...]:
        """The words of the clause that take cases out of it: 除节假日外, 雨天除外."""
        return exceptions_of(self._plain)

    def of_part(self, index: int, ahead: Sequence[Part], span: Span | None = None) -> Scope:
        """Return the box of a part; a facet it does not name is taken from the parts before it.

        Args:
            index: Number of the part.
            ahead: The parts of the same sentence before it, nearest first.
            span: A bound in it; of several in one part each takes the words nearest to it.
        """
        found = self._named(self._stretch(self._parts[index], span) if span else self._parts[index])
        if self.is_rest(index) and (others := self._other_months(ahead)) is not None:
            found["season"] = others
        for part in ahead:
            earlier = self._named(part)
            taken = set(found)
            if taken & _TWO:
                taken |= _TWO
            found |= {facet: mask for facet, mask in earlier.items() if facet not in taken}
        return self._box(found, index)

    def is_rest(self, index: int) -> bool:
        """Tell whether a part is about the months that the parts before it leave: 其他月份每月1次."""
        part = self._parts[index]
        return _REST.search(self._plain, part.start, part.end) is not None

    def _other_months(self, ahead: Sequence[Part]) -> tuple[int, tuple[str, ...]] | None:
        named = [season for part in ahead if (season := self._named(part).get("season")) is not None]
        if not named:
            return None
        mask = EVERY
        for months, _names in named:
            mask &= ~months
        return mask, tuple(name for _months, names in named for name in names)

    def _stretch(self, part: Part, span: Span) -> Part:
        """Return the words of a part that belong to one bound: those since the bound before it, if each has its own."""
        ends = [
            requirement.span.end
            for requirement in self._clause.requirements
            if part.start <= requirement.span.start < part.end
            # Hours only say when a bound holds: the 工作日 of 工作日8:30至17:30每3小时巡查1次门岗 is that of the rounds.
            and (requirement.kind is not Kind.WINDOW or requirement.span == span)
        ]
        if own := dealt(self._clause, self._plain, part, of_severity(part), span):
            return replace(part, hits=tuple(hit for hit in part.hits if hit.group != "scope" or hit == own))
        cuts = [part.start, *sorted(set(ends))[:-1], part.end]
        stretches = [
            replace(part, hits=tuple(hit for hit in part.hits if start <= hit.start < end))
            for start, end in pairwise(cuts)
        ]
        # 5至10月每周1次、11至次年4月每月1次: each has months of its own, whatever words stand around them.
        dated = [
            replace(each, start=start, end=end) for each, (start, end) in zip(stretches, pairwise(cuts), strict=True)
        ]
        if len(dated) > 1 and all(self._months(each) is not None for each in dated):
            stretches = dated
        elif len(stretches) == 1 or not all(stretch.of("scope") for stretch in stretches):
            return part
        return next(
            stretch
            for stretch, (start, end) in zip(stretches, pairwise(cuts), strict=True)
            if start <= span.start < end
        )

    def _box(self, found: dict[str, tuple[int, tuple[str, ...]]], index: int) -> Scope:
        scope = ANYWHERE
        assumed: list[str] = []
        for facet, (mask, names) in found.items():
            scope = scope.narrowed(facet, mask)
            assumed += names
        for match in self.exceptions:
            for facet, mask in excepted(match).items():
                scope = scope.narrowed(facet, EVERY & ~mask)
        return replace(scope, conditions=self._conditions(index), assumed=tuple(assumed))

    def _named(self, part: Part) -> dict[str, tuple[int, tuple[str, ...]]]:
        """Return the mask that the words of a part give each facet they name, and the seasons only assumed."""
        found: dict[str, tuple[int, tuple[str, ...]]] = {}
        owners = owners_of(self._plain, part)
        wider = kinds_of(self._plain, part)
        for hit in part.of("scope"):
            for facet, name in facets.words()[hit.word]:
                if self._is_excepted(hit) or is_mentioned(self._plain, hit, facet):
                    continue
                if hit in owners or (hit, facet) in wider:
                    continue
                mask, names = found.get(facet, (0, ()))
                fuzzy = (hit.word,) if name.startswith("?") else ()
                own = facets.masks(facet)[name]
                if facet in _DENIED and self._plain.startswith("非", hit.start - 1):
                    own = EVERY & ~own
                found[facet] = (mask | own, names + fuzzy)
        if (months := self._months(part)) is not None:
            found["season"] = (months, ())
        return found

    def _is_excepted(self, hit: Hit) -> bool:
        """Tell whether a word stands in an exception."""
        return any(match.start() <= hit.start < match.end() for match in self.exceptions)

    def _months(self, part: Part) -> int | None:
        """Return the months to which a part limits itself (4月至10月), or None; a year has one such time anyway."""
        match = MONTHS.search(self._plain, part.start, part.end)
        if self._yearly and not self._recurs_within(match):
            return None
        if match is None:
            listed = listed_months(self._plain[part.start : part.end])
            return facets.months_mask(listed) if listed else None
        first, last = ends_of(match)
        return facets.months_mask(facets.months_between(first, last)) if max(first, last) <= 12 else None

    def _recurs_within(self, match: re.Match[str] | None) -> bool:
        """Tell whether a stretch of months is longer than the period in which the clause counts: 10月至次年5月每季度1次."""
        if match is None or is_ragged(match) or max(ends_of(match)) > _MONTHS_OF["year"]:
            return False
        months = len(list(facets.months_between(*ends_of(match))))
        periods = {requirement.per for requirement in self._clause.requirements if requirement.per is not None}
        return all(months > _MONTHS_OF.get(per, _MONTHS_OF["year"]) for per in periods)

    @cached_property
    def _yearly(self) -> bool:
        """Whether the clause counts by the year, so that months in it say when, not how often."""
        periods = [requirement.per for requirement in self._clause.requirements if requirement.per is not None]
        return bool(periods) and all(per in _LONG for per in periods)

    def _deciding(self, index: int) -> Iterator[Requirement]:
        """Yield the numbers that decide when a part applies: of 3层以下…，3层以上… each part has its own."""
        part = self._parts[index]
        own = {each.unit for each in self._clause.thresholds if part.start <= each.span.start < part.end}
        yield from (each for each in self._clause.requirements if is_of_whom(self._plain, each))
        for threshold in self._clause.thresholds:
            inside = part.start <= threshold.span.start < part.end
            if inside or (threshold.unit not in own and not self._is_breach(threshold, part)):
                yield threshold

    def _is_breach(self, threshold: Requirement, part: Part) -> bool:
        """Tell whether a number says what follows where the part was not kept: 30分钟内到场，超过30分钟的免收上门费."""
        ahead = self._plain[part.end : threshold.span.end]
        return threshold.span.start >= part.end and _EXCEEDED.search(ahead) is not None

    def _conditions(self, index: int) -> tuple[Condition, ...]:
        """Return the numbers that only say when a part applies, one for each unit."""
        found: dict[str, Condition] = {}
        for threshold in self._deciding(index):
            if isinstance(threshold.value, str):
                continue
            value, what = float(threshold.value), threshold.unit or ""
            exclusive = threshold.op in {"<", ">"} or self._plain.startswith("(不含", threshold.span.end)
            old = found.get(what, Condition(what))
            if threshold.op in {">", ">=", "=="}:
                old = replace(old, low=value, low_open=exclusive)
            if threshold.op in {"<", "<=", "=="}:
                old = replace(old, high=value, high_open=exclusive)
            found[what] = old
        told = (*numbered(self._plain), *named_parts(self._plain), *thresholds(self._plain))
        found |= {each.what: each for each in told}
        for match in self.exceptions:
            if said := unnamed(match):
                # It narrows the promise by cases that only another clause with the same words shares.
                found[f"{EXCEPTED}{said}"] = Condition(f"{EXCEPTED}{said}")
        return tuple(found.values())
