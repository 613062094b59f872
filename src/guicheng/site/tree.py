"""One process tree: starts its children, starts a dead one again, and ends all of them, even one that hangs."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from guicheng.domain.values.message import Message, _
from guicheng.site import words

_TICK: Final = 0.1
_PR_SET_PDEATHSIG: Final = 1
_LIBC: Final = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Ask the kernel to end this process when its parent is gone, however that ended; Linux only."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))


@dataclass(slots=True)
class Child:
    """One program of the tree.

    Args:
        name: How it is called in messages.
        command: Program and arguments.
    """

    name: Message
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        """Start the program as leader of its own group, so that Ctrl-C on a terminal reaches it through us alone."""
        self.process = subprocess.Popen(  # noqa: S603  (our own command line)
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509  (the tree has one thread)
        )

    @property
    def alive(self) -> bool:
        """Whether the program runs."""
        return self.process is not None and self.process.poll() is None

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the program and all that it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


class Tree:
    """A parent of programs that belong together.

    Args:
        children: What to run.
        grace: Seconds that a child has to end by itself.
        patience: Deaths of one child within a minute after which the tree gives up.
    """

    def __init__(self, children: Sequence[Child], *, grace: float = 8.0, patience: int = 5) -> None:
        self._children = children
        self._grace = grace
        self._patience = patience
        self._stops = 0

    def run(self, *, watch: Callable[[], None]) -> int:
        """Run until a signal comes; return 0, or 1 when a child could not be kept alive.

        Args:
            watch: Called about ten times a second.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_stop)
        try:
            for child in self._children:
                child.start()
            while not self._stops:
                if not all(self._kept_alive(child) for child in self._children):
                    return 1
                watch()
                time.sleep(_TICK)
            return 0
        finally:
            self._end()

    def _on_stop(self, _number: int, _frame: object) -> None:
        self._stops += 1

    def _kept_alive(self, child: Child) -> bool:
        """Start a dead child again; False when it died too often."""
        if child.alive:
            return True
        now, name = time.monotonic(), child.name.render(words.translate)
        child.signal_group(signal.SIGKILL)  # what a dead leader left behind
        child.deaths.append(now)
        while now - child.deaths[0] > 60:
            child.deaths.popleft()
        if len(child.deaths) > self._patience:
            words.complain(_("The {name} ended again and again. All is ended; the lines above say why.", name=name))
            return False
        words.complain(_("The {name} ended unexpectedly and is started again.", name=name))
        time.sleep(min(0.2 * 2 ** len(child.deaths), 5))
        if not self._stops:
            child.start()
        return True

    def _end(self) -> None:
        """End all children: ask, wait, and after the grace or a second signal force."""
        asked, stops = time.monotonic(), max(self._stops, 1)
        for child in self._children:
            child.signal_group(signal.SIGTERM)
        while any(child.alive for child in self._children):
            if time.monotonic() - asked > self._grace or self._stops > stops:
                break
            time.sleep(_TICK / 2)
        for child in self._children:
            child.signal_group(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
