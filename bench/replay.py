"""Replay a log against a process, the first wrong step named, beside a plain game of tokens over the same net."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from guicheng.domain.process import Graph, compile_table, read_table
from guicheng.domain.process.net import build
from guicheng.domain.process.playing import Player
from guicheng.domain.process.replay import Deviation, Replayer, label_of

HEAD = ["序号", "步骤", "岗位", "时限", "表单/记录", "去向", "超时", "汇合"]
ROWS = [
    ["1", "登记", "客服", "5分钟", "单", "急→2；缓→3", "", ""],
    ["2", "到场", "维修工", "30分钟", "单", "4", "30分钟→9", ""],
    ["3", "预约", "维修工", "1天", "单", "4", "", ""],
    ["4", "修理", "维修工", "2小时", "单", "修好→5、6；没修好→2", "2小时→9", ""],
    ["5", "回访", "客服", "1天", "单", "7", "", ""],
    ["6", "收费", "客服", "1天", "单", "7", "", ""],
    ["7", "归档", "客服", "1天", "单", "结束", "", "全部"],
    ["9", "督办", "主管", "10分钟", "单", "结束", "", ""],
]
WAYS = [
    ["1急", "2", "4修好", "5", "6", "7"],
    ["1急", "2", "4没修好", "2", "9", "4修好", "6", "5", "7"],
    ["1缓", "3", "4修好", "5", "6", "7"],
    ["1缓", "3", "4没修好", "2", "4没修好", "2", "4修好", "6", "5", "7"],
]


def log(cases: int) -> list[list[str]]:
    """Return traces of which one in twenty lacks an event, has two swapped or one doubled."""
    chance = random.Random(7)
    found = []
    for _case in range(cases):
        trace = [label_of(part[0], part[1:]) for part in chance.choice(WAYS)]
        if chance.random() < 0.05:
            place = chance.randrange(len(trace) - 1)
            kind = chance.randrange(3)
            if kind == 0:
                del trace[place]
            elif kind == 1:
                trace[place : place + 2] = trace[place : place + 2][::-1]
            else:
                trace.insert(place, trace[place])
        found.append(trace)
    return found


class Tokens:
    """Moves tokens event by event: every marking that can be is kept, nothing is remembered between cases."""

    def __init__(self, graph: Graph) -> None:
        self.net = build(graph, whole=True)
        self.player = Player(self.net)

    def first_wrong(self, trace: list[str]) -> int:
        """Return the place of the first event that leads nowhere, -1 for none."""
        markings = self.closed({self.player.start().marking})
        for place, label in enumerate(trace):
            step, _mark, answer = label.partition("\x1f")
            after = {
                move.marking
                for marking in markings
                for move in self.player.moves(marking)
                if move.transition.flow == "normal"
                and move.transition.node == step
                and move.transition.answer == answer
            }
            if not after:
                return place
            markings = self.closed(after)
        return -1

    def closed(self, markings: set[int]) -> set[int]:
        """Add what timers may have done."""
        waiting = list(markings)
        while waiting:
            for move in self.player.moves(waiting.pop()):
                if move.transition.flow != "normal" and move.marking not in markings:
                    markings.add(move.marking)
                    waiting.append(move.marking)
        return markings


def rate(work: Callable[[], object], events: int, rounds: int) -> float:
    """Return events a second, the best round."""
    least = float("inf")
    for _round in range(rounds):
        started = time.perf_counter()
        work()
        least = min(least, time.perf_counter() - started)
    return events / least


def main() -> None:
    """Print both rates; both must find the same first wrong steps."""
    graph = compile_table(read_table("报修", [HEAD, *ROWS]))
    traces = log(150_000)
    events = sum(map(len, traces))
    few = traces[:600]
    tokens, replayer = Tokens(graph), Replayer(graph)
    for trace in few:
        verdict = replayer.judge(trace)
        right = verdict.kind in {Deviation.FITTING, Deviation.UNFINISHED}
        assert tokens.first_wrong(trace) == (-1 if right else verdict.place), trace

    def ours() -> None:
        fresh = Replayer(graph)
        for trace in traces:
            fresh.judge(trace)

    mine = rate(ours, events, 5)
    theirs = rate(lambda: [tokens.first_wrong(trace) for trace in few], sum(map(len, few)), 3)
    print(
        f"replay: {mine / 1e6:.2f} M events/s with the first wrong step named, game of tokens "
        f"{theirs / 1e3:.1f} k events/s: {mine / theirs:,.0f} times as fast ({events:,} events)"
    )


if __name__ == "__main__":
    main()
