"""Steps of the preparation: each runs when its inputs changed, and one that fails stops with a sentence."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guicheng.domain.values.message import Message

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one preparation at a time work in this checkout."""
    with (ROOT / ".venv.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def stamped(name: str) -> bool:
    """Tell whether a step was ever done in this environment."""
    return (STAMPS / name).exists()


def step(name: str, inputs: Iterable[Path], act: Callable[[], None], output: Path | None = None) -> None:
    """Act when the inputs differ from those of the last time, or the output is gone."""
    digest = hashlib.sha256()
    for path in sorted(inputs):
        if path.exists():
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    stamp, value = STAMPS / name, digest.hexdigest()
    if stamp.exists() and stamp.read_text() == value and (output is None or output.exists()):
        return
    act()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(value)


def call(
    command: Sequence[str | Path], refusal: Message, *, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> None:
    """Run a program; when it fails show what it printed and stop with a sentence."""
    from guicheng.site.home import StartRefusedError

    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd, env=env)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise StartRefusedError(refusal)


def tell(message: Message) -> None:
    """Say what is going on."""
    from guicheng.site import words

    words.say(message)
