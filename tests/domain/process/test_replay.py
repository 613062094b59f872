"""Replay beside a second opinion that lists what a process allows, and the first wrong step in each case."""

from __future__ import annotations

from itertools import product

import pytest

from domain.process.tables import Blocks, row, table
from domain.process.test_diagrams import graph
from guicheng.domain.process import compile_table
from guicheng.domain.process.replay import Deviation, Replayer, TooManyWaysError, judge_all, label_of

END = "结束"


class Lister:
    """Plays the step table itself: running steps with whether their alarm rang, and arrivals at joins."""

    def __init__(self, process) -> None:
        self.steps = {step.id: step for step in process.steps}
        self.first = process.steps[0].id
        self.sources = {
            name: {
                step.id
                for step in process.steps
                if any(name in way.targets for way in step.ways) or any(alarm.target == name for alarm in step.alarms)
            }
            for name in self.steps
        }

    def start(self):
        return self.closed({(frozenset({(self.first, False)}), frozenset())})

    def enter(self, running, arrived, source, target):
        if target == END:
            return running, arrived
        if self.steps[target].waits_for_all and len(self.sources[target]) > 1:
            arrived = arrived | {(source, target)}
            if {one for one, join in arrived if join == target} != self.sources[target]:
                return running, arrived
            arrived = frozenset(pair for pair in arrived if pair[1] != target)
        if any(step == target for step, _rung in running):
            return running, arrived
        return running | {(target, False)}, arrived

    def closed(self, states):
        """Add what timers may have done."""
        seen, waiting = set(states), list(states)
        while waiting:
            running, arrived = waiting.pop()
            for step, rung in running:
                for alarm in self.steps[step].alarms:
                    if rung:
                        continue
                    left = running - {(step, False)}
                    base = left if alarm.interrupts else left | {(step, True)}
                    after = self.enter(base, arrived, step, alarm.target)
                    if after not in seen:
                        seen.add(after)
                        waiting.append(after)
        return frozenset(seen)

    def follow(self, states, step, answer):
        found = set()
        for running, arrived in states:
            for one, rung in running:
                if one != step:
                    continue
                for way in self.steps[step].ways:
                    if answer and way.answer and way.answer != answer:
                        continue
                    after = (running - {(one, rung)}, arrived)
                    for target in way.targets:
                        after = self.enter(*after, step, target)
                    found.add(after)
        return self.closed(found)

    def says(self, word):
        states = self.start()
        for step, answer in word:
            states = self.follow(states, step, answer)
        if not states:
            return "wrong"
        return "done" if any(not running and not arrived for running, arrived in states) else "open"


def small(seed):
    rows = Blocks(seed, 3 + seed % 3, alarms=False).process()
    if seed % 3 == 1 and len(rows) > 1:
        rows[0][6] = f"5分钟→{len(rows)}" if seed % 2 else f"5分钟改派→{len(rows)}"
    return table(*rows)


def alphabet(process):
    found = []
    for step in process.steps:
        answers = dict.fromkeys(way.answer for way in step.ways)
        found += [(step.id, answer) for answer in answers]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_every_short_word_is_judged_as_the_second_opinion_does(seed):
    process = small(seed)
    lister, replayer, letters = Lister(process), Replayer(compile_table(process)), alphabet(process)
    length = max(1, min(6, int(2_500 ** (1 / len(letters)) if len(letters) < 3 else 8 / len(letters) + 2.6)))
    kinds = set()
    for size in range(length + 1):
        for word in product(letters, repeat=size):
            verdict = replayer.judge([label_of(step, answer) for step, answer in word])
            said = {Deviation.FITTING: "done", Deviation.UNFINISHED: "open"}.get(verdict.kind, "wrong")
            assert said == lister.says(word), (word, verdict)
            kinds.add(said)
            if said == "wrong":
                # The first wrong event is where the second opinion stops too.
                assert lister.says(word[: verdict.place]) != "wrong"
                assert lister.says(word[: verdict.place + 1]) == "wrong"
    assert "wrong" in kinds


@pytest.mark.parametrize("seed", range(0, 120, 2))
def test_a_walk_that_the_second_opinion_takes_fits_and_one_event_less_does_not(seed):
    process = table(*Blocks(seed, 6 + seed % 9).process())
    lister, replayer = Lister(process), Replayer(compile_table(process))
    states, word = lister.start(), []
    for turn in range(60):
        ways = [(letter, after) for letter in alphabet(process) if (after := lister.follow(states, *letter))]
        if not ways:
            break
        letter, states = ways[(seed + turn * turn) % len(ways)]
        word.append(letter)
    labels = [label_of(step, answer) for step, answer in word]
    said = lister.says(word)
    assert replayer.judge(labels).kind is {"done": Deviation.FITTING, "open": Deviation.UNFINISHED}[said]
    for place in range(len(word)):
        less = word[:place] + word[place + 1 :]
        verdict = replayer.judge([label_of(step, answer) for step, answer in less])
        expected = lister.says(less)
        assert {"done": Deviation.FITTING, "open": Deviation.UNFINISHED}.get(expected) in {
            verdict.kind if expected != "wrong" else None
        }


REPAIR = compile_table(
    table(
        row(1, "紧急→2；一般→3"),
        row(2, "4", late="30分钟→6"),
        row(3, "4"),
        row(4, "修好→5；没修好→2"),
        row(5, "满意→结束；其他→1"),
        row(6, "结束"),
    )
)


@pytest.mark.parametrize(
    ("trace", "kind", "place", "others"),
    [
        ("1紧急 2 4修好 5满意", Deviation.FITTING, -1, ()),
        ("1紧急 2 6 4修好 5满意", Deviation.FITTING, -1, ()),
        ("1 2 4 5", Deviation.FITTING, -1, ()),
        ("1紧急 2 4修好 5不好 1一般 3 4修好 5满意", Deviation.FITTING, -1, ()),
        ("1紧急 4修好 5满意", Deviation.SKIPPED, 1, ("2",)),
        ("1紧急 4修好 2 5满意", Deviation.REVERSED, 1, ("2",)),
        ("1紧急 2 2 4修好", Deviation.REPEATED, 2, ()),
        ("1紧急 2 4修好 2", Deviation.IMPOSSIBLE, 3, ("5", "6")),
        ("1紧急 2 4修好 5满意 2", Deviation.REPEATED, 4, ()),
        ("1紧急 2 4修好 5满意 5满意", Deviation.REPEATED, 4, ()),
        ("1紧急 2 4修好", Deviation.UNFINISHED, 3, ("5", "6")),
        ("", Deviation.UNFINISHED, 0, ("1",)),
        ("1紧急 3", Deviation.IMPOSSIBLE, 1, ("2", "6")),
        ("1紧急 2 4也许", Deviation.WRONG_ANSWER, 2, ()),
        ("1紧急 9", Deviation.UNKNOWN_STEP, 1, ()),
        ("1紧急 2 4修好 5不好 4修好", Deviation.SKIPPED, 4, ("1", "2")),
        ("3 1一般 4修好 5满意", Deviation.REVERSED, 0, ("1",)),
        ("1一般 3 6", Deviation.SKIPPED, 2, ("4",)),
    ],
)
def test_the_first_wrong_step_is_named(trace, kind, place, others):
    labels = [label_of(part[0], part[1:]) for part in trace.split()]
    verdict = judge_all(REPAIR, {"甲": labels})["甲"]
    assert (verdict.kind, verdict.place, verdict.others) == (kind, place, others)


def test_a_step_after_the_end_that_was_never_due_is_impossible():
    process = compile_table(table(row(1, "甲→2；乙→3"), row(2, "结束"), row(3, "结束")))
    assert Replayer(process).judge(["1", "2", "3"]).kind is Deviation.IMPOSSIBLE


def test_answers_are_compared_as_numbers_where_they_are_numbers():
    process = compile_table(table(row(1, "3处以下→2；3处及以上→3"), row(2, "结束"), row(3, "结束")))
    replayer = Replayer(process)
    assert replayer.judge([label_of("1", "2处"), "2"]).kind is Deviation.FITTING
    assert replayer.judge([label_of("1", "5处"), "2"]).kind is Deviation.IMPOSSIBLE


def test_gateways_that_choose_by_themselves_and_waits_may_stand_in_no_log():
    found = Replayer(graph("s>A A>B B>x1 x1>C x1>D C>e1 D>e2"))
    assert found.judge(["A", "B", "D"]).kind is Deviation.FITTING
    assert found.judge(["A", "B", "C"]).kind is Deviation.FITTING
    assert found.judge(["A", "B", "C", "D"]).kind is not Deviation.FITTING


def test_traces_that_come_again_are_judged_the_same_however_many_there_are(monkeypatch):
    monkeypatch.setattr("guicheng.domain.process.replay._MOST_KEPT", 2)
    replayer = Replayer(REPAIR)
    wrong = [["9"], ["2", "9"], ["3", "9"], ["4", "9"]]
    wrong += wrong[-1:]
    first = [replayer.judge(trace) for trace in wrong]
    assert [replayer.judge(trace) for trace in wrong * 2] == first * 2


def test_so_much_side_by_side_that_nobody_could_follow_is_refused(monkeypatch):
    monkeypatch.setattr("guicheng.domain.process.replay.MOST_MARKINGS", 3)
    rows = [row(1, "、".join(map(str, range(2, 8))))]
    rows += [row(number, "结束", late="5分钟→8") for number in range(2, 8)]
    replayer = Replayer(compile_table(table(*rows, row(8, "结束"))))
    with pytest.raises(TooManyWaysError):
        replayer.judge(["1"])


def test_the_search_for_what_is_missing_ends(monkeypatch):
    monkeypatch.setattr("guicheng.domain.process.replay._OVER", 1)
    assert Replayer(REPAIR).judge([label_of("1", "紧急"), "4"]).others in {(), ("2", "6")}
