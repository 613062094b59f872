"""Shares, counts and physical amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, bounds, direction, draft, pick
from guicheng.domain.clause.sums import is_of_money, is_reckoned, is_tariff, is_weight
from guicheng.domain.clause.threshold import conditional
from guicheng.domain.clause.tokens import Token

#: Things whose number is an amount (of age, of lessons), not a count of things.
_AMOUNTS = frozenset({"周岁", "岁", "课时", "学时", "步", "层", "车"})
_SPEED = re.compile("时速|限速|车速|速度")
_LIMITING = re.compile("限速|限高|限重|限载|上限")
_PAID = re.compile("(?:收费?|收取|[付交缴]|费用?|价|押金|租金)(?:为|是|:)?$")
_PROVIDED = re.compile("(?:配备|配置|配有|备有|设置|设有)(?:了|有)?$")
#: 每层配置灭火器两具: what is put there, with its number behind it.
_SUPPLIED = re.compile("(?:配[备置有]|备有|设[置有立]?|安装|放置|摆放|悬挂)[^,;。:]{1,10}$")
#: 每户两本手册, 每人夏冬各两套: so many for each of them; 每次一件, 每天一本 are told elsewhere.
_FOR_EACH = re.compile(
    "每[一个]{0,2}(?:户|人|家|岗|位|名|栋|幢|层|单元|车|台|部|房|室|单位|员工|业主|住户|商户|班组|项目)[^,;。:的\\d每]{0,8}$"
)
#: 每户限办3张, 会议室限坐20人: no more than so many.
_CAPPED = re.compile("(?<![期权年时无不有受局极界下上])限[办领借停用乘坐购发带养订报送取载员选放入]?(?:人数)?[为:]?$")
#: 一人最多管350户: for each one, not how many there are.
_LOAD = re.compile(r"(?:最多|至多|不超过|负责|管理?|服务|照看|看护?)[^,;。:\d]{0,6}\d")


def nothing(_scene: Scene, _tokens: list[Token]) -> Iterator[Draft]:
    """Consume words that look like a quantity and set no bound."""
    yield from ()


def ratio(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read a share in percent; weights of a score sheet and penalties are none."""
    number, period = pick(tokens, "P") or tokens[0], pick(tokens, "YZ/")
    ahead = scene.before(tokens[0].start, 16)
    behind = scene.after(number.end) + ahead + scene.previous(tokens[0].start)
    if is_of_money(scene, tokens, number) or is_weight(scene, tokens, number):
        return
    if any(word in behind for word in scene.cues.penalty):
        return
    threshold = conditional(scene, tokens)
    if number.op and pick(tokens, "OUS") is None:
        yield draft(Kind.RATIO, number.op, number.low, "%", [number], threshold=threshold)
        return
    per = period.unit if period and not _names_work(scene, period) else None
    for share in bounds(Kind.RATIO, tokens, number, "%", per=per, threshold=threshold):
        share.op = _op_of(scene, tokens, share)
        yield share


def _op_of(scene: Scene, tokens: list[Token], share: Draft) -> str:
    """Return the direction of a share: more than the whole there is not, and 过三分之二 is more than that."""
    if share.op == "==" and scene.before(share.start, 1) == "过":
        return ">"
    return "==" if share.op == ">=" and share.value == 100 and pick(tokens, "O") is None else share.op


def _names_work(scene: Scene, period: Token) -> bool:
    """年度检验合格率 is the share of a work that is named after its period."""
    return period.letter == "Z" and scene.after(period.end, 6).startswith(scene.cues.regular_work)


_UNANSWERED = re.compile("仍?(?:未|没|无)[^,;。:]{0,6}(?:的|者|时|,|$)")


def rings(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 铃响三声内; 三声接听 means the same, and 三声未接的 says when the rest applies."""
    number = pick(tokens, "R") or tokens[0]
    unanswered = _UNANSWERED.match(scene.after(tokens[-1].end)) is not None
    yield from bounds(Kind.COUNT, tokens, number, "ring", default=">=" if unanswered else "<=", threshold=unanswered)


def count(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read a number of people or things, where it says so in each period."""
    number, period = pick(tokens, "KGX") or tokens[0], pick(tokens, "YZ/")
    if _shared_out(scene, tokens, number) or is_tariff(scene, number) or _lies_between(tokens, number):
        return
    per = period.unit if period else None
    kind = Kind.QUANTITY if number.unit in _AMOUNTS else Kind.COUNT
    per = per or _of_which(scene, tokens, number)
    default = "<=" if _CAPPED.search(scene.before(number.start, 6)) else "=="
    threshold = conditional(scene, tokens)
    yield from bounds(kind, tokens, number, number.unit, per=per, default=default, threshold=threshold)


def _lies_between(tokens: list[Token], number: Token) -> bool:
    """Tell whether so many only say what something lies between: 两班之间休息8小时."""
    return number.high is None and any(token.text.strip() == "之间" for token in tokens if token.letter == "W")


def _of_which(scene: Scene, tokens: list[Token], number: Token) -> str | None:
    """Return the period of 每周回访不少于20户,其中独居老人不少于5户, in which the part is counted as the whole is."""
    last = scene.drafts[-1] if scene.drafts else None
    if last is None or last.kind is not Kind.COUNT or last.threshold or last.unit != number.unit:
        return None
    return last.per if scene.before(tokens[0].start).strip().startswith("其中") else None


def _shared_out(scene: Scene, tokens: list[Token], number: Token) -> bool:
    """一人操作一人监护 tells who does what of a number of people named before; 按一人计算 says how they are counted."""
    if is_reckoned(scene, number):
        return True
    if number.text in {"一人", "1人", "一名"} and _LOAD.match(scene.after(number.end)):
        return True
    if number.text not in {"一人", "一名"} or pick(tokens, "OUSY/") is not None:
        return False
    around = scene.plain[max(0, number.start - 24) : number.start] + scene.plain[number.end : number.end + 24]
    return number.text in around


def people_per_thing(_scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每200户配备1名: so many for each stretch of the other."""
    base, number = pick(tokens, "GQK") or tokens[0], tokens[-1] if tokens[-1].letter == "K" else tokens[-2]
    per = f"{base.low or 1:f} {base.unit}"
    yield from bounds(Kind.COUNT, [token for token in tokens if token is not base], number, number.unit, per=per)


def kinds(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 不少于3种 and 配备两种; elsewhere 一种 or 两类 without a comparator counts nothing."""
    number = pick(tokens, "X") or tokens[0]
    provided = _PROVIDED.search(scene.before(number.start, 6)) and (number.low or 0) > 1
    if pick(tokens, "OUSW") is not None or provided:
        yield from count(scene, tokens)


def things(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read a number of things; 一个 and the like count nothing but behind what is put there, and 收费20块 is money."""
    number = pick(tokens, "G") or tokens[0]
    if number.unit == "块" and _PAID.search(scene.before(number.start, 6)):
        return
    ahead = scene.before(number.start)
    several = (number.low or 0) > 1 and _PROVIDED.search(ahead)
    behind = _SUPPLIED.search(ahead) and scene.after(number.end)[:1] in {"", "、", "("}
    each = _FOR_EACH.search(ahead) is not None
    if pick(tokens, "OUSW") is not None or number.text[0].isdigit() or several or behind or each:
        yield from count(scene, tokens)


#: 井盖低于路面2厘米: by how much one thing lies below another; a norm (低于标准) is a bound like others.
AGAINST = frozenset({"低于", "高于", "高出", "低出", "低过", "高过"})
_NORM = re.compile("标准|国标|规定|要求|限值|每|约|为")


def _by_so_much(tokens: list[Token]) -> None:
    """Take the comparator of 高于地面30厘米 for no bound: what it lies above stands between it and the number."""
    for token, text, number in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.text in AGAINST and text.letter == "t" and number.letter == "Q" and not _NORM.search(text.text):
            token.letter, token.op = "O", "=="


#: 100平方米内烟头不超过1个: where something is counted.
_COUNTED_IN = re.compile(
    r"[^,;。:\d]{1,12}?(?:不得?(?:超过|多于|高于|少于|低于)|少于|低于|多于|最多|至多|至少|≤|≥|<|>)\s?\d{1,4}\s?[个处只片块点张支株棵盏名人]"
)


def _is_of_heat(scene: Scene, number: Token, per: str | None) -> bool:
    """Tell whether 度 are degrees and no kilowatt hours: 室温26度, and 冬季20度 behind it."""
    ahead = scene.before(number.start)
    if "温" in ahead or ("空调" in ahead and "电" not in ahead and per is None):
        return True
    return per is None and "电" not in ahead and [each.unit for each in scene.drafts[-1:]] == ["℃"]


def amount(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read a physical amount, or hours and days in each period."""
    number, period = pick(tokens, "DQH") or tokens[0], pick(tokens, "YZ/")
    fined = number.unit == "倍" and any(word in scene.after(number.start) for word in scene.cues.penalty)
    if fined or is_reckoned(scene, number):
        return
    if pick(tokens, "W") and _COUNTED_IN.match(scene.after(tokens[-1].end)):
        return
    per = period.unit if period else None
    if per is not None and number.letter == "D" and not per.isascii():
        # 1天/2起 is a time for so many things, which no kind holds.
        return
    if number.unit == "公里" and (per == "hour" or _SPEED.search(scene.before(number.start))):
        number.unit, per = "km/h", None
    if number.unit == "度" and _is_of_heat(scene, number, per):
        number.unit = "℃"
    default = (
        "<="
        if number.letter == "Q" and _LIMITING.search(scene.plain[max(0, number.start - 40) : number.start])
        else "=="
    )
    threshold = conditional(scene, tokens)
    if not threshold:
        _by_so_much(tokens)
    yield from bounds(Kind.QUANTITY, tokens, number, number.unit, per=per, default=default, threshold=threshold)


_NEXT_THING = re.compile(
    r"[,、](?!每次|其中|共|合计|累计|再|另)(?![^,;。]{0,6}[增加减])"
    r"(?:[^,;。:()\d]{1,8}(?:[(][^()]{1,16}[)])?|[(][^()]{1,16}[)][^,;。:()\d]{0,8})"
)
#: 雨季来临前再检查一次, 换季时清洗1次: what is done at a time of its own, or on top of the rest.
_BESIDES = re.compile(
    "(?:之|以)?前(?!台|厅|室|端)|后(?!勤|门|厅|院|台)|时(?!间|段)|期间|再|另|补(?!水|货|胎)|额外|[季期月年](?:初|中|末|首)"
)
#: 节庆期间增至5次: so often instead, in the same period.
_CHANGED = re.compile(
    r"[^,;。:()\d]{0,10}[,、(][^,;。:()\d]{1,10}(?:增加?|加密?|减少?|升|降|改|调整?|提高|加大)[至到为成]"
)
#: 每周不少于一次且不超过三次: the second bound of the same count.
_AND_AT_MOST = frozenset({"且", "并且", "并", "、", ",", ",且", ",并且", ",但", "但"})
_TURNS = re.compile("[次遍回趟]")
#: Between the work and how often it is done: 每周清洗，清洗次数不少于2次, 每周清洗，且不少于2次.
_SO_OFTEN = re.compile(
    r"[^,;。:()]{0,30},(?:(?:且|并且|并)?(?:应当?|须|要)?|(?:且|并且|并|其|该项?)?[^,;。:\d]{0,6}(?:次数|频次|遍数)(?:应当?|须|要|均|都)?)"
)
#: 漏签2次记早退, 迟到三次按旷工一天计: what so many are taken for.
_COUNTS_AS = re.compile("(?:以上)?的?(?:记(?!录)|按(?![时期照要规])|视[为同]|算作?(?![法出]))")
#: 春节、中秋这两场: those that were named.
_NAMED_BEFORE = ("这", "那", "上述", "前述")
_TALLIED = ("记", "扣", "罚", "计", "算")


def bare_times(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read times without a period as occasions; 漏检一次扣5分 is a tariff."""
    number = pick(tokens, "F") or tokens[0]
    if scene.after(number.end).lstrip().startswith(scene.cues.charge) or scene.before(number.start, 2).endswith(
        _TALLIED
    ):
        return
    if _COUNTS_AS.match(scene.after(number.end)) or scene.before(number.start, 2).endswith(_NAMED_BEFORE):
        return
    if counts_last(scene, tokens, number):
        return
    per = _period_before(scene, tokens)
    if per is not None:
        yield from bounds(Kind.FREQUENCY, tokens, number, "time", per=per)
    else:
        threshold = conditional(scene, tokens) or _came_to(scene, tokens)
        yield from bounds(Kind.COUNT, tokens, number, "次", threshold=threshold)


def _came_to(scene: Scene, tokens: list[Token]) -> bool:
    """Tell whether a count is what something has come to in a time that is a case: 半年内故障达3次,整机更换."""
    last = scene.drafts[-1] if scene.drafts else None
    denied = pick(tokens, "O") is not None
    if denied or last is None or not last.threshold or last.kind is not Kind.TIME_LIMIT:
        return False
    return scene.plain[last.start : last.end] in scene.before(tokens[0].start)


def counts_last(scene: Scene, tokens: list[Token], number: Token) -> bool:
    """Give the work that is said to be done each week the count behind it: 每周清洗垃圾桶，次数不得少于2次.

    Args:
        scene: The clause.
        tokens: The count, with its comparators.
        number: Its number.
    """
    last = scene.drafts[-1] if scene.drafts else None
    op = direction(tokens)
    if last is None or last.kind is not Kind.FREQUENCY or last.threshold or number.high is not None:
        return False
    told, between = scene.plain[last.start : last.end], scene.plain[last.end : tokens[0].start]
    if last.value != 1 or _TURNS.search(told) or op not in {">=", "<="} or not _SO_OFTEN.fullmatch(between):
        return False
    if conditional(scene, tokens):
        return False
    last.op, last.value, last.end = op, number.low or Decimal(0), tokens[-1].end
    return True


def _period_before(scene: Scene, tokens: list[Token]) -> str | None:
    """乔木每年修剪2次，灌木4次: the second number goes on with the period of the first."""
    last = scene.drafts[-1] if scene.drafts else None
    if last is None or last.kind is not Kind.FREQUENCY or last.threshold:
        return None
    if _CHANGED.fullmatch(scene.plain, last.end, (pick(tokens, "F") or tokens[0]).start):
        return last.per
    if scene.after(tokens[-1].end):
        return None
    between = scene.plain[last.end : tokens[0].start]
    if between.strip() in _AND_AT_MOST:
        return last.per
    return last.per if _NEXT_THING.fullmatch(between) and not _BESIDES.search(between) else None
