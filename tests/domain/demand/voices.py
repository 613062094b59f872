"""Records as a front desk writes them, made from parts so that what they are about is known."""

from __future__ import annotations

import random

#: What they are about → ways of saying it.
ABOUT = {
    "电动车充电": ("电动车充电桩不够用", "地库没地方给电动车充电", "有人在楼道给电动车充电", "电动车充电太贵"),
    "快递柜": ("快递柜总是满的", "快递柜坏了取不出件", "建议再装一组快递柜", "快递柜离得太远"),
    "广场舞": ("广场舞声音太大", "晚上广场舞吵得睡不着", "广场舞占了走道", "希望管管广场舞"),
    "宠物粪便": ("草坪上宠物粪便没人清", "遛狗不捡宠物粪便", "宠物粪便到处都是", "电梯里有宠物粪便"),
    "垃圾分类": ("垃圾分类投放点太脏", "垃圾分类督导员态度差", "垃圾分类时间太短", "搞不懂垃圾分类怎么投"),
    "电梯": ("电梯又停了", "电梯等太久", "电梯有异响", "三单元电梯按键失灵"),
    "漏水": ("天花板漏水", "地库漏水一直没修", "卫生间漏水到楼下", "外墙漏水"),
}
OPENINGS = ("你好，", "业主反映", "来电说", "我家楼下", "昨天开始", "", "", "请尽快看看，")
ENDINGS = ("，希望尽快处理", "，请回电", "，已经说过几次了", "。", "", "，什么时候能解决？")


def records(count: int, *, seed: int = 11) -> list[tuple[str, str]]:
    """Return (about, text) pairs in a random order that a seed decides."""
    chance = random.Random(seed)  # noqa: S311 - made-up records, the same in each run
    found = []
    for _number in range(count):
        about = chance.choice(sorted(ABOUT))
        text = chance.choice(OPENINGS) + chance.choice(ABOUT[about]) + chance.choice(ENDINGS)
        found.append((about, text))
    return found
