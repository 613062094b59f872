"""Read and check clauses, beside jionlp + cn2an with the glue that makes limits of what they find."""

from __future__ import annotations

import json
import logging
import random
import re
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import cn2an
import jionlp

from guicheng.domain.clause import Kind
from guicheng.domain.clause.reader import read
from guicheng.domain.lint import check

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

CORPUS = Path(__file__).parents[1] / "tests" / "cases" / "corpus"
UNITS = {"分钟": "minute", "小时": "hour", "天": "day", "日": "day"}
LIMIT = re.compile(r"(\d+(?:\.\d+)?)(分钟|小时|天|日)内")
RATIO = re.compile(r"(\d+(?:\.\d+)?)%")


def ours(text: str) -> list[tuple[float, str]]:
    """Read and check a clause; return its limits."""
    clause = read(text)
    check(clause)
    return [(float(r.value), str(r.unit)) for r in clause.requirements if r.kind is Kind.TIME_LIMIT]


def peer(text: str) -> list[tuple[float, str]]:
    """Find the times of a clause with the peers and glue limits and shares from them."""
    plain = cn2an.transform(text, "cn2an")
    try:
        found = jionlp.ner.extract_time(plain)
    except (ValueError, TypeError):
        found = []
    RATIO.findall(plain)
    limits = (LIMIT.search(time["text"]) for time in found)
    return [(float(match[1]), UNITS[match[2]]) for match in limits if match]


def best(work: Callable[[str], object], texts: list[str], rounds: int = 3) -> float:
    """Return clauses a second, the best of three rounds."""
    least = float("inf")
    for _round in range(rounds):
        started = time.perf_counter()
        for text in texts:
            work(text)
        least = min(least, time.perf_counter() - started)
    return len(texts) / least


def hostile(length: int) -> str:
    """Return text of numerals, units and comparators in random order."""
    return "".join(random.Random(7).choices("每3半一日次-内不超过0，达至、以上前后各", k=length))


def micros_per_char(length: int) -> float:
    """Return microseconds a character for hostile text, the best of three rounds."""
    text, least = hostile(length), float("inf")
    for _round in range(3):
        started = time.perf_counter()
        read(text)
        least = min(least, time.perf_counter() - started)
    return least / length * 1e6


def lint_micros_per_char(length: int) -> float:
    """Return microseconds a character of checking the text that is dearest to check, the best of three rounds."""
    dearest = 0.0
    for unit in ("停水欠费", "《及时", "发现处理。", "每日2次；", "欠费不放行", "不得", "欠费停水。"):
        clause, least = read((unit * (length // len(unit) + 1))[:length]), float("inf")
        for _round in range(3):
            started = time.perf_counter()
            check(clause)
            least = min(least, time.perf_counter() - started)
        dearest = max(dearest, least)
    return dearest / length * 1e6


def same_answers() -> int:
    """Compare both on plain limits; return how many were compared.

    Raises:
        SystemExit: They differ.
    """
    cases = [f"接到报修后{n}{unit}内到场" for n in (2, 5, 7, 24, 30, 48) for unit in UNITS]
    for case in cases:
        if ours(case) != peer(case):
            sys.exit(f"{case}: ours {ours(case)}, peer {peer(case)}")
    return len(cases)


def main() -> None:
    """Print one line a comparison."""
    files = sorted(CORPUS.glob("*.jsonl"))
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    compared = same_answers()
    fast, slow = best(ours, texts * 4), best(peer, texts)
    rates = f"{fast:,.0f} clauses/s, jionlp + cn2an {slow:,.0f}/s"
    print(f"read + lint: {rates}: {fast / slow:.1f}× ({compared} answers equal)")
    near, far = micros_per_char(1_000), micros_per_char(100_000)
    print(f"hostile text: {near:.1f} µs/char at 10³, {far:.1f} at 10⁵: {far / near:.2f}×")
    near, far = lint_micros_per_char(4_000), lint_micros_per_char(40_000)
    print(f"hostile clause, lint: {near:.1f} µs/char at 4·10³, {far:.1f} at 4·10⁴: {far / near:.2f}×")


if __name__ == "__main__":
    main()
