"""Step tables for tests: short to write, and random ones that are sound by construction."""

from __future__ import annotations

import random

from guicheng.domain.process import Process, read_table

HEAD = ["序号", "步骤", "岗位", "时限", "表单/记录", "去向", "超时", "汇合"]


def row(number, ways, *, late="", join="", limit="10分钟", post="客服", record="记录表"):
    return [str(number), f"做第{number}件事", post, limit, record, ways, late, join]


def table(*rows: list[str], name: str = "试") -> Process:
    return read_table(name, [HEAD, *rows])


class Blocks:
    """Builds a sound process block by block: chains, choices, splits that join, loops with a way out, alarms."""

    def __init__(self, seed: int, size: int, *, splits: bool = True, loops: bool = True, alarms: bool = True) -> None:
        self.chance = random.Random(seed)
        self.size, self.splits, self.loops, self.alarms = size, splits, loops, alarms
        self.rows: list[dict] = []

    def process(self) -> list[list[str]]:
        """Return the rows of a table, its heading left out."""
        first, lasts = self._chain(self.size)
        assert first == 1
        for last, answer in lasts:
            self._lead(last, answer, "结束")
        if self.alarms and self.chance.random() < 0.5:
            self._alarm()
        return [
            row(
                number,
                "；".join(f"{answer}→{target}" if answer else target for answer, target in found["ways"]),
                late=found.get("late", ""),
                join=found.get("join", ""),
                limit=f"{self.chance.randint(1, 90)}分钟",
            )
            for number, found in enumerate(self.rows, 1)
        ]

    def _new(self, **more) -> int:
        self.rows.append({"ways": [], **more})
        return len(self.rows)

    def _lead(self, step: int, answer: str, target) -> None:
        self.rows[step - 1]["ways"].append((answer, str(target)))

    def _chain(self, size: int):
        """Return the first step and the open ends (step, answer) of a block of about ``size`` steps."""
        first, ends = None, []
        while size > 0 or first is None:
            kind = self.chance.choice(["step", "step", "choice", "split", "loop"])
            part = self.chance.randint(1, max(1, size // 2))
            if kind == "split" and (not self.splits or size < 4):
                kind = "step"
            if kind == "loop" and not self.loops:
                kind = "choice"
            head, tails = getattr(self, f"_{kind}")(part)
            for end, answer in ends:
                self._lead(end, answer, head)
            first, ends = first or head, tails
            size -= part + 1
        return first, ends

    def _step(self, _size: int):
        step = self._new()
        return step, [(step, "")]

    def _choice(self, size: int):
        step = self._new()
        ends = []
        for number in range(self.chance.randint(2, 3)):
            if number and self.chance.random() < 0.3:
                ends.append((step, f"答{number}"))
                continue
            head, tails = self._chain(size // 2)
            self._lead(step, f"答{number}", head)
            ends += tails
        return step, ends

    def _split(self, size: int):
        step = self._new()
        heads, ends = [], []
        for _number in range(self.chance.randint(2, 3)):
            head, tails = self._chain(max(1, size // 3))
            heads.append(str(head))
            ends.append(tails)
        join = self._new(join="全部")
        for tails in ends:
            if len({end for end, _answer in tails}) > 1:
                gather = self._new()
                for end, answer in tails:
                    self._lead(end, answer, gather)
                tails = [(gather, "")]
            for end, answer in tails:
                self._lead(end, answer, join)
        self._lead(step, "并行", "、".join(heads))
        return step, [(join, "")]

    def _loop(self, size: int):
        head, tails = self._chain(size)
        last = self._new()
        for end, answer in tails:
            self._lead(end, answer, last)
        self._lead(last, "返工", head)
        return head, [(last, "通过")]

    def _alarm(self) -> None:
        told = self._new(ways=[("", "结束")])
        for _number in range(self.chance.randint(1, 3)):
            step = self.chance.randint(1, told - 1)
            self.rows[step - 1]["late"] = f"30分钟→{told}"


def mutant(rows: list[list[str]], seed: int) -> list[list[str]]:
    """Return a table with one thing changed that often makes it unsound."""
    chance = random.Random(seed)
    rows = [list(cells) for cells in rows]
    kind = chance.choice(["retarget", "join", "split", "choice", "late", "take"])
    cells = chance.choice(rows)
    some = str(chance.randint(1, len(rows)))
    if kind == "retarget":
        parts = cells[5].split("；")
        parts[-1] = parts[-1].rpartition("→")[0] + ("→" if "→" in parts[-1] else "") + some
        cells[5] = "；".join(parts)
    elif kind == "join":
        cells = chance.choice([found for found in rows if found[7]] or rows)
        cells[7] = "" if cells[7] else "全部"
    elif kind == "split":
        cells = chance.choice([found for found in rows if "；" in found[5]] or rows)
        targets = [part.rpartition("→")[2] for part in cells[5].split("；")]
        cells[5] = "并行→" + "、".join(targets) if len(targets) > 1 else cells[5]
    elif kind == "choice":
        cells = chance.choice([found for found in rows if "并行" in found[5]] or rows)
        targets = cells[5].rpartition("→")[2].split("、")
        cells[5] = (
            "；".join(f"选{index}→{target}" for index, target in enumerate(targets)) if len(targets) > 1 else some
        )
    else:
        cells[6] = f"30分钟{'改派' if kind == 'take' else ''}→{some}"
    return rows
