"""What headers and title pages say of an edition, in the words of the field."""

from __future__ import annotations

from datetime import date

from guicheng.domain.targets.source import Imprint, Standing


def edition_words(imprint: Imprint) -> str:
    """Return the edition, such as 第3版; 草稿 for a draft; of a collection the day whose editions it holds.

    Example:
        >>> from guicheng.domain.values import ClauseRef
        >>> edition_words(Imprint(ClauseRef("KF-01"), "报修服务标准", edition=3))
        '第3版'
    """
    if imprint.standing is Standing.DRAFT:
        return "草稿"
    if imprint.as_of:
        return f"{day_words(imprint.as_of)}施行的各版"
    return f"第{imprint.edition}版" if imprint.edition else ""


def standing_words(imprint: Imprint) -> str:
    """Return what a reader must know of the standing, "" where it holds.

    Example:
        >>> from guicheng.domain.values import ClauseRef
        >>> standing_words(Imprint(ClauseRef("KF-01"), "报修服务标准", standing=Standing.DRAFT))
        '草稿，未经批准，不作执行依据'
    """
    match imprint.standing:
        case Standing.DRAFT:
            return "草稿，未经批准，不作执行依据"
        case Standing.FUTURE:
            since = f"，自{day_words(imprint.effective)}起施行" if imprint.effective else ""
            return f"尚未生效{since}"
        case Standing.REPLACED:
            return "已被新版代替，仅供查阅"
        case Standing.WITHDRAWN:
            since = f"自{day_words(imprint.ended)}起" if imprint.ended else ""
            return f"已废止，{since}不再执行"
        case _:
            return ""


def day_words(day: date | None) -> str:
    """Return a day as papers write it: 2026年3月1日; "" for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def header_words(imprint: Imprint) -> str:
    """Return the line at the head of each page: company, title, edition, first day, standing, set apart by dots."""
    effective = f"{day_words(imprint.effective)}起施行" if imprint.effective else ""
    short = {Standing.FUTURE: "尚未生效", Standing.REPLACED: "已被代替", Standing.WITHDRAWN: "已废止"}
    title = " ".join(part for part in (imprint.code, imprint.title) if part)
    words = [imprint.company, title, imprint.grade, edition_words(imprint), effective]
    return " · ".join(part for part in [*words, short.get(imprint.standing, "")] if part)
