"""Console blocks of the documentation: run them, compare or rewrite what they print.

Usage: ``python tests/docs/console.py`` rewrites every block that prints something else now; read the difference
before you keep it.

A block marked ``console`` holds commands after ``$ `` (continued by ``> ``) and below each what it prints. A line
``…`` stands for any lines. All blocks of a page run in order in one empty folder that holds the samples. A page that
speaks of ``$URL`` finds a service there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "src" / "guicheng" / "library" / "samples"
BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ANY = "…"
SECONDS = 120


@dataclass(frozen=True)
class Step:
    """One command and what it is said to print."""

    command: str
    output: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        yield "$ " + self.command.replace("\n", "\n> ")
        yield from self.output


def pages() -> list[Path]:
    """All pages that people write; the reference is generated and has its own test."""
    written = [path for path in sorted((ROOT / "docs").rglob("*.md")) if "reference" not in path.parts]
    return [*sorted(ROOT.glob("*.md")), *written]


def steps(body: str) -> Iterator[Step]:
    """Yield the steps of a block."""
    command, output = None, []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield Step(command, tuple(output))
            command, output = line[2:], []
        elif line.startswith("> ") and not output:
            command = f"{command}\n{line[2:]}"
        else:
            output.append(line)
    if command is not None:
        yield Step(command, tuple(output))


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which nothing of the machine's own settings shows."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUICHENG", "DJANGO"))}
    kept.pop("DATABASE_URL", None)
    home = {"HOME": str(folder), "GUICHENG_HOME": str(folder / "var")}
    plain = {"NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb", "LANG": "C.UTF-8"}
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return {**kept, **path, **plain, **home, **more}


@contextlib.contextmanager
def service(page: Path, folder: Path) -> Iterator[str]:
    """Run the service for a page that speaks of ``$URL`` and yield its address; "" for the others."""
    if "$URL" not in page.read_text(encoding="utf-8"):
        yield ""
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = environment(folder, PORT=str(port), HOST="127.0.0.1", GUICHENG_HOME=str(folder / "service"))
    with subprocess.Popen([sys.executable, "-m", "guicheng.site.serve"], env=settings) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the service answers."""
    for _attempt in range(SECONDS * 5):
        if process.poll() is not None:
            raise RuntimeError("the service ended before it answered")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError(f"{url} did not answer")


def run(command: str, folder: Path, url: str = "") -> list[str]:
    """Run a command in a shell and return its lines, standard error among them."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(folder, URL=url),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    return [line.rstrip() for line in done.stdout.decode().rstrip("\n").split("\n")] if done.stdout else []


def agree(said: tuple[str, ...], printed: list[str]) -> bool:
    """Tell whether the printed lines are the said ones, where ``…`` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == ANY else re.escape(line.rstrip()) + r"\n" for line in said)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def folder_with_samples() -> Path:
    """Return a new folder with copies of the samples."""
    folder = Path(tempfile.mkdtemp(prefix="guicheng-docs-"))
    for path in SAMPLES.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    return folder


def rewrite(page: Path) -> bool:
    """Put what the commands print now into the blocks of a page; return whether it changed."""
    folder, text = folder_with_samples(), page.read_text(encoding="utf-8")

    def fresh(match: re.Match[str]) -> str:
        lines: list[str] = []
        for step in steps(match["body"]):
            printed = run(step.command, folder, url)
            if any(line.startswith("Traceback") for line in printed):
                sys.exit("\n".join([f"{page}: $ {step.command}", *printed]))
            output = step.output if agree(step.output, printed) else tuple(printed)
            lines += Step(step.command, output).lines()
        return "```console\n" + "\n".join(lines) + "\n```"

    with service(page, folder) as url:
        changed = BLOCK.sub(fresh, text)
    shutil.rmtree(folder)
    page.write_text(changed, encoding="utf-8")
    return changed != text


if __name__ == "__main__":
    for page in pages():
        if rewrite(page):
            print(f"{page.relative_to(ROOT)}: rewritten")
