"""FL046: trees felled or moved without leave"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL046", "trees-felled", Severity.ERROR, told_by=())
def trees_felled(clause: Clause) -> Iterator[Remark]:
    """Find trees felled, topped or moved on the firm's own word.

    Why it matters:
        Trees of an estate are the owners' and the town's. Felling or moving one needs leave from the authority for
        greening; an old or famous tree may not be moved at all without it.

    Example:
        挡住店招的香樟，经理同意后由绿化班锯掉。

    Use instead:
        树木影响采光的，绿化班先行修剪；确需砍伐、移植的，报园林绿化主管部门批准后实施。

    References:
        Regulation on urban greening (城市绿化条例) art. 20, 24: leave to fell or move trees; old trees are protected.
    """
    for hit in beside(clause, "FL046", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: trees are not felled or moved on the word of the firm. "
                "Prune them, or ask the authority for greening first.",
                act=hit[0],
            ),
        )
