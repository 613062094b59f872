#!/usr/bin/env python3
"""Check an evidence pack of Guicheng without Guicheng: one file, Python 3.9 or later, nothing to install.

    python3 verify.py PACK [--root DAY=HASH ...] [--hash HASH] [--tsa CERTIFICATES]

PACK is a pack as it came, pack.zip, or the folder into which it was unpacked: the pack of one dispute, which holds
``pack.json``, or that of some days, which holds ``roots.json``. The check computes everything anew: hashes of files and
of their lines, of events from what they say, commitments from the personal fields that were given out, links, the way
from each to the Merkle root of its day, and the bytes of photos. It names the first thing that was altered.

A hash that somebody outside the organisation keeps is worth most: a root of a day (--root), or the hash of the whole
pack or of its statements, as printed on its paper (--hash). Without one the check tells that the pack agrees with
itself. A time stamp is read; its signature is checked with openssl where --tsa names the authority's certificates.

The answer says since when records are unaltered. It never says that what they tell is true.
Ends with 0 where everything agrees, 1 where something does not, 2 where the pack cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from guicheng.library.verifier.days import Check
from guicheng.library.verifier.dispute import Dispute
from guicheng.library.verifier.hashing import UNREADABLE, CannotReadError, Said, say
from guicheng.library.verifier.sources import Folder, Zipped
from guicheng.library.verifier.stamps import CHINA


def moment(milliseconds: int) -> str:
    """Return a moment in China."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=CHINA).strftime("%Y-%m-%d %H:%M:%S +08:00")


def answer(check: Check | Dispute, outside: dict[str, str]) -> Iterator[Said]:
    """Yield what was found."""
    yield check.told()
    if check.faults:
        for fault in check.faults:
            yield say("ALTERED {fault}", "已改动 {fault}", fault=fault)
        return
    linked = check.since is not None or not isinstance(check, Dispute)
    since = _since(check)
    kept = say("as far as the pack agrees with itself", "仅就包内自相一致而言")
    kept_hash = isinstance(check, Dispute) and bool(check.kept)
    if outside or kept_hash:
        count = len(outside) + kept_hash
        what = say("hash(es)", "哈希") if not outside else say("root(s)", "根")
        kept = say("by {count} {what} that you kept", "依据您留存的 {count} 个{what}", count=count, what=what)
    yield say("unaltered since {since}, {kept}", "自{since}起未改动，{kept}", since=since, kept=kept)
    yield from check.notes
    if isinstance(check, Dispute):
        if linked:
            english = "what is not in the chain: unaltered since the pack was made, {made}"
            yield say(english, "不在链上的内容：自 {made} 制作起未改动", made=check.facts["made"])
        yield say("It does not say that what they tell is true.", "不表示所记内容属实")


def _since(check: Check | Dispute) -> Said:
    """Return since when what was checked is unaltered; Chinese stands close to Chinese, and apart from figures."""
    if check.since is not None:
        return say("{at}", " {at} ", at=moment(check.since))
    if isinstance(check, Dispute):
        return say("the pack was made, {made}", " {made} 制作", made=check.facts["made"])
    return say("their receipt", "收到时")


def tell(lines: Iterable[Said]) -> None:
    """Print sentences in English, then in Chinese."""
    said = list(lines)
    for line in (*said, *(each.zh for each in said)):
        print(line)


def main(arguments: list[str]) -> int:
    """Check a pack."""
    parser = argparse.ArgumentParser(description="Check an evidence pack.")
    parser.add_argument("pack", type=Path)
    parser.add_argument("--root", action="append", default=[], metavar="DAY=HASH")
    parser.add_argument("--hash", default="", metavar="HASH")
    parser.add_argument("--tsa", default="", metavar="CERTIFICATES")
    options = parser.parse_args(arguments)
    outside = dict(text.split("=", 1) for text in options.root if "=" in text)
    try:
        source = Folder(options.pack) if options.pack.is_dir() else Zipped(options.pack)
        disputed = source.has("pack.json")
        check: Check | Dispute = Dispute(source, options.hash, options.tsa) if disputed else Check(source, options.tsa)
        check.run(outside)
        lines = list(answer(check, outside))
    except (*UNREADABLE, CannotReadError) as error:
        tell([say("The pack cannot be read: {why!r}", "无法读取这个包：{why!r}", why=error)])
        return 2
    tell(lines)
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
