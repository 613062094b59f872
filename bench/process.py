"""Prove processes, beside a search of all markings alone; move cases, beside SpiffWorkflow on the same walks."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.domain.process.spiff import SpiffCases
from tests.domain.process.tables import Blocks, mutant, row, table

from guicheng.domain.process import Graph, check_graph, compile_table
from guicheng.domain.process.soundness import TooManyStatesError, prove, search
from guicheng.domain.process.token_compiling import compile_tokens
from guicheng.domain.process.token_table import TokenTable, complete, is_over, ready, start

MODELS, MARKINGS, WALKS = 40, 1_000, 400


def timed(work: Callable[[], object], rounds: int = 3) -> float:
    """Return the seconds that a piece of work takes, the least of some rounds."""
    best = float("inf")
    for _round in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def searched(graph: Graph) -> bool | None:
    """Return what a search of all markings alone says, None when it meets its bound."""
    try:
        return not search(graph, MARKINGS)
    except TooManyStatesError:
        return None


def share(times: Sequence[float], part: float) -> float:
    """Return the milliseconds within which this part of the times lies."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))] * 1e3


def proofs() -> None:
    """Print how long proofs of 30-task models and of their mutants take."""
    rows = [Blocks(seed, 26).process() for seed in range(MODELS)]
    graphs = [compile_table(table(*cells)) for cells in rows]
    graphs += [compile_table(table(*mutant(cells, seed))) for seed, cells in enumerate(rows)]
    alone = {index: searched(graph) for index, graph in enumerate(graphs)}
    decided = [index for index, verdict in alone.items() if verdict is not None]
    for index in decided:
        if (not prove(graphs[index])) != alone[index]:
            sys.exit(f"process: model {index} is judged in two ways")
    for name, part in (("sound", range(MODELS)), ("with a change", range(MODELS, 2 * MODELS))):
        kept = [index for index in part if index in decided]
        ours = [timed(lambda graph=graphs[index]: prove(graph)) for index in kept]  # type: ignore[misc]
        theirs = [timed(lambda graph=graphs[index]: searched(graph), 1) for index in kept]  # type: ignore[misc]
        print(
            f"process: proof of 30 tasks, {name}: {share(ours, 0.5):.2f} ms, p99 {share(ours, 0.99):.2f} ms; "
            f"state space alone {share(theirs, 0.5):.2f} ms, p99 {share(theirs, 0.99):.2f} ms, and no answer for "
            f"{len(part) - len(kept)} of {len(part)}; ratio {sum(theirs) / sum(ours):.1f}"
        )
    whole = [timed(lambda graph=graph: check_graph(graph)) for graph in graphs[:MODELS]]  # type: ignore[misc]
    print(
        f"process: whole check of 30 tasks, times included: {share(whole, 0.5):.2f} ms, p99 {share(whole, 0.99):.2f} ms"
    )


def wide() -> None:
    """Print how long ten branches of three steps take."""
    heads = "、".join(str(2 + 3 * branch) for branch in range(10))
    rows = [row(1, f"并行→{heads}")]
    rows += [row(number, str(number + 1) if number % 3 != 1 else "32") for number in range(2, 32)]
    graph = compile_table(table(*rows, row(32, "结束", join="全部")))
    if prove(graph):
        sys.exit("process: ten branches of three steps are not found sound")
    print(f"process: 10 × 3 steps side by side: {timed(lambda: prove(graph)) * 1e3:.2f} ms")


def completions() -> None:
    """Print completions a second in memory, ours beside SpiffWorkflow's."""
    graph = compile_table(table(*Blocks(12, 16, alarms=False).process()))
    tokens, cases = compile_tokens(graph), SpiffCases(graph)
    walks = [walk(tokens, number) for number in range(WALKS)]

    def ours() -> None:
        for steps in walks:
            marking = start(tokens)
            for step, answer, _number in steps:
                marking = complete(tokens, marking, step, answer)

    def theirs() -> None:
        for steps in walks[: WALKS // 20]:
            case = cases.start()
            for step, _answer, number in steps:
                case.complete(step, [number])
            if not case.is_over:
                sys.exit("process: SpiffWorkflow has not ended where we have")

    mine = sum(map(len, walks)) / timed(ours)
    peer = sum(map(len, walks[: WALKS // 20])) / timed(theirs)
    print(f"process: {mine:,.0f} completions/s; SpiffWorkflow {peer:,.0f}; ratio {mine / peer:.0f}")


def walk(tokens: TokenTable, number: int) -> list[tuple[str, str, int]]:
    """Return a random case from start to end: steps, their answers, and the numbers of these."""
    chance = random.Random(number)
    marking, steps = start(tokens), []
    while not is_over(tokens, marking):
        step = chance.choice(ready(tokens, marking))
        answers = list(tokens.steps[step].effects)
        said = chance.randrange(len(answers))
        steps.append((step, answers[said], said))
        marking = complete(tokens, marking, step, answers[said])
    return steps


if __name__ == "__main__":
    proofs()
    wide()
    completions()
