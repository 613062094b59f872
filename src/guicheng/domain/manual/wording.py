"""What a line's wording tells before anything is read: title, lead-in, cover data, sentence."""

from __future__ import annotations

import re

_MAX_TITLE = 25
_MAX_STYLED_TITLE = 50
_MAX_COLON_TITLE = 12
_FINAL = "。；;！!？?…"
_INNER = re.compile(r"[，,。；;！!？?]")
# 应 in 应急, 相应, 供应 … demands nothing.
_DEMAND = re.compile(
    r"(?<![相响供反对适效])应(?![急答对聘变用收付届])|[必须]须|须(?!知)|不得|不准|不许|禁止|严禁|务必|确保|做到|保证|达到"
    r"|不超过|不少于|不低于|不高于|以内|[≥≤]|[0-9０-９]\s?[%％]|[0-9０-９一二两三四五六七八九十半]\s?个?(?:分钟|小时|工作日|天|日|周|次(?!供水|装修|污染|结构)|米|遍)"
    r"|每[日天周月季年班隔半]"
)
_TITLE_NOUN = re.compile(
    r"(?:标准|要求|规范|流程|程序|制度|职责|管理|规定|办法|细则|规则|守则|范围|目的|总则|附则|原则|内容|目标|方针|预案|措施|服务|工作|作业"
    r"|纪律|礼仪|礼节|考核|检查|巡查|巡视|巡逻|表|方案|承诺|说明|概述|简介|定义|依据|术语|组织|架构|机构|培训|须知|指引|指南|计划|维护|维修"
    r"|保养|养护|清洁|保洁|绿化|秩序|设备|设施|安全|岗位|岗|接待|投诉|回访|收费|装修|消防|电梯|细目|手册|篇|部分|项目|区域|方法|要点|事项|处理|处置|控制|评价|评分|改进)"
    r"(?:[（(][^（）()]{1,12}[)）])?$"
)
_LEAD_VERB = re.compile(r"如下|下列|以下|包括|应|须|做到|为|有|是|即|分为|按|要求$")
_COVER = re.compile(
    r"^(?:文件编号|编号|等级|版本?号?|版次|编制人?|审核人?|批准人?|审批人?|编写人?|签发人?|发布日期|实施日期|生效日期|发布单位"
    r"|编制单位|编制部门|编制日期|单位|密级|受控状态|发放号|页码|修订日期|修订号|日期|适用项目)"
    r"\s*[：:]"
)
_REMARK = re.compile(r"^[（(【\[]?(?:注|备注|附注|说明)\s?[0-9０-９]{0,2}\s?[】\])）]?\s?[：:]")
_POINTS_BELOW = re.compile(r"下表|如下|下列|以下")
_SEE_BELOW = re.compile(r"下表|如下|见下|下列")
_FIGURE = re.compile(r"[0-9０-９]")
_DATE = re.compile(
    r"^[0-9０-９二〇○零一三四五六七八九]{4}\s?[年./-]\s?[0-9０-９一二三四五六七八九十]{1,2}\s?(?:[月./-]\s?(?:[0-9０-９一二三四五六七八九十]{1,3}\s?日?)?)?$"
)
_ISSUED = re.compile(r"^[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日(?:发布|实施|起施行|修订|印发)")
_WAITING = re.compile(
    r"^[^，。；：:_＿]{1,12}(?:[：:][_＿\s]{0,40}|[_＿]{2,40}|(?:[：:]\s?)?[\s_＿]{0,12}年[\s_＿]{1,12}月[\s_＿]{1,12}日)$"
)
_TO_FILL = re.compile(r"^[\s_＿年月日时分□/／]{0,60}$")
_WIDE_BLANK = re.compile(r"[ \t\u3000]{2,}")
_QUANTITY = re.compile(
    r"[0-9０-９]|[一二两三四五六七八九十半]\s?(?:次(?!供水|装修|污染|结构)|遍|个|天|日|周|小时|分钟|名|人)|每[日天周月季年班]"
)


def is_title_like(text: str, *, styled: bool = False) -> bool:
    """Tell whether a line could be a title by its words alone.

    Args:
        text: The line without its number.
        styled: Whether its style already says that it is one; then only a plain sentence is turned down.
    """
    bare = text.strip()
    if not bare or bare[-1] in _FINAL or _SEE_BELOW.search(bare):
        return False
    if styled:
        return len(bare) <= _MAX_STYLED_TITLE
    if bare[-1] in "：:":
        return len(bare) <= _MAX_COLON_TITLE and not _LEAD_VERB.search(bare[:-1]) and not _INNER.search(bare[:-1])
    if len(bare) > _MAX_TITLE or _INNER.search(bare) or "：" in bare:
        return False
    return bool(_TITLE_NOUN.search(bare)) or not _DEMAND.search(bare)


def ends_in_title_noun(text: str) -> bool:
    """Tell whether the last word is one that titles end in, such as 标准 or 流程."""
    return bool(_TITLE_NOUN.search(text.strip().rstrip("：:")))


def is_lead_in(text: str) -> bool:
    """Tell whether a line only opens the list below it: it ends in a colon and demands nothing by itself."""
    bare = text.strip()
    if not bare.endswith(("：", ":", "下表", "下表。")):
        return False
    *before, _last = re.split(_INNER, bare)
    if any(map(states_duty, before)):
        return False
    return not _QUANTITY.search(bare) or bool(_POINTS_BELOW.search(bare) and not _FIGURE.search(bare))


def is_cover_data(text: str) -> bool:
    """Tell whether a line states who issued the paper, when, and under what number."""
    bare = re.sub(r"\s", "", text)
    if _DATE.match(bare) or _ISSUED.match(bare):
        return True
    return len(bare) <= _MAX_STYLED_TITLE and bool(_COVER.match(bare)) and not bare.endswith("。")


def waits(text: str) -> bool:
    """Tell whether a text only waits for names and dates: 检查人：____, 日期：  年  月  日."""
    return bool(_WAITING.search(text))


def is_to_fill(text: str) -> bool:
    """Tell whether a cell holds nothing, or nothing but what a date or a tick is to be put into."""
    return bool(_TO_FILL.match(text))


def is_to_sign(text: str) -> bool:
    """Tell whether a line only waits for names and dates, one after another."""
    bare = text.strip()
    if waits(bare):
        return bool(re.search("[_＿]{2}|年.{0,12}月", bare))
    parts = [part for part in _WIDE_BLANK.split(bare) if part.strip()]
    return len(parts) > 1 and all(map(waits, parts))


def is_remark(text: str) -> bool:
    """Tell whether a line is a remark (注：…) that states no quantity and no duty."""
    return bool(_REMARK.match(text.strip())) and not states_duty(text)


def states_duty(text: str) -> bool:
    """Tell whether a line states a quantity or a duty, or ends as a sentence does."""
    bare = text.strip()
    return bool(_DEMAND.search(bare) or _QUANTITY.search(bare))


def is_sentence(text: str) -> bool:
    """Tell whether a line reads as a sentence: it ends like one, or is too long for anything else."""
    bare = text.strip()
    return bool(bare) and (bare[-1] in _FINAL or len(bare) > _MAX_TITLE)
