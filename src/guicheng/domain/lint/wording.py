"""What several rules ask of a text: promises with their words, prohibitions, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind, Promise, Requirement, Word

_TITLE = re.compile("《[^《》]{1,60}》")
_SENTENCE = re.compile("[^。；;!！？?\n]+")
_SENTENCE_END = re.compile("[。；;!！？?\n]")
_PART_END = re.compile("[，,。；;：:\n]")
_BAN = re.compile(
    "不得|不准|不许|不由|不可以?|不能|不应|不会|不再|不予以?采取|不允许|不采取|不采用|不使用|不以|不将|不把|不因|不对|不向|严禁|禁止|杜绝|避免|防止|无权|切勿|勿|"
    "绝不|决不|不作为|不强制|不强迫|不要求|非强制|不实行|并非|而非"
)
_BANNED_AFTER = re.compile(
    "(?:的?(?:行为|做法|方式|情形|现象)?)(?:应当?|均|都|一律|属于?)?(?:严?禁止?|违法|违规|不允许|不被允许|不得)"
)
_LIST_HEAD = re.compile("(?:不得|不准|不许|严禁|禁止|禁令).{0,16}(?:行为|做法|情形|下列|以下|如下)")
# Words of a sanction or of a reason given: the sentence tells what happens to whoever does it.
_SANCTION = re.compile(
    "违反|责令|处[^，。；,;]{2,20}罚款|给予警告|予以辞退|追究|变相|为由|的(?:违法|违规)?行为[的，。；,;]?|的行为$|受到|投诉电话"
)
_ARREARS = re.compile(
    "欠[费缴款交]|拖欠|未[^，。；,;]{0,4}[交缴]|不[^，。；,;不]{0,4}[交缴]|[未不]付|拒绝?[交缴付]|逾期|催[缴收交费]|拒不?[交缴]|滞纳|费用?未|未结清"
    "|缴清[^。；;]{0,6}(?:前|后方)|缴费约定|老赖"
)
# Words that say somebody is punished for the act, or that it was a reason; narrower than a sanction. A company has
# no power to order (责令) anybody to pay a deposit or a penalty.
_PUNISHED = re.compile(
    "责令(?!$|[\\d，,]|[^，。；,;]{0,8}[交缴](?![还回由通接出]))|给予警告|辞退|开除|追究|记过|投诉电话|为由|受到|变相"
    "|的(?:违法|违规)?(?:行为|做法)(?:的?[，。；,;]|$|[^，。；,;]{0,6}(?:责任|违法|违规|严肃))"
)
# A sentence about what one's own people must not do, up to its prohibition; a list may go on behind commas.
_STAFF_BAN = re.compile(
    "^[\\s\\d.、()（）一二三四五六七八九十]{0,6}(?:[^，。；,;：:]{0,6}(?:物业|公司|员工|保安|安管|秩序|工作人员|客服|各项目|任何人|任何单位|维修|管家|服务人员"
    "|保洁)[^，。；,;：:]{0,12})?"
    "(?:不得|不准|不许|严禁|禁止|切勿)"
)
_FORBIDDEN_LIST = re.compile("禁止|严禁|禁令|不得|红线|负面清单")
_ORDERED = re.compile("罚|扣|没收|可(?!能)|将|由|应|须|予以|一律|有权|者[，,]|的[，,]")
_ITEM = re.compile(r"\s*[(（][一二三四五六七八九十]{1,3}[)）]")
# 无需业主大会同意 excuses nothing.
_WITHOUT = re.compile("(?:[无毋][需须]|不[必用需须再]|[未不]经)[^，。；,;]{0,8}$|[不未无][^，。；,;]{0,2}$")
_JOINED = re.compile("或者?|以及|及|和|也|亦")
# Words by which a sentence turns from what is forbidden to what is done.
_TURN = re.compile("[应须]|可以?(?!靠)|将|有权|予以|一律|立即|[的者][，,]|否则|但")
#: A prohibition speaks of what follows it closely; farther on in the same part it may speak of something else.
_REACH = 24
#: Longest length of a period in days.
_PERIODS = {
    "hour": 1 / 24,
    "shift": 1.0,
    "day": 1.0,
    "workday": 1.0,
    "week": 7.0,
    "third_month": 11.0,
    "half_month": 16.0,
    "month": 31.0,
    "quarter": 92.0,
    "half_year": 184.0,
    "year": 366.0,
}
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
    hit = _SENTENCE.match(text, _behind(_SENTENCE_END, text, near, place), place + _NEAR)
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
    return bool(_SANCTION.search(sentence_around(text, start))) or _forbidden(text, start, end, inside=inside)


def over_fees(clause: Clause, place: int) -> bool:
    """Tell whether what stands at a place is done over unpaid fees.

    They are named in its sentence, in the head of the list to which it belongs, or in the title of its section.
    """
    if _ARREARS.search(sentence_around(clause.text, place)) or _ARREARS.search(clause.ref.section):
        return True
    near = max(0, place - _NEAR)
    colon = max(clause.text.rfind("：", near, place), clause.text.rfind(":", near, place))
    return colon > 0 and bool(_ARREARS.search(sentence_around(clause.text, colon - 1)))


def acts(
    clause: Clause, act: re.Pattern[str], *, unless: re.Pattern[str] | None = None, inside: bool = True
) -> Iterator[re.Match[str]]:
    """Yield the first act of each sentence that is ordered or allowed there: not forbidden, punished or excused.

    Args:
        clause: The clause.
        act: The act; all its quantifiers are bounded.
        unless: Words that excuse it anywhere in its sentence, such as an authority or a consent.
        inside: Whether a prohibition within the act counts; it does not where refusing is the act (不予放行).
    """
    told = -1
    for hit in act.finditer(clause.text):
        if hit.start() < told:
            continue
        if unless is not None and excused(unless, sentence_around(clause.text, hit.start())):
            continue
        if stands(clause, *hit.span(), inside=inside):
            told = sentence_end(clause.text, hit.end())
            yield hit


def stands(clause: Clause, start: int, end: int, *, inside: bool = True) -> bool:
    """Tell whether the act at ``text[start:end]`` is ordered or allowed there: not forbidden, listed or punished.

    Args:
        clause: The clause.
        start: First code point of the act.
        end: The code point after its last one.
        inside: Whether a prohibition within the act counts.
    """
    text = clause.text
    sentence = sentence_around(text, start)
    return not (
        _is_listed(clause, start)
        or _PUNISHED.search(sentence.replace(text[start:end], ""))
        or _forbidden(text, start, end, inside=inside)
        or _goes_on(sentence, text[start:end])
    )


def excused(unless: re.Pattern[str], sentence: str) -> bool:
    """Tell whether words that excuse an act stand in its sentence, and not as what it does without."""
    return any(not _WITHOUT.search(sentence, 0, hit.start()) for hit in unless.finditer(sentence))


def sentence_end(text: str, place: int) -> int:
    """Return where the sentence ends in which a place stands."""
    hit = _SENTENCE.match(text, place)
    return hit.end() if hit else place


def _behind(mark: re.Pattern[str], text: str, near: int, place: int) -> int:
    """Return where the stretch begins that no mark divides and that ends at a place; ``near`` where there is none."""
    return place - len(mark.split(text[near:place])[-1])


def _is_listed(clause: Clause, place: int) -> bool:
    """Tell whether an act stands in a list of what is forbidden: under such a title, or as an item without any duty.

    (三)占用消防通道; says nothing by itself; its head, which forbids or punishes, stands in another paragraph.
    """
    if _FORBIDDEN_LIST.search(clause.ref.section) and not _ORDERED.search(clause.text):
        return True
    if place and clause.text[place - 1] in "不未无":
        return True
    return bool(_ITEM.match(clause.text)) and not _TURN.search(clause.text) and not over_fees(clause, place)


def _goes_on(sentence: str, act: str) -> bool:
    """Tell whether the sentence begins with what one's own people must not do and the act goes on with that list."""
    ban = _STAFF_BAN.match(sentence)
    place = sentence.find(act)
    return ban is not None and place >= ban.end() and not _TURN.search(sentence, ban.end(), place)


def _forbidden(text: str, start: int, end: int, *, inside: bool) -> bool:
    """Tell whether a prohibition reaches the act at ``text[start:end]``."""
    near = max(0, start - _NEAR)
    head = max(start - _REACH, _behind(_PART_END, text, near, start))
    if _JOINED.match(text, head) and head > near:
        head = _behind(_PART_END, text, near, head - 1)
    if _BAN.search(text, head, end if inside else start):
        return True
    paragraph = max(near, text.rfind("。", near, start) + 1, text.rfind("\n", near, start) + 1)
    return bool(_LIST_HEAD.search(text, paragraph, start) or _BANNED_AFTER.match(text[end : end + 24].lstrip("等、 ")))


def sparser(requirement: Requirement, *, times: int, days: int) -> bool:
    """Tell whether a frequency allows fewer than so many times in so many days.

    Args:
        requirement: Any requirement; only a frequency that sets a floor can be sparser.
        times: The least number of times.
        days: The days in which they must fall.
    """
    if requirement.kind not in {Kind.FREQUENCY, Kind.INTERVAL} or requirement.op.startswith("<"):
        return False
    number, _space, unit = (requirement.per or "").rpartition(" ")
    length = _PERIODS.get(unit)
    if length is None or isinstance(requirement.value, str) or not requirement.value:
        return False
    return length * float(number or 1) / float(requirement.value) > days / times
