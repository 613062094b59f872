"""Numbers that only say when or to whom a rule applies."""

from __future__ import annotations

import re

from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Scene, pick
from guicheng.domain.clause.tokens import Token

_OPENER = re.compile(
    r"^[^,]{0,4}?(?:若(?!干)|如果|如(?![下期实有])|凡|(?<![应适相恰])当(?![日天班值地前场面事年月季周晚下时期])|倘若|一旦|遇)|^(?:对|对于)(?![讲方外内])"
)
_CONDITION_TAIL = re.compile(r"[^,;。:]{0,20}?(?:的|者|时|之后|后|情形|情况)$")
_DESCRIBED = re.compile(
    r"(?:必?须|应|方可|才可|不得|禁止)|(?:的)?(?:高[处空]|登高)?作业|"
    r"(?!为|即|进行|方|才|且|并|应|须|由)[^,;。:]{1,8}(?:禁[止入行]|谢绝|不得|不准|应|须|方可|严禁|一律|由|不许|限行|绕行|劝返)"
)
_PART = re.compile(
    "(?:的)?(?:部分|部位|区域|位置|范围|墙面|外墙|内墙|玻璃|乔木|灌木|枝[条干]|管道|路段|水域|楼层|高处|外窗|灯具)"
)
#: 2米以下无手印: how far up something is kept so.
_KEPT_SO = re.compile(
    "(?:的|处)?(?:(?:目视|手摸|表面)?(?:无(?![线障论人需须权])|没有|不见|不留|不[挂积]|洁净|干净|光亮|明净|明亮))"
)
_SCOPED = re.compile(r"[^,;。:为即时]{0,10}(?:每|\d|半年|一周)")
_ENTITLED = re.compile(r"[^,;。:]{1,24},?(?:提议|联名|提请|可以|可|有权)")
#: 90%以上奖励, 80%以下扣罚: what whoever did so much has of it.
_JUDGED = re.compile(
    "(?:的)?(?:给予|予以|进行)?(?:奖|扣|罚|[加减]分|解[约除聘]|通报|约谈|问责|评[为定]|视为|不?合格|免职|续[签约]|限期|责令|降级|清退|退出|停岗|取消|升级|享|优惠|减免|赠|"
    "按(?:旷工|迟到|早退|缺勤|事假)|记(?!录)|算作)"
)
#: Behind a limit: what was left undone, or what nobody may do, for so long.
_BREACH = re.compile(r",?(?:仍?未|没有|拒不)[^。;:应须]{1,60}的(?:[,;。]|$)")
#: 长到8厘米就剪: what is done from there on. 2盏以内当日换: what holds for so many.
_ACTED_ON = re.compile(
    "就(?!可|行|好|够)|即(?!可|为|是|行)|再(?![次度])|(?:的)?(?:当[日天]|次日|[0-9一二两三四五六七八九十半]{1,3}个?(?:分钟|小时|日|天|工作日))"
)
_UNDONE = re.compile(
    r"(?:仍|还|尚)?(?:(?:未|无人|无)[^,;。:]{1,10}?(?:的|[即就则便])|没有?[^,;。:]{1,8}?[的须要应就则])"
)
#: 两次劝阻无效报警, 三次电话不通改短信: after so many, something else is done.
_IN_VAIN = re.compile("[^,;。:]{0,6}?(?:无效|未果|不听|不改|不通|失败|不合格|不达标|不满意|无人接听)")
_BAN = re.compile(r",[^,;。:]{0,24}?(?:不予|不得|不再|不准|禁止)")
#: 30分钟内离场的，不收停车费: what is due to whoever did it in that time.
_REWARDED = re.compile(
    r"[^,;。:]{0,20}(?:的|者),(?:则|均|一律)?(?:不(?:收|计|另|额外|再)|免|视[为同]|算作?|给予|予以(?:奖|免|减)|奖|记|计为|按|可?享|减|打[\d一二三四五六七八九]折)"
)
_MODAL = re.compile("应|须|不得|不准|必须|严禁|禁止")
#: 电量低于30%立即更换: what is done at once there.
_AT_ONCE = re.compile(
    "(?:时|就)?(?:应当?|须|要|必须)?(?:立即|立刻|马上|即刻|随即|及时)|(?:时|就)(?:应当?|须|要)?[^,;。:]|"
    "(?:应当?|须|要)?(?:更换|补[充种栽货足]|充电|加[水油注]|检修|整改|上报|报告|约谈|清[洗理掏])"
)
_STOPS = re.compile(r"[^,;。:]{0,16}(?:停工|停止|暂停|禁止|一律|报警|启动|退[费还]|退款|减免|补偿|赔偿)")
#: 95℃停机: at which temperature a machine acts.
_TRIPS = re.compile(
    "(?:时|以[上下])?即?自?动?(?:停机|停运|跳闸|报警|断电|告警|停用|停止运行|停[电泵]|启[动泵]|强排|排水)"
)
#: 超过10毫米更换, 5厘米以上机械清除: what is done once it has come so far.
_DONE_THEN = re.compile(
    "(?:提前|及时|立即|马上|随即|应急|人工|机械|集中|全面|统一|自动|予以|进行|均|都)?(?:修[剪补复整缮]|维修|"
    "检修|抢修|清[运掏理除淤扫洗]|更换|换[新掉]|翻[新修]|补[水植种充油液气栽]|封[闭堵]|"
    "关[闭停]|停(?![车放留靠泊])|暂停|[开启]启|打开|启[动泵用]|扶正|拆除|拔除|挖除|砍[伐除]|洒水|喷[雾淋洒药]|铲[除雪]|撒[布盐]|除[雪冰霜草]|疏[散导通]|限流|分流|增派|加派|"
    "报[警告修废]|通知|升级|警戒|"
    "禁[止用停入行]|谢绝|限行|绕行|劝返|不得|严禁|不准|不许|避让|撤离|转移|联动|跳闸|泄压|排[放水风气空]|施药|打药|中耕|"
    "恢复|复工|油漆|[粉涂]刷|刷[漆新]|重[做铺刷画]|写[^,;。:]{0,6}(?:报告|说明|原因)|分析|说明|上报|重新|复[核测查验]|"
    "现场|退[回供]|核[查实]|查[明找]|开(?:空调|风|窗|排|灯|泵|阀)|关(?:窗|灯|泵|阀)|报废|大修)"
)
#: What wears or fills up; a share of it says when something is done.
_WORN = re.compile(
    "破损|磨损|缺损|损坏|锈蚀|腐蚀|脱落|剥落|枯死|死亡|枯萎|老化|衰减|变形|沉降|倾斜|开裂|淤积|堵塞|堵|积[尘垢水雪灰]|液位|水位|油位|电量|余量|库存|"
    "容量|负[载荷]|浓度|占用|污染|[环同]比|差异|误差|偏差|波动|[装堆存积放]满|垃圾[^,;。:率]{0,6}$"
)
#: 每增加3厘米清扫一遍: with each such step.
_EACH_STEP = re.compile("每(?:增[加高长厚多]?|升高?|上升|降低?|下降|长高?|积|超过?|提高)$")
_HELD = re.compile("控制|保持|维持|确保|保证|不得|不应|不准|禁止")
#: 累计使用1000小时更换: for how long it was in use.
_USED = re.compile("(?:累计|连续)(?:使用|运行|工作|照射)?$|使用满?$")
_COMES_TO = re.compile("[到至达限]$")
_FORBIDDEN = re.compile(r"(?:不得|禁止|严禁|不准|不发生|不出现)[^,;。]{0,8}$")
_SHORTFALL = ("不足", "不到", "未达", "达不到", "不满", "未满", "尚不足")
_BEFALLEN = re.compile("(?:计划)?停[水电气暖梯运]|风力|室?外?气温|室外温度|水位|积水|降雨|雨量")
#: 对厚度不小于5厘米的积雪，… says which snow is meant.
#: 排名后10%的调岗: the last of a list.
_RANKED = re.compile("(?:排名|名次|得分|成绩|考核)[^,;。:]{0,4}(?:[前后]|末位?)$")
#: 高温天气35℃以上, 阵风8级以上: nobody promises the weather.
_WEATHER = re.compile(
    "^(?:[^,;。:室内水体出油管]{0,6})(?:高温(?:天气?)?|气温|室外温度|天气|降雨量|雨量|积雪|风力|阵风)(?:已|预计|超过|达到?|在|为|至)?$"
)
#: 70岁以上老人: whom something is for.
_WHOM = re.compile("的?(?:老人|老年|长者|儿童|孩子|小孩|幼儿|学生|未成年|业主|住户|居民|市民|独居|高龄|空巢|孤寡)")
_OF_WHICH = re.compile("的[^,;。:每]{1,8},")
_RULE = re.compile(",(?:应当?|必?须|要|由|可|立即|每)")
#: 降至40℃后排放: only then.
_AFTERWARDS = re.compile("(?:之|以)?(?:后(?![续方台勤门期院])|前(?![台厅室门期后述往来]))")
#: 大于1平方米的 says which are meant.
_ABOVE = frozenset({"大于", "高于", "多于", "长于"})
#: Who has to allow it, behind how long somebody is away.
_ALLOWED = re.compile(r"(?:[的者],?)?(?:须|应|需|则)?(?:由|报|经)[^,;。:\d]{1,14}(?:批|审|同意|决定|准许|签字)")
_AWAY = re.compile(
    "(?:[请休事病年婚产调]假|外出|离岗|离园|出差|加班|停工|借[用阅])(?:时间|天数|时长)?(?:应|须|为|在)?$"
)
_POSSESSED = re.compile(r"(?:具有|具备|拥有|有|配备|配置|不少于|至少)[^,;。:]{0,4}$")


def conditional(scene: Scene, tokens: list[Token], *, within: bool = False) -> bool:
    """Tell whether a number is part of a condition: 停水超过48小时的, 面积达到百分之六十以上的.

    Args:
        scene: The clause.
        tokens: The tokens of the number, first to last.
        within: Whether it is a limit (…内), which a condition seldom is.
    """
    start, end = tokens[0].start, tokens[-1].end
    ahead, after = scene.before(start), scene.after(end)
    if (not within and _qualified(scene, tokens, end)) or approved(scene, tokens):
        return True
    if _POSSESSED.search(ahead):
        return False
    if _OPENER.match(ahead) and (_CONDITION_TAIL.match(after) or (after == "" and _opens(scene, tokens, ahead))):
        return True
    if within and (after in {"的", "者"} or (after.endswith("的") and ("不" in after or "未" in after))):
        return True
    if within:
        behind = scene.plain[end : end + 80]
        return bool(
            _BREACH.match(behind)
            or _BAN.match(behind)
            or _REWARDED.match(behind)
            or re.match(r"(?:累计|连续|重复|再次|多次|发生|出现|未|不|被|有|受)[^,;。:]*(?:的|者|时)$", after)
        )
    if _exceeds(tokens, ahead, after) or _befalls(scene, tokens, ahead, after):
        return True
    if any(token.letter == "O" and token.text.startswith(_SHORTFALL) for token in tokens):
        return True
    return _relative(scene, tokens, ahead, after)


def breached(scene: Scene, end: int) -> bool:
    """Tell whether what follows a time is what was left undone in it: 72小时仍未恢复的."""
    return (_BREACH.match(scene.plain, end) or _UNDONE.match(scene.plain, end)) is not None


def approved(scene: Scene, tokens: list[Token]) -> bool:
    """Tell whether a length of time says who may allow it: 请假两天以内由主管批准，三天及以上报经理批准.

    Args:
        scene: The clause.
        tokens: The tokens of the time, first to last.
    """
    if pick(tokens, "D") is None or _ALLOWED.match(scene.plain, tokens[-1].end) is None:
        return False
    if _AWAY.search(scene.before(tokens[0].start)):
        return True
    longer = pick(tokens, "SU") is not None and pick(tokens, "W") is None
    return longer or any(each.threshold and each.kind is not Kind.RATIO for each in scene.drafts[-1:])


def _qualified(scene: Scene, tokens: list[Token], end: int) -> bool:
    """投标人少于3个或者规模较小的, closes a condition with 的, whatever stands between; in an echo · is the comma."""
    if pick(tokens, "OUS") is None or pick(tokens, "YIMZ/") is not None:
        return False
    after = scene.after(end, 40)
    if (
        not after.rstrip().endswith(("的", "者"))
        or _MODAL.search(after)
        or _MODAL.search(scene.before(tokens[0].start))
    ):
        return False
    closing = scene.plain[end + len(after) :]
    return closing.startswith((",", "·")) or (not closing.strip("。; ") and scene.plain.lstrip().startswith("("))


def _befalls(scene: Scene, tokens: list[Token], ahead: str, after: str) -> bool:
    """停水达到6小时以上, leads to its rule: nobody promises outages and weather."""
    if after or pick(tokens, "S") is None or _BEFALLEN.match(ahead) is None:
        return False
    return _RULE.match(scene.plain, tokens[-1].end) is not None


def _exceeds(tokens: list[Token], ahead: str, after: str) -> bool:
    """超过48小时 says when a rule applies; 满意率超过95% at the end of its part is the rule."""
    over = pick(tokens, "U")
    # 延误不超过5分钟: a denied comparator beside it makes it a rule.
    if over is None or pick(tokens, "O") is not None:
        return False
    if over.text in {"满", "已满"}:
        return bool(after)
    if over.text in {"达", "达到"} and ("累计" in ahead or "连续" in ahead) and after:
        return True
    ends = after == "" and pick(tokens, "P") is not None
    if over.text in {"连续", "累计"}:
        return not ends
    return over.op == ">" and over.text not in {"高于", "大于", "多于", "长于"} and not ends


def _relative(scene: Scene, tokens: list[Token], ahead: str, after: str) -> bool:
    """A number before 的 describes a thing; before 的 and a break it closes a condition."""
    if pick(tokens, "QPG") and _ACTED_ON.match(after):
        return True
    if (share := pick(tokens, "P")) and _RANKED.search(scene.before(share.start)):
        return True
    if pick(tokens, "QP") and (_TRIPS.match(after) or _AFTERWARDS.match(after)):
        return True
    compared = pick(tokens, "SU") or any(token.op == "<" for token in tokens)
    if (
        compared
        and _JUDGED.match(after)
        and not any(token.op in {"<=", ">="} for token in tokens if token.letter == "O")
    ):
        return True
    used = pick(tokens, "D") and _USED.search(ahead) and _DONE_THEN.match(after)
    if (
        used
        or _is_done_then(scene, tokens, ahead, after)
        or (pick(tokens, "QP") and after and _EACH_STEP.search(ahead))
    ):
        return True
    if (after.startswith("时") and not after.startswith(("时间", "时限"))) or _costs_nothing(tokens, after):
        return True
    passed = any(token.op in {">", "<"} for token in tokens)
    denied = any(token.letter == "O" and token.op in {">=", "<="} for token in tokens)
    stopped = _STOPS.match(after) is not None and (passed or (bool(pick(tokens, "S")) and not denied))
    if stopped or (passed and _AT_ONCE.match(after)):
        return True
    return _closes(tokens, after) or _describes(scene, tokens, ahead, after)


def _costs_nothing(tokens: list[Token], after: str) -> bool:
    """Tell whether a bound is up to where something is free (30分钟内免费); 不少于8项免费服务 promises eight of them."""
    return after.startswith("免费") and not any(token.op in {">=", ">"} for token in tokens)


def _is_done_then(scene: Scene, tokens: list[Token], ahead: str, after: str) -> bool:
    """Tell whether a size, height or share only says from where on something is done: 积雪5厘米以上机械清除."""
    if (_DONE_THEN.match(after) or _STOPS.match(after)) is None or _HELD.search(ahead):
        return False
    if any(token.letter == "O" and token.op in {">=", "<="} for token in tokens):
        return False
    comes = pick(tokens, "USW") or pick(tokens, "O") or _COMES_TO.search(ahead)
    further = not ahead and any(each.threshold and each.kind is Kind.RATIO for each in scene.drafts[-1:])
    return bool(comes and (pick(tokens, "Q") or (pick(tokens, "P") and (further or _WORN.search(ahead)))))


def _closes(tokens: list[Token], after: str) -> bool:
    """满意率不到80%的 and 投诉三次未解决的 end a condition."""
    if after in {"的", "者"}:
        return True
    if pick(tokens, "F") and after.startswith(("不", "未", "无")):
        return True
    if pick(tokens, "F") and pick(tokens, "YIMZD/") is None and _IN_VAIN.match(after):
        return True
    if not after.endswith(("的", "者")) or len(after) > 14:
        return False
    compared = pick(tokens, "US") or any(token.letter == "P" and token.op for token in tokens)
    return bool(compared or (pick(tokens, "F") and pick(tokens, "YIMZD/") is None))


def _describes(scene: Scene, tokens: list[Token], ahead: str, after: str) -> bool:
    """2米以上玻璃, 20%以上业主 and 低于100平方米的 say which things or people are meant."""
    below, suffix, end = pick(tokens, "O"), pick(tokens, "S"), tokens[-1].end
    if after.startswith("的") and any(
        token.op == "<" or token.text in _ABOVE or token.unit == "层" for token in tokens
    ):
        return True
    if below is not None and pick(tokens, "Q") and ahead.startswith("对") and _OF_WHICH.match(scene.plain, end):
        return True
    bare = pick(tokens, "OU") is None
    near = pick(tokens, "Q") and bare and pick(tokens, "SW") and _KEPT_SO.match(after)
    if near or suffix is None:
        return bool(near)
    if _is_of_others(tokens, ahead, after):
        return True
    if _FORBIDDEN.search(ahead):
        return True
    if pick(tokens, "PK") and _ENTITLED.match(scene.plain, tokens[-1].end):
        return True
    # 2米以下部分 says which part is meant.
    of_which = _SCOPED.match(after) or (pick(tokens, "Q") and _PART.match(after))
    if pick(tokens, "QGX") and bare and of_which:
        return True
    return bool(pick(tokens, "DFKGQ") and (after.startswith("的") or _DESCRIBED.match(after)))


def _is_of_others(tokens: list[Token], ahead: str, after: str) -> bool:
    """Tell whether a number is of what nobody promises: storeys, the weather, the age of those it is for."""
    aged = any(token.unit in {"岁", "周岁"} for token in tokens) and _WHOM.match(after)
    weather = pick(tokens, "Q") and _WEATHER.search(ahead)
    storeys = any(token.unit == "层" for token in tokens)
    return storeys or (pick(tokens, "O") is None and bool(aged or weather))


def _opens(scene: Scene, tokens: list[Token], ahead: str) -> bool:
    """如停水超过24小时, leads to its rule behind a comma; 对大堂每日巡查2次 is the rule itself."""
    if ahead.startswith("对") or pick(tokens, "YIMZ/") is not None:
        return False
    return scene.plain.startswith(",", tokens[-1].end)
