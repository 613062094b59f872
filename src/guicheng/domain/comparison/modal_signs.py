"""Modal verbs of an act by one sign each, with what two authors put in other words around them."""

from __future__ import annotations

import re
from typing import Final

#: Signs for what must not be, what must be, what may be only then, what may be, and what need not be.
NO, MUST, ONLY, MAY, FREE = "⊘⊙⊕⊚⊖"
#: Modal verbs by the sign that stands for them; a later row finds nothing in what an earlier one has taken.
_MODALS: Final = tuple(
    (re.compile(words), sign)
    for words, sign in (
        # 员工要进家门,须先征得同意 only says what they are about to do.
        ("(?<![主重必摘首只紧需])要(?=[^,;]{2,12},(?:必须|须|应当?|一定要))", ""),
        ("(?<=经|得)([^,;]{0,10}?)(?:允许|准许|许可)(?!证)", r"\1同意"),
        ("无须|无需|不必|不需要?|不须|不用(?!于)|可以?不(?![受限包超])", FREE),
        (
            "不得|严格禁止|禁止|严禁|不准|不许|不允许|不可以|不可(?![抗回])|不予|切勿|请勿|不应|不要|不能(?![^,]{0,8}的[,;])",
            NO,
        ),
        ("方可|方能|方准|方得|才可以?|才能够?|才准|才允许|才予", ONLY),
        (
            (
                "必须|应当(?!面)|应该|应予|务必|须(?![知])|(?<![供响适反效相照])应(?![急答对用付邀聘])|需要|"
                "(?<![急所])需(?!求)|一定要|(?<![主重必摘首只紧需])要(?![求点么是])"
            ),
            MUST,
        ),
        ("(?:就|即|便)?可以|(?:就|即|便)?(?<![许认])可(?![燃回疑靠能见视移])|允许|准许|有权", MAY),
    )
)
#: Nothing is told of a clause that leaves its case or its bound open, or that takes something out.
_UNTOLD: Final = re.compile(
    r"\d|[一二两三四五六七八九十]+[次日天小元月年分人级]|(?<![拆清扫解消排铲删去])除(?![雪草尘湿味])|例外|不在此|不受此|"
    "不适用|不计|另[有行说算]|视[^,]{0,4}[情需]|酌|原则|尽量|尽可能|适当|及时|定期|必要|"
    '按照?|根据|依照|依据|遵照|参照|若|如(?!实)|但|只要|以外|之外|或其|等(?![候待])|特殊|有关|相关|仅|只[在限能准]|[(《"“:]'
)
#: 无论机动车还是电动车,均不得停放 lists both.
_EITHER_WAY: Final = re.compile(
    "(?:无论|不论|不管)(?:是)?([^,]{1,12}?)(?:还是|或是|或者?)([^,]{1,12}),?(?:均|都|一律|一概)?"
)
_WHY: Final = re.compile(",?(?:以免|避免|防止|确保|保证|从而|方便|便于|以便|以防|免得)[^,;⊘⊙⊕⊚⊖]*")
_ELSE: Final = re.compile(f",否则[^,;]*{NO}[^,;]*$")
#: 应当保密,不得泄露 says one thing, and so does 保持畅通,不得堵塞.
_SECRET: Final = re.compile(
    f"(?:{MUST})?(?:严格|予以|注意|随时)?(?:保密,(?={NO}(?:对外|向外)?(?:泄|透|外传))|保持畅通,(?={NO}堵塞))"
)
#: 停止供水、供电 is 停水、停电.
_SUPPLIED: Final = re.compile("停止供(?=[水电气热暖])|(?<=[、和或与者及])供(?=[水电气热暖])")
#: Who gets to know it where nobody may.
_TOLD: Final = re.compile(
    "(?:向|对|给)?(?:他人|别人|外人|第三方|第三人|任何人|任何单位(?:和|或|及)个人|任何外部单位(?:和|或|及)个人|外单位(?:和|或|及)(?:外人|个人)|无关人员)"
)
_TELLS: Final = re.compile("(?:对外|向外)?(?:提供给?|告诉给?|告知给?|透露给?|泄露给?|外泄|泄漏给?|说给|披露给?|转告)")


#: What comes to the same in fewer words: 凭放行条即可放行, 以业主同意为前提, 三者齐备方可.
_PLAINLY: Final = tuple(
    (re.compile(words), written)
    for words, written in (
        ("凭([^,;。]{2,16}?)(?:就|即)可(?:以)?(?=办理|放行|进[入场]|领取|借[出用]|调[取阅]|入[内场])", r"凭\1"),
        ("(?<=监控|钥匙|工具|图纸),凭([^,;。]{2,16}?)(?:办理|调阅|调取|借用)$", r"须凭\1"),
        ("(?<!未)(?:必须|应当?|须)([^,;。不]{2,14})后,?(?=放行|进入|入内|进场|离开|借出)", r"须\1后方可"),
        ("(未[^,;。]{2,12}),?或者?(?:未能?|没有?)(?=[^,;。]{2,12}[的者],?(?:一律|均|都)?不[得予准许])", r"\1并"),
        ("(?<=[一-鿿,])(?:仅|只需|只须)(?=凭)", ""),
        ("(?:同时|一并)(?=凭|出示|持)", ""),
        ("(?:必须|须|应当?)?以(?:该|其)?([^,;。]{2,12}?)为(?:前提|先决条件|必要条件)(?:条件)?", r"须经\1"),
        (",(?:(?:二|两|三)者|(?:以上|上述)(?:材料|证件|手续)?)(?:均|都|全部)?(?:相符|齐备|一致|齐全|俱备|缺一不可)(?:的|后)?,?(?=方可|方能|才)", ","),
        (",(?:(?:二|两|三)者|(?:以上|上述)(?:材料|证件|手续)?)?缺一不可$", ""),
        (",?[^,;。]{2,8}?(?:更|尤其|尤)(?:在|属)?(?:严?禁|禁止)(?:之列)?$", ""),
        ("(?<=[应须并,])(?:收取|查验|核验|验看|查看|收验)(?=[^,;。和并、]{1,8}[证条书函](?:$|[,并和、后]))", "出示"),
        ("不(?:受理|办理|承接|提供)(代[^,;。]{2,10}?)(?:业务|服务)$", r"禁止\1"),
        (
            "(?:(?:一律|一概|概|均|都)|(?<=[工员部岗台心司业]))不(?:再)?(?=(?:代(?!替)|受理|承接|接收|接受|办理|提供|收取|出借|出租|寄存|保管))",
            "禁止",
        ),
        ("([^,;。]{2,6})向([^,;。]{2,6})(提供|透露|泄露|披露)([^,;。]{2,14}),(?=须经)", r"\1向\2\3\4"),
    )
)  # fmt: skip


def plainly(plain: str) -> str:
    """Return a text in the fewest words for what it asks: 以业主同意为前提 is 须经业主同意.

    Args:
        plain: Normalized text.
    """
    for pattern, written in _PLAINLY:
        plain = pattern.sub(written, plain)
    return plain


def is_open(plain: str) -> bool:
    """Tell whether a text leaves a case or a bound open, takes something out, or measures.

    Args:
        plain: Normalized text.
    """
    return _UNTOLD.search(plain) is not None


def listing(plain: str) -> str:
    """Return a text in which what holds either way is a list: 无论机动车还是电动车,均不得停放."""
    return _EITHER_WAY.sub(r"\1、\2", plain)


def signed(sentence: str) -> str:
    """Return a sentence with a sign for each modal verb, and without why it is said.

    Args:
        sentence: A sentence of normalized text.
    """
    for pattern, sign in _MODALS:
        sentence = pattern.sub(sign, sentence)
    sentence = _ELSE.sub("", _WHY.sub("", sentence))
    sentence = _SECRET.sub("", sentence)
    if "停止供" in sentence:
        sentence = _SUPPLIED.sub("停", sentence)
    if _TOLD.search(sentence) and _TELLS.search(sentence):
        sentence = _TELLS.sub("泄露", _TOLD.sub("", sentence))
    return sentence.strip(",")
