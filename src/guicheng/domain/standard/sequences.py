"""Steps and things that a sentence lists in their order: 按消防、电梯、照明的次序合闸, 以台面为先、便器为末."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

#: Steps in a row: 报价→缴费→施工, ①消音②现场核实③复位, 第1步:拨119|第2步:现场核查.
_ARROW: Final = re.compile("\\s*(?:→|⇒|➡|-{0,2}>)\\s*")
_MARK: Final = re.compile("[①-⑨]|第[一二三四五六1-6]步(?:是|[:,])?")
_NUMBER: Final = re.compile(r"(?:流程|手续|顺序|步骤|程序|次序)[^:\d]{0,6}:?\s*1[.、]?\s*(?P<steps>[一-鿿].{2,80})")
_NEXT: Final = re.compile(r"[\s,]*[2-9][.、]?\s*(?=[一-鿿])")
_LABEL: Final = re.compile("^[^→]{0,30}[:|]")
#: 按消防设备、电梯、生活水泵的次序, 由高压至低压之次序.
_LISTED: Final = re.compile(
    "(?:按照?|依照?|照)(?P<list>[^,;。]{1,12}、[^,;。]{1,40}?)[的之](?:先后)?(?:次序|顺序|先后)"
    "|(?:[由从按依自](?P<from>[^,;。]{2,12}?)[至到](?P<to>[^,;。]{2,12}?)[的之](?:先后)?(?:次序|顺序))"
)
_ITEM: Final = re.compile("[、和及与]|以及")
#: What of a list comes last: 电梯放在最后, 便器居后.
_AT_THE_END: Final = re.compile(
    "(?P<last>[^,;。、]{2,14}?)(?:最后(?:再|才)?[^,;。]{0,4}$|(?:[放排留摆][在到]|居|在|排|为)(?:最后面?|末尾?|末位|后头|后面|后(?=[,;。]|$)))"
)
#: 先送消防设备,再送照明和水泵,….
_THEN: Final = re.compile("(?<![事预优首])先(?P<first>[^,;。]{2,20}),(?:再|然后|接着|其次)(?P<next>[^,;。]{2,24})")
#: 以洗手台为先、便器为末; 以便器为首道工序,洗手台、镜面居后; 便池刷净是头一件事,刷完才轮到台盆.
_HEADS: Final = re.compile(
    "(?:以|把)(?P<first>[^,;。]{2,14}?)(?:为|作为|当作)(?:先|首道?(?:工序)?|第一道?(?:工序)?)[、,]"
    "(?P<last>[^,;。]{2,24}?)(?:为|居|排|在)?(?:末|[之其]?后)(?=[,;。]|$)"
    "|(?P<head>[^,;。]{2,16}?)是(?:头一[件步道][^,;。]{0,3}|第一[步道件][^,;。]{0,3}|首要[^,;。]{0,3}),"
    "[^,;。]{0,4}?(?:才|再)(?:轮到)?(?P<tail>[^,;。]{2,20})"
)
_MOST: Final = 6


def listed_in(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Yield each two of the steps that a sentence lists in their order, with the words that say so.

    Args:
        sentence: Normalized, with its semicolons before figures as commas.
    """
    numbered = _NUMBER.search(sentence)
    for steps in (
        _ARROW.split(_LABEL.sub("", sentence)),
        _MARK.split(sentence)[1:],
        _NEXT.split(numbered["steps"]) if numbered else [],
        *_things_listed(sentence),
    ):
        for earlier, later in combinations(steps[:_MOST], 2):
            yield sentence, earlier, later
    yield from _with_an_end(sentence)


def _things_listed(sentence: str) -> Iterator[list[str]]:
    for hit in _LISTED.finditer(sentence):
        yield _ITEM.split(hit["list"]) if hit["list"] else [hit["from"], hit["to"]]


def _with_an_end(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Yield what comes first or last of things that are not listed as a whole."""
    for hit in _HEADS.finditer(sentence):
        yield hit[0], hit["first"] or hit["head"], hit["last"] or hit["tail"]
    then, end = _THEN.search(sentence), _AT_THE_END.search(sentence)
    if then and end and end.start() >= then.end():
        yield sentence, then["first"], end["last"]
        yield sentence, then["next"], end["last"]
