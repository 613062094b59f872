"""Who alone does something, told without a table of deeds: the testing of lifts by one post, by another one as well."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.standard.choices import Choice, are_of_other_times, choices_in
from guicheng.domain.standard.naming import Mention, Named, mentions_in
from guicheng.domain.standard.telling import Shared, chars_of, weight_of

_OTHERS: Final = "(?:[他别旁]人|其他|其余|任何人|别的|代[签取收办领审批发做])"
_OUT: Final = "(?:无效|作废|[没不]算|不作数|不[得准许能可予认插过碰管参再]|概不|无权|勿|免)"
#: Nobody else does it.
_SOLE: Final = re.compile(
    f"{_OTHERS}[^,;|]{{0,10}}?{_OUT}|一个?人(?![次多份以一])"
    "|(?:经理|主管|[员工长师任]|师傅|负责人)本人|亲[笔手]|(?<!不)(?:只|仅)[由许准能让归限]|独[自家]|单独|唯一"
    "|(?:专属|就?是)[^,;|]{2,10}的?(?:事|活|职责|分内|本分)(?![故项情件])|即(?:可?生效|可?放行?|算|作数|有效)|(?<!不)必须由?"
    "|全权|全归|都归|一律由|统一由|专责|专管|专人"
)
#: Who is kept out of all that is done to a thing.
_KEPT_OUT: Final = re.compile(
    "^[^,;|]{0,4}?(?:不(?:得|准|许|能|可|用|必|再|需|应)?(?:直接|自行|擅自)?(?:经手|插手|过问|介入|碰|沾手|沾|管|动手|参与|动(?![火员]))|无[需须](?:插手|过问|参与)"
    "|回避|勿动|免管)(?P<deed>[^,;|]{0,8})"
)
_BARRED: Final = re.compile(
    "^[^,;|]{0,3}?(?:不(?:得|准|许|能|可|用|必|再|需|应)?|无[需须权]|勿|严禁|禁止)(?:再|直接|自行|擅自|私自|代为)?(?P<deed>[^,;|]{1,12})"
)
#: Words of a deed that do not tell what it is.
_LIGHT: Final = re.compile(
    "一个?人|本人|亲[自笔手]|负责|独[自家立]|单独|唯一|统一|自行|直接|专[人门责]|派人|派员|派专人|上门|指定|值班|当班|定期|按[时期日周月]|[来去](?![水电访往])"
    "|每[一-鿿]{0,2}?[天日周月季年班次]|[早晚]上|下班[前后]?|上班[前后]?|清晨|傍晚|中午|一[遍次回道轮趟]|即(?:可?生效|可?放|算|有效)|生效|方可|才[能可]"
    "|全权|进行|实施|开展|完成|安排|应当|必须|只[许准能]|可以|[的把将地]"
)
#: Parts that only say that nobody else does it.
_ASIDE: Final = re.compile(f"(?:^|[,;|]){_OTHERS}[^,;|]{{0,10}}?{_OUT}[^,;|]*|[,;|](?:不必|不用|无[需须])再[^,;|]*")
#: All ways to let something pass with one's name.
_SIGNED: Final = re.compile("签[字名批发署认章]|审批|批准|核准|批复|审签")
#: What may be any deed, so that what it is done to tells it: 试呼由班长做.
_ANY: Final = re.compile("^[做办管干搞弄执行承担包揽处理理事活职责分内工作了好完是]*$")
#: What leads from the name of a deed to who does it.
_BY: Final = re.compile(
    "(?:都|全|须|应|也|就|只|仅|能|许|准|必须|一律|统一|指定|只能|这件)*(?:由|归|是|交给?|给|属于|让|找|请|派|得|为)?$"
)
#: What says that who is named next does it: 由当班保洁员.
_SAID: Final = re.compile("(?:由|归|[是让请派](?!否)|必须|只[准许能])[^,;|的]{0,6}$")
#: What else is done to a thing than the deed itself, by others: 初审, 会签, 陪同.
_BESIDE: Final = {
    "prepare": re.compile("起草|拟[写稿定]?|草拟|初审|申请|提出|提交|上报|申报|汇总|登记|填写|编制|整理|准备"),
    "check": re.compile("复[核查审检]|核对|抽查|检查|监督|验收|督促|审[核计]|查看|巡"),
    "help": re.compile("协助|配合|陪同|会签|帮|备案|见证|监护|旁站"),
}
#: Who leads and who works, by the word for a post.
_HEAD: Final = re.compile("经理|主管|负责人|主任|[班队部]长|领班|总监|师长")
_HAND: Final = re.compile("[员工岗师]$|管家|前台|专员|文员|礼宾|出纳|会计|师傅|人员|阿姨")
#: Least that the clauses tell of one thing, and of its share; least share of one deed.
_THING: Final = (9.0, 0.42)
_DEED: Final = 0.5
#: From here on a character tells much.
_MUCH: Final = 3.5
_KEPT: Final = (9.0, 0.4)
_TAIL: Final = 2
_MARKS: Final = re.compile("[,;:|()]")


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a sentence has somebody do, and whom it keeps from it.

    Args:
        choice: The posts that it names, and its cases.
        doers: Who does it.
        posts: The words for them.
        deeds: The characters that tell what each of them does.
        sole: Whether nobody else does.
        barred: Who is kept from it, by their word, with the characters that tell from what; none for all that is done.
        beside: Which kinds of work beside the deed itself it is.
        chars: All that is told but who does it.
    """

    choice: Choice
    doers: frozenset[Named]
    posts: frozenset[str]
    deeds: frozenset[str]
    sole: bool
    barred: tuple[tuple[str, Named, frozenset[str]], ...]
    beside: frozenset[str]
    chars: frozenset[str]

    @property
    def words(self) -> str:
        """Return the words that say so."""
        return self.choice.words

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the characters that tell much of what is done."""
        return frozenset(("assigned", char) for char in self.chars if weight_of(char) >= _MUCH)

    def denies(self, other: Assignment) -> bool:
        """Tell whether one has a post do alone, or bars another one from, what that one does according to the other."""
        if are_of_other_times(self.choice, other.choice):
            return False
        if self.bars(other) or other.bars(self):
            return True
        if not (self.sole or other.sole) or not self.is_by_others_than(other):
            return False
        return self.beside == other.beside and self.is_one_deed_with(other)

    def bars(self, other: Assignment) -> bool:
        """Tell whether who does it according to the other clause is kept from it here."""
        return any(
            any(named.falls_under(who) for named in other.doers)
            and (word in other.posts or not any(named.falls_under(who) for named in self.doers))
            and (_is_within(deed, other.chars) if deed else True)
            and Shared.of(self.chars, other.chars).reaches(*_KEPT)
            for word, who, deed in self.barred
        )

    def is_by_others_than(self, other: Assignment) -> bool:
        """Tell whether other posts do it, or of one department who leads there and who works here."""
        mine, theirs = self.doers, other.doers
        if not mine or not theirs:
            return False
        if any(a.falls_under(b) or b.falls_under(a) for a in mine for b in theirs):
            here, there = (_ranks(posts) for posts in (self.posts, other.posts))
            return bool(here and there) and not here & there
        return bool({each.family for each in mine} & {each.family for each in theirs})

    def is_one_deed_with(self, other: Assignment) -> bool:
        """Tell whether both tell of one deed done to one thing."""
        done = self.deeds | other.deeds
        if (
            not Shared.of(self.chars, other.chars).reaches(*_THING)
            or weight_of((self.chars & other.chars) - done) < _MUCH
        ):
            return False
        return _is_within(self.deeds, other.chars) or _is_within(other.deeds, self.chars)


def _is_within(deed: frozenset[str], told: frozenset[str]) -> bool:
    """Tell whether what tells a deed is told by another clause as well."""
    return bool(deed) and weight_of(deed & told) >= _DEED * weight_of(deed)


def _ranks(posts: frozenset[str]) -> frozenset[str]:
    return frozenset(
        name for name, words in (("head", _HEAD), ("hand", _HAND)) if any(words.search(post) for post in posts)
    )


@lru_cache(maxsize=20_000)
def assignments_in(text: str) -> tuple[Assignment, ...]:
    """Return what a clause has whom do.

    Args:
        text: The clause.
    """
    return tuple(
        _assignment(choice, mentions_in(choice.words, "who")) for choice in choices_in(text) if choice.aspect == "who"
    )


def _assignment(choice: Choice, mentions: Iterator[Mention]) -> Assignment:
    found = tuple(mentions)
    taken = _doers_of(choice.words, found)
    deeds = [_deed_of(choice.words, each) for each in taken]
    return Assignment(
        choice,
        frozenset(named for each in taken for named in each.named),
        frozenset(choice.words[each.start : each.end] for each in taken),
        frozenset().union(*map(_told, deeds)),
        _SOLE.search(choice.words) is not None,
        tuple(_barred(choice.words, found)),
        frozenset(kind for kind, words in _BESIDE.items() if any(words.search(deed) for deed in deeds)),
        _told(_ASIDE.sub("", _without(choice.words, [each for each in found if each in taken or each.denied]))),
    )


def _doers_of(sentence: str, mentions: tuple[Mention, ...]) -> list[Mention]:
    """Return who of those that a sentence names does it: of several those who are said to by a word."""
    ends = {each.start for each in mentions}
    taken = [each for each in mentions if each.chosen and not each.denied and each.end not in ends]
    named = [each for each in taken if _SAID.search(sentence[: each.start])]
    return named or taken


def _without(sentence: str, mentions: list[Mention]) -> str:
    """Return a sentence without some names, and without what follows those that it rules out."""
    for each in reversed(mentions):
        behind = sentence[each.end :]
        if each.denied:
            behind = behind[len(_MARKS.split(behind)[0]) :]
        sentence = f"{sentence[: each.start]},{behind}"
    return sentence


def _told(words: str) -> frozenset[str]:
    return chars_of(_SIGNED.sub("签", _LIGHT.sub(",", words)))


def _deed_of(sentence: str, who: Mention) -> str:
    """Return the words for what somebody does: those behind the name, or before it where these may be any deed."""
    behind = _LIGHT.sub("", _MARKS.split(sentence[who.end :])[0])
    if not _ANY.match(behind):
        return behind
    ahead = _BY.sub("", _MARKS.sub("", _LIGHT.sub("", sentence[: who.start])))
    return ahead[-_TAIL:]


def _barred(sentence: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[str, Named, frozenset[str]]]:
    for each in mentions:
        hit = _KEPT_OUT.match(sentence[each.end :]) or _BARRED.match(sentence[each.end :])
        if each.denied and hit:
            word = sentence[each.start : each.end]
            yield from ((word, named, _told(hit["deed"])) for named in each.named)
