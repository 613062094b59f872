"""How long a record is kept, where no word for keeping stands beside the time: 能回看30天, 满3年才能销毁."""

from __future__ import annotations

import re

from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Scene
from guicheng.domain.clause.tokens import Token

_RECORDED = re.compile(
    "录像|影像|录音|资料|记录|台账|档案|视频|监控|画面|图像|单据|凭证|登记|课件|存根|底单|数据|硬盘|合同|票据|账册"
)
#: What can be seen of it: 能往回看, 可调看最近, 装得下.
_SEEN = re.compile(
    "(?:(?:回看|回放|回查|回溯|追溯|往[回前][看查翻])(?:到|得到)?"
    "|(?:[能可得]以?|随时|供)(?:够)?(?:调看|调阅|调取|调出|查看|查阅|查询|查)(?:到|得到)?"
    "|(?:存|装|录|留|放)(?:得下|得了|得住))(?:最近的?|近|前|过去|以前的?)?$"
)
_GONE = "(?:销毁|毁掉|处理掉|覆盖|删除|删掉|清除|清掉|丢弃|扔掉|扔|倒掉)"
#: 方可销毁, 再处理掉: only then may it go.
_ONLY_THEN = re.compile(f"(?:之?后)?(?:方可|方能|方|才[能可准]?以?|再)(?:[^,;。:]{{0,4}})?{_GONE}")
_OVERWRITTEN = re.compile("(?:之?后)?(?:自动|循环|再|滚动){0,2}覆盖")
_AFTERWARDS = re.compile(f"(?:之?后)(?:统一|集中|自行|再)?{_GONE}")
_NOT_BEFORE = re.compile(
    rf"(?:的[^,;。:]{{0,14}})?,?(?:一律|均|都)?(?:不得|不能|不准|不可|不许|严禁|禁止)(?:[^,;。:]{{0,6}})?{_GONE}"
)
_STORED = re.compile("(?:存|留|放|保管)(?:够|足|满|着)?$")

#: 录像保存30天,重点部位90天: the next case of what is kept.
_NEXT_CASE = re.compile(r"[,、;](?:其中)?(?P<case>[^,;。、:\d()]{1,14})")
_OF_WORK = ("逾期", "超期", "提前", "再", "每", "满", "超过", "后", "前", "起", "时")
_UPWARDS = frozenset({"==", ">=", ">"})


def is_kept(scene: Scene, tokens: list[Token]) -> bool:
    """Tell whether a time is how long a record stays, by what can be seen of it or by when it may go.

    Args:
        scene: The clause.
        tokens: The time, with comparators before and behind it.
    """
    first = next(token for token in tokens if token.letter in "DH")
    ahead, near, after = scene.before(tokens[0].start), scene.before(first.start), scene.after(first.end)
    if first.unit not in {"day", "month", "year"} or not _RECORDED.search(ahead + scene.previous(first.start) + after):
        return False
    seen = any(_SEEN.search(words) for words in (ahead, near))
    return seen or _goes_then(scene, tokens, ahead)


def keeps_on(scene: Scene, tokens: list[Token], op: str) -> bool:
    """Tell whether a time is how long another case of what the last bound is about stays.

    Args:
        scene: The clause.
        tokens: The time, with comparators before and behind it.
        op: Its direction; that of the case before is the same.
    """
    last = scene.drafts[-1] if scene.drafts else None
    if last is None or last.kind is not Kind.RETENTION or (last.op in _UPWARDS) != (op in _UPWARDS):
        return False
    following, cues = scene.after(tokens[-1].end)[:1], scene.cues
    case = _NEXT_CASE.fullmatch(scene.plain, last.end, tokens[0].start)
    others = (*cues.response, *cues.finish, *cues.limit_noun, *cues.span_noun, *cues.span_verb, *_OF_WORK)
    lasting = any(token.letter == "D" and token.unit in {"day", "month", "year"} for token in tokens)
    return (
        case is not None and lasting and following in {"", "、"} and not case["case"].rstrip(" 为是应").endswith(others)
    )


def may_not_go(scene: Scene, end: int) -> bool:
    """Tell whether what stands behind a time forbids that something goes before it is over: 不得销毁, 的,不得删除.

    Args:
        scene: The clause.
        end: Where the time ends.
    """
    return _NOT_BEFORE.match(scene.plain, end) is not None


def _goes_then(scene: Scene, tokens: list[Token], ahead: str) -> bool:
    """Tell whether the time is over when the record may go, and not how old one is that has to."""
    before = tokens[0].op in {"", ">=", "<", "<="}
    after = (
        scene.after(next(token for token in tokens if token.letter in "DH").end).removeprefix("以").removeprefix("之")
    )
    within, after = after.startswith("内"), after.removeprefix("内")
    if tokens[0].op == "<" and may_not_go(scene, tokens[-1].end):
        return True
    if within and _NOT_BEFORE.match(after):
        return True
    if within or not before:
        return False
    filled = any(token.text in {"满", "足", "够"} for token in tokens) or _STORED.search(ahead)
    return bool(_ONLY_THEN.match(after) or _OVERWRITTEN.match(after) or (filled and _AFTERWARDS.match(after)))
