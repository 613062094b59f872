"""Replays what happened against a process: whether each case fits, and where the first that does not goes wrong.

The process is made deterministic as far as logs reach: a state is everything that can be so after what was seen, and
what follows from a state by a label is worked out once. Whatever no log tells (a timer that rang, a gateway that chose
by itself) may have happened or not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.process.answers import overlap, read_answer
from guicheng.domain.process.graph import Flow, Graph, Kind
from guicheng.domain.process.net import Transition, build
from guicheng.domain.process.playing import Move, Player
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Separates the step from its answer in a label.
MARK: Final = "\x1f"
#: Markings of one state, and markings that are looked at for one first wrong step.
MOST_MARKINGS: Final = 20_000
#: Traces whose first wrong step is kept in mind, since the same ones come again and again.
_MOST_KEPT: Final = 20_000
_OVER: Final = 2 * MOST_MARKINGS


class TooManyWaysError(GuichengError):
    """So much can go on side by side that what happened cannot be followed."""

    code = "too-many-ways"


class Deviation(StrEnum):
    """What is wrong with a case."""

    FITTING = "fitting"
    #: Steps that must come before are missing.
    SKIPPED = "skipped"
    #: Steps that must come before come later.
    REVERSED = "reversed"
    #: A step is done once more than the process allows.
    REPEATED = "repeated"
    #: Nothing is wrong, but it has not come to its end.
    UNFINISHED = "unfinished"
    #: The answer opens no way.
    WRONG_ANSWER = "wrong-answer"
    #: The step lies on a way that was not chosen, or comes after the end.
    IMPOSSIBLE = "impossible"
    #: The process has no such step.
    UNKNOWN_STEP = "unknown-step"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a trace stands to the process.

    Args:
        kind: What is wrong.
        place: Position of the first wrong event, from 0; the length of the trace for one that is unfinished; -1 for one
            that fits.
        step: Id of the step of that event; "" for none.
        others: Ids of the steps that are missing, come later, or are awaited.
    """

    kind: Deviation
    place: int = -1
    step: str = ""
    others: tuple[str, ...] = ()


class State(dict[str, "State"]):
    """What can be after what was seen; what follows by a label is worked out when it is asked for.

    Args:
        replayer: Who knows the process.
        markings: Every marking that can be.
        finished: Whether the case can have come to its end.
    """

    __slots__ = ("finished", "markings", "replayer")

    def __init__(self, replayer: Replayer, markings: frozenset[int]) -> None:
        super().__init__()
        self.replayer, self.markings = replayer, markings
        self.finished = any(not marking & ~replayer.net.ends for marking in markings)

    def __missing__(self, label: str) -> State:
        found = self.replayer.follow(self, label)
        self[label] = found
        return found


_FITTING: Final = Verdict(Deviation.FITTING)


@dataclass
class Replayer:
    """Replays traces against one process.

    Args:
        graph: The process.
    """

    graph: Graph
    _states: dict[frozenset[int], State] = field(default_factory=dict)
    _lacking: dict[tuple[frozenset[int], str], tuple[str, ...]] = field(default_factory=dict)
    _judged: dict[tuple[str, ...], Verdict] = field(default_factory=dict)
    _awaiting: dict[frozenset[int], tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the process ready to be played."""
        self.net = build(self.graph, whole=True)
        self.player = Player(self.net)
        self.sink = self._state(frozenset())
        self.start = self._state(self._closed([self.player.start().marking]))

    def judge(self, trace: Sequence[str]) -> Verdict:
        """Return how a trace stands to the process.

        Args:
            trace: Labels: the id of a step, with its answer behind :data:`MARK` where one was given.

        Raises:
            TooManyWaysError: So much can go on side by side that it cannot be followed.
        """
        state = self.start
        for label in trace:
            state = state[label]
        if state.finished:
            return _FITTING
        if state is self.sink:
            key = tuple(trace)
            if key not in self._judged:
                if len(self._judged) >= _MOST_KEPT:
                    self._judged.clear()
                self._judged[key] = self._first_wrong(key)
            return self._judged[key]
        return Verdict(Deviation.UNFINISHED, len(trace), "", self._awaited(state))

    def follow(self, state: State, label: str) -> State:
        """Return the state that follows another by a label; the sink where nothing does."""
        step, _mark, answer = label.partition(MARK)
        wanted = self._answers(step, answer)
        after = [
            move.marking
            for marking in state.markings
            for move in self.player.moves(marking)
            if self._seen(move.transition) and move.transition.node == step and move.transition.answer in wanted
        ]
        return self._state(self._closed(after))

    @cached_property
    def _given(self) -> dict[str, tuple[str, ...]]:
        """Return the answers that open a way after each step."""
        found: dict[str, dict[str, None]] = {}
        for transition in self.net.transitions:
            if self._seen(transition):
                found.setdefault(transition.node, {})[transition.answer] = None
        return {step: tuple(answers) for step, answers in found.items()}

    def _answers(self, step: str, given: str) -> frozenset[str]:
        """Return the answers of ways that a given one opens; all where none was given or the step asks for none."""
        known = self._given.get(step, ())
        if not given or known == ("",):
            return frozenset(known)
        said = read_answer(given)
        same = [answer for answer in known if answer and normalize(answer) == normalize(given)]
        same = same or [answer for answer in known if answer and overlap(said, read_answer(answer)) is not None]
        return frozenset(same or [answer for answer in known if not answer or read_answer(answer).otherwise])

    def _seen(self, transition: Transition) -> bool:
        """Tell whether a log would tell of a move."""
        return transition.flow is Flow.NORMAL and self.graph.by_id[transition.node].works

    def _silent(self, transition: Transition) -> bool:
        """Tell whether a move may have happened without a word in the log; a wait that is over may be told or not."""
        return not self._seen(transition) or self.graph.by_id[transition.node].kind is Kind.WAIT

    def _closed(self, markings: Iterable[int]) -> frozenset[int]:
        """Return markings with all that follow from them without a word in the log."""
        seen = set(markings)
        waiting = list(seen)
        while waiting:
            for move in self.player.moves(waiting.pop()):
                if self._silent(move.transition) and move.marking not in seen:
                    seen.add(move.marking)
                    waiting.append(move.marking)
            if len(seen) > MOST_MARKINGS:
                raise TooManyWaysError(
                    _("So much of this process can go on side by side that a log cannot be followed. Divide it.")
                )
        return frozenset(seen)

    def _state(self, markings: frozenset[int]) -> State:
        if markings not in self._states:
            self._states[markings] = State(self, markings)
        return self._states[markings]

    def _awaited(self, state: State) -> tuple[str, ...]:
        """Return the steps that can be done next."""
        if state.markings not in self._awaiting:
            found = {
                move.transition.node
                for marking in state.markings
                for move in self.player.moves(marking)
                if self._seen(move.transition)
            }
            self._awaiting[state.markings] = tuple(node.id for node in self.graph.tasks if node.id in found)
        return self._awaiting[state.markings]

    def _first_wrong(self, trace: Sequence[str]) -> Verdict:
        """Return what is wrong with the first event that leads nowhere."""
        state, place = self.start, 0
        while state[trace[place]] is not self.sink:
            state, place = state[trace[place]], place + 1
        step = trace[place].partition(MARK)[0]
        if step not in self._given:
            return Verdict(Deviation.UNKNOWN_STEP, place, step)
        if state[step] is not self.sink:
            return Verdict(Deviation.WRONG_ANSWER, place, step)
        return self._out_of_place(state, trace, place, step)

    def _out_of_place(self, state: State, trace: Sequence[str], place: int, step: str) -> Verdict:
        """Return why a step of the process cannot come where it came."""
        key = (state.markings, step)
        if key not in self._lacking:
            self._lacking[key] = self._missing(state, step)
        missing = self._lacking[key]
        later = {label.partition(MARK)[0] for label in trace[place + 1 :]}
        before = [label.partition(MARK)[0] for label in trace[:place]]
        if before[-1:] == [step]:
            return Verdict(Deviation.REPEATED, place, step)
        if missing and set(missing) <= later:
            return Verdict(Deviation.REVERSED, place, step, missing)
        if self._with_other_answers(before, step):
            return Verdict(Deviation.IMPOSSIBLE, place, step, self._awaited(state))
        # Round a loop what is awaited was done before; then a step done before is not one too many.
        if step in before and not (missing and missing[0] in before):
            return Verdict(Deviation.REPEATED, place, step)
        if missing:
            return Verdict(Deviation.SKIPPED, place, step, missing)
        return Verdict(Deviation.IMPOSSIBLE, place, step, self._awaited(state))

    def _with_other_answers(self, before: Sequence[str], step: str) -> bool:
        """Tell whether a step could come here if other answers had been given."""
        state = self.start
        for label in (*before, step):
            state = state[label]
        return state is not self.sink

    def _missing(self, state: State, step: str) -> tuple[str, ...]:
        """Return the fewest steps that would have to be done before a step can be; none where it never can."""
        seen = set(state.markings)
        waiting: deque[tuple[int, tuple[str, ...]]] = deque((marking, ()) for marking in sorted(seen))
        while waiting and len(seen) < _OVER:
            marking, done = waiting.popleft()
            for move in self.player.moves(marking):
                if self._seen(move.transition) and move.transition.node == step:
                    return done
                if move.marking not in seen:
                    seen.add(move.marking)
                    self._put(waiting, move, done)
        return ()

    def _put(self, waiting: deque[tuple[int, tuple[str, ...]]], move: Move, done: tuple[str, ...]) -> None:
        """Put a marking in the queue: before all others when nobody had to do anything for it."""
        if self._silent(move.transition):
            waiting.appendleft((move.marking, done))
        else:
            waiting.append((move.marking, (*done, move.transition.node)))


def label_of(step: str, answer: str = "") -> str:
    """Return the label of an event."""
    return f"{step}{MARK}{answer}" if answer else step


def judge_all(graph: Graph, traces: Mapping[str, Sequence[str]]) -> dict[str, Verdict]:
    """Return how each case stands to the process.

    Args:
        graph: The process.
        traces: Labels by case, in the order in which they happened.

    Raises:
        TooManyWaysError: So much can go on side by side that it cannot be followed.
    """
    replayer = Replayer(graph)
    return {case: replayer.judge(trace) for case, trace in traces.items()}
