"""What makes a finding the same finding tomorrow: rule, text of the clause, word and its occurrence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from guicheng.domain.values import Finding, GuichengError
from guicheng.domain.values.message import _

_FORMAT = 1


class BaselineUnreadableError(GuichengError):
    """A baseline file is none."""

    code = "baseline-unreadable"


def fingerprints(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one fingerprint a finding: it stays when the clause moves and goes when the clause is edited.

    Args:
        text: The clause.
        findings: Its findings, in order of place.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        word = finding.span.of(text)
        seen[finding.code, word] += 1
        key = "\0".join((finding.code, text.strip(), word, str(seen[finding.code, word])))
        yield sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]


class Baseline:
    """The findings that were there when a document was taken in.

    Args:
        counts: How often each fingerprint was found; a clause that is copied is a new one.
    """

    def __init__(self, counts: Counter[str] | None = None) -> None:
        self._counts = Counter(counts or {})

    def new(self, text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings of a clause that the baseline does not hold; each old one is used up once."""
        kept = []
        listed = tuple(findings)
        for finding, fingerprint in zip(listed, fingerprints(text, listed), strict=True):
            if self._counts[fingerprint] > 0:
                self._counts[fingerprint] -= 1
            else:
                kept.append(finding)
        return tuple(kept)

    def add(self, text: str, findings: Iterable[Finding]) -> None:
        """Take in the findings of a clause."""
        self._counts.update(fingerprints(text, findings))

    def dump(self) -> str:
        """Return the baseline as text, sorted so that a version control shows small differences."""
        findings = {fingerprint: count for fingerprint, count in sorted(self._counts.items()) if count > 0}
        return json.dumps({"format": _FORMAT, "findings": findings}, indent=1) + "\n"

    @classmethod
    def load(cls, name: str, text: str) -> Baseline:
        """Return the baseline that was dumped as ``text``.

        Raises:
            BaselineUnreadableError: The text is no baseline of this format.
        """
        try:
            stored = json.loads(text)
            counts = Counter({str(key): int(count) for key, count in stored["findings"].items()})
            known = stored["format"] == _FORMAT
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _unreadable(name) from error
        if not known:
            raise _unreadable(name)
        return cls(counts)


def _unreadable(name: str) -> BaselineUnreadableError:
    return BaselineUnreadableError(
        _("“{name}” is no baseline. Write one with --baseline {name} --write-baseline.", name=name)
    )
