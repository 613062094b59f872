"""Clauses to hide in messy files: drawn from parts with a seed, no two alike, so that the truth is known."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PLACES = [
    "一层大堂",
    "东侧连廊",
    "地下二层车库",
    "电梯轿厢",
    "楼梯扶手",
    "屋面天沟",
    "水泵房",
    "儿童游乐区",
    "垃圾投放点",
    "监控中心",
    "配电室",
    "健身步道",
    "单元门厅",
    "消防楼梯",
    "景观水池",
    "公共卫生间",
    "快递柜区",
    "非机动车棚",
    "电梯机房",
    "设备夹层",
    "西门岗亭",
    "会所前厅",
    "装卸平台",
    "宠物乐园",
]
POSTS = [
    "保洁员",
    "秩序维护员",
    "维修工",
    "客服专员",
    "水电工",
    "绿化工",
    "项目经理",
    "工程主管",
    "环境主管",
    "管家",
    "消控员",
    "车场管理员",
]
ACTS = [
    "清扫",
    "巡查",
    "擦拭",
    "消毒",
    "冲洗",
    "检修",
    "除尘",
    "疏通",
    "保养",
    "清点",
    "测试",
    "润滑",
    "紧固",
    "补漆",
    "校准",
    "抽检",
]
QUALITIES = [
    "无积水",
    "无异味",
    "无手印",
    "无蛛网",
    "无杂物",
    "运行平稳",
    "标识清晰",
    "目视无灰尘",
    "无乱贴乱画",
    "照明正常",
    "无渗漏",
    "接头牢固",
    "台面整洁",
    "门扇开关顺畅",
]
PERIODS = ("每日", "每周", "每月", "每季度", "每半年", "每年", "每班")
EVENTS = [
    "住户报修",
    "火警信号",
    "漏水报告",
    "访客求助",
    "电梯故障报告",
    "噪声投诉",
    "停电通知",
    "车位纠纷报告",
    "高空坠物报告",
    "异味反映",
]
REACHED = ("到达现场", "首次回复", "派出工单", "给出处理意见", "完成复位", "上报值班经理")
TERMS = ("15分钟", "30分钟", "2小时", "4小时", "24小时", "3日", "5个工作日", "7日", "半小时", "1个工作日")
RECORDS = [
    "巡查记录",
    "交接班记录",
    "访客登记",
    "设备台账",
    "钥匙借用登记",
    "投诉卷宗",
    "培训签到表",
    "消毒记录",
    "油耗记录",
    "水质报告",
]
RATES = ["工单按时率", "抽查合格率", "档案完整率", "设备完好率", "回访率", "培训到课率", "灯具亮灯率", "客户满意率"]
BEHAVIOURS = [
    "佩戴工牌",
    "使用礼貌用语",
    "工具摆放有序",
    "不与客户争执",
    "不在岗位吸烟",
    "进门先穿鞋套",
    "离开时关好门窗",
    "说明收费依据",
    "保持通讯畅通",
    "轻拿轻放物品",
    "主动让行",
    "物归原处",
]
AIMS = ["避免影响住户休息", "防止二次污染", "保证通行安全", "便于事后追溯", "减少客户等待", "保护地面"]
WORKS = [
    "石材结晶",
    "灯具更换",
    "管道保温",
    "门禁调试",
    "阀门启闭",
    "井盖核对",
    "绿篱修整",
    "滤网清洗",
    "指示牌核查",
    "水箱清洗",
    "应急灯放电",
    "伸缩门加油",
]


@dataclass
class Truth:
    """What a file says.

    Args:
        clauses: Clauses as texts that must be recovered exactly, blanks and the final mark aside.
        rows: Table rows; all parts of one must stand together in the text of one clause.
        others: Texts that stand in the file and are no clauses.
    """

    clauses: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many clauses the file has."""
        return len(self.clauses) + len(self.rows)


@dataclass(frozen=True, slots=True)
class RowParts:
    """The cells of a row that says what is done where, how often and how well."""

    place: str
    work: str
    quality: str
    frequency: str
    limit: str
    post: str


class Bank:
    """Hands out clauses that nobody has had before.

    Args:
        seed: The same seed gives the same clauses.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - draws tests, not secrets
        self._given: set[str] = set()
        self._kinds: tuple[Callable[[], str], ...] = (
            self._often,
            self._after,
            self._kept,
            self._rate,
            self._conduct,
            self._state,
            self._ban,
            self._long,
        )

    def one(self, choices: tuple[str, ...] | list[str]) -> str:
        """Draw one of several."""
        return self.random.choice(choices)

    def clause(self) -> str:
        """Return a clause without a final mark."""
        return self._new(self.random.choice(self._kinds))

    def clauses(self, number: int) -> list[str]:
        """Return several clauses."""
        return [self.clause() for _number in range(number)]

    def brief(self) -> str:
        """Return a clause that holds no comma, fit for an item of a list within a line."""
        return self._new(self.random.choice((self._state_brief, self._often_brief, self._behave)))

    def long(self) -> str:
        """Return a clause longer than a line."""
        return self._new(self._long)

    def rows(self, number: int) -> list[RowParts]:
        """Return rows whose place and work are not yet told together."""
        return list(self._rows(number))

    def _rows(self, number: int) -> Iterator[RowParts]:
        for _row in range(number):
            key = self._new(lambda: f"{self.one(PLACES)} {self.one(WORKS)}")
            place, work = key.split()
            yield RowParts(place, work, self.one(QUALITIES), self._count(), f"{self.one(TERMS)}内", self.one(POSTS))

    def _new(self, draw: Callable[[], str]) -> str:
        for _try in range(400):
            text = draw()
            if text not in self._given:
                self._given.add(text)
                return text
        raise LookupError("The bank has nothing new to say.")

    def _count(self) -> str:
        return f"{self.one(PERIODS)}{self.random.randint(1, 6)}次"

    def _often(self) -> str:
        done = f"{self.one(ACTS)}{self.random.randint(1, 9)}次，{self.one(QUALITIES)}"
        return f"{self.one(POSTS)}{self.one(PERIODS)}对{self.one(PLACES)}{done}"

    def _often_brief(self) -> str:
        return f"{self.one(PLACES)}{self._count()}{self.one(ACTS)}"

    def _state_brief(self) -> str:
        return f"{self.one(PLACES)}{self.one(QUALITIES)}"

    def _behave(self) -> str:
        return f"{self.one(POSTS)}{self.one(BEHAVIOURS)}"

    def _after(self) -> str:
        return f"接到{self.one(EVENTS)}后，{self.one(POSTS)}应在{self.one(TERMS)}内{self.one(REACHED)}"

    def _kept(self) -> str:
        return f"{self.one(RECORDS)}由{self.one(POSTS)}归档，保存不少于{self.random.randint(1, 10)}年"

    def _rate(self) -> str:
        return f"{self.one(PLACES)}的{self.one(RATES)}不低于{self.random.randint(80, 99)}%"

    def _conduct(self) -> str:
        return f"{self.one(POSTS)}在{self.one(PLACES)}作业时{self.one(BEHAVIOURS)}，{self.one(AIMS)}"

    def _state(self) -> str:
        return f"{self.one(PLACES)}应保持{self.one(QUALITIES)}、{self.one(QUALITIES)}，由{self.one(POSTS)}负责"

    def _ban(self) -> str:
        return f"严禁在{self.one(PLACES)}堆放{self.one(('易燃物品', '装修材料', '私人物品', '废旧家具', '清洁药剂'))}"

    def _long(self) -> str:
        return (
            f"{self.one(POSTS)}{self.one(PERIODS)}会同{self.one(POSTS)}"
            f"对{self.one(PLACES)}和{self.one(PLACES)}各{self.one(ACTS)}"
            f"{self.random.randint(1, 9)}次，发现问题的当场处理，"
            f"当场处理不了的在{self.one(TERMS)}内报{self.one(POSTS)}，并在{self.one(RECORDS)}中写明原因"
        )
