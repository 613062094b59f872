"""Which step of a service comes before which: 先报价后动工 beside 干完再报价."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables

#: What stands between an earlier step and a later one.
_THEN = re.compile("后方可|后才[能可]?|后再|之后|方可|方能|才[能可]?|再|后(?!续|台|勤|门|备|期|面|果)|以后")
#: What stands behind the later of two steps that are told the other way round: 动工前先报价, but not 审核前不得动工.
_BEFORE = re.compile("之?前(?!台|期|述|后|面)")
_WITHOUT = re.compile("未经?|没有?")
_BARRED = re.compile("不[得准许可予能]?")
#: The later step is barred before the earlier one has been: 审核未通过前不得签订.
_BARRED_BEFORE = re.compile("前,?(?:一律|均|都)?不[得准许可予能]")
_SENTENCE = re.compile("[。;\n]")
#: A paper of that name is no step: 派工单, 登记表; a firm is none: 通知维保单位.
_PAPER = re.compile("单(?!位)|[表簿册卡证]")
#: Steps that come one after another wherever they are named, by the first words of their rows.
_CHAIN = ("派工", "动工", "完工")

#: What is done first and what then, in any words: 先收费,后上门; 先上门,经业主确认后再收费.
_FIRST_THEN = re.compile(
    "先(?![生进期行后前])([^,;。]{2,12}?),?(?:经?[^,;。]{2,10}后)?,?(?:事后|然后|之后|而后|后|再)+(?![期续勤台])([^,;。]{2,12})"
)
#: Characters by which a deed is known again.
_KNOWN_AGAIN = 2

#: The earlier step and the later one, each by the first word of its row in ``library/likeness/steps.tsv``.
Order = tuple[str, str]


@lru_cache(maxsize=20_000)
def orders_in(text: str) -> frozenset[Order]:
    """Return which step a text puts before which.

    Args:
        text: A clause in the words that comparing knows.

    Example:
        >>> sorted(orders_in("业主签字后方可动工"))
        [('签字', '动工'), ('签字', '完工')]
    """
    found = {order for sentence in _SENTENCE.split(text) for order in _orders(sentence)}
    return frozenset(
        (earlier, later)
        for first, last in found
        for earlier in _up_to(first)
        for later in _from(last)
        if earlier != later
    )


def turned(mine: str, theirs: str) -> Order | None:
    """Return two steps of which one text puts first what the other puts last, None where there are none.

    Args:
        mine: One text.
        theirs: The other text.
    """
    others = orders_in(theirs)
    return next(((first, last) for first, last in sorted(orders_in(mine)) if (last, first) in others), None)


def are_put_the_other_way(mine: str, theirs: str) -> bool:
    """Tell whether each of two texts puts first, in words of its own, what the other puts last: 先审批,后施工.

    Args:
        mine: One text.
        theirs: The other text.
    """
    here, there = _first_and_then(mine), _first_and_then(theirs)
    if here is None or there is None:
        return False
    return all(len(one & other) >= _KNOWN_AGAIN for one, other in ((here[0], there[1]), (here[1], there[0])))


def _first_and_then(text: str) -> tuple[set[str], set[str]] | None:
    """Return the characters of what is done first and of what is done then; what both name is what they are done to."""
    found = _FIRST_THEN.search(normalize(text))
    if found is None:
        return None
    first, then = set(found[1]), set(found[2])
    return first - then, then - first


def _up_to(step: str) -> tuple[str, ...]:
    """Return a step with those that come before it wherever both are named."""
    return _CHAIN[: _CHAIN.index(step) + 1] if step in _CHAIN else (step,)


def _from(step: str) -> tuple[str, ...]:
    """Return a step with those that come after it wherever both are named."""
    return _CHAIN[_CHAIN.index(step) :] if step in _CHAIN else (step,)


def _orders(sentence: str) -> set[Order]:
    steps = _steps_in(sentence)
    found: set[Order] = set()
    for place, (begin, end, first) in enumerate(steps):
        for start, second in ((each[0], each[2]) for each in steps[place + 1 :]):
            between = sentence[end:start]
            if _BEFORE.match(between) and not _BARRED_BEFORE.search(between):
                found.add((second, first))
            elif (
                _BARRED_BEFORE.search(between)
                or _THEN.search(between)
                or _is_needed(sentence[max(0, begin - 3) : begin], between)
            ):
                found.add((first, second))
    return found


def _is_needed(ahead: str, between: str) -> bool:
    """Tell whether a later step is barred without an earlier one: 未签字不得动工."""
    return bool(_WITHOUT.search(ahead) and _BARRED.search(between))


def _steps_in(sentence: str) -> list[tuple[int, int, str]]:
    """Return where a sentence first names each step: start, end and first word of the row, in order of place."""
    found: dict[str, tuple[int, int, str]] = {}
    place = 0
    while place < len(sentence):
        word = next((word for word in _words() if sentence.startswith(word, place)), "")
        end = place + len(word)
        if word and not _PAPER.match(sentence, end):
            found.setdefault(_words()[word], (place, end, _words()[word]))
        place = end if word else place + 1
    return list(found.values())


@cache
def _words() -> dict[str, str]:
    """Return the words of the steps, the longest first, each with the first word of its row."""
    words = {word: row[0] for row in tables.alternatives("likeness", "steps") for word in row}
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))
