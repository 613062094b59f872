"""What several rules ask of a text: promises with their words, prohibitions, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Promise, Word

_TITLE = re.compile("《[^《》]{1,60}》")
_SENTENCE = re.compile("[^。；;!！？?\n]+")
_BAN = re.compile(
    "不得|不准|不许|不可以?|不能|不应|不会|不再|不予以?采取|不允许|不采取|不采用|不使用|不以|不将|不把|不因|不对|不向|严禁|禁止|杜绝|避免|防止|无权|切勿|勿|"
    "绝不|决不|不强制|不强迫|不要求|非强制|不实行|并非|而非"
)
_BANNED_AFTER = re.compile(
    "(?:的?(?:行为|做法|方式|情形|现象)?)(?:应当?|均|都|一律|属于?)?(?:严?禁止?|违法|违规|不允许|不被允许|不得)"
)
_LIST_HEAD = re.compile("(?:不得|不准|不许|严禁|禁止|禁令).{0,16}(?:行为|做法|情形|下列|以下|如下)")
# Words of a sanction or of a reason given: the sentence tells what happens to whoever does it.
_SANCTION = re.compile(
    "违反|责令|处[^，。；,;]{2,20}罚款|给予警告|予以辞退|追究|变相|为由|的(?:违法|违规)?行为[的，。；,;]?|的行为$|受到|投诉电话"
)
#: A prohibition speaks of what follows it closely; farther on in the same part it may speak of something else.
_REACH = 24
#: How far around an act its sentence is looked at, so that work grows linearly with the text.
_NEAR = 160


def loose_words(clause: Clause, *groups: str) -> Iterator[tuple[Promise, Word]]:
    """Yield the words of the given classes with the promise they stand in; those inside a title 《…》 are names."""
    named = _inside_titles(clause.text) if "《" in clause.text else frozenset()
    for promise in clause.promises:
        for word in promise.words_of(*groups):
            if word.span.start not in named:
                yield promise, word


def _inside_titles(text: str) -> frozenset[int]:
    """Return the places that stand inside a title."""
    return frozenset(place for hit in _TITLE.finditer(text) for place in range(*hit.span()))


def before(clause: Clause, place: int, reach: int = 12) -> str:
    """Return at most ``reach`` characters before a place."""
    return clause.text[max(0, place - reach) : place]


def after(clause: Clause, place: int, reach: int = 12) -> str:
    """Return at most ``reach`` characters from a place on."""
    return clause.text[place : place + reach]


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with their first place."""
    return ((hit.start(), hit[0]) for hit in _SENTENCE.finditer(text))


def sentence_around(text: str, place: int) -> str:
    """Return the sentence in which a place stands; of a very long one what is near."""
    near = max(0, place - _NEAR)
    start = max(near, *(text.rfind(mark, near, place) + 1 for mark in "。；;!！？?\n"))
    hit = _SENTENCE.match(text, start, place + _NEAR)
    return hit[0] if hit else ""


def banned(text: str, start: int, end: int, *, inside: bool = True) -> bool:
    """Tell whether the act at ``text[start:end]`` is forbidden or punished there, so that naming it is right.

    A prohibition counts when it stands in the same part of the sentence before or inside the act, opens a list to
    which the act belongs, or follows the act; a sanction counts anywhere in the sentence.

    Args:
        text: The clause.
        start: First code point of the act.
        end: The code point after its last one.
        inside: Whether a prohibition within the act counts; it does not where refusing is the act (不予放行).
    """
    if _SANCTION.search(sentence_around(text, start)):
        return True
    near = max(0, start - _NEAR)
    head = max(start - _REACH, 0, *(text.rfind(mark, near, start) + 1 for mark in "，,。；;：:\n"))
    if _BAN.search(text, head, end if inside else start):
        return True
    paragraph = max(near, *(text.rfind(mark, near, start) + 1 for mark in "。\n"))
    return bool(_LIST_HEAD.search(text, paragraph, start) or _BANNED_AFTER.match(text[end : end + 24].lstrip("等、 ")))
