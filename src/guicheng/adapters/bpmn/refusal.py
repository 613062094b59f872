"""Why a diagram is not read, element by element."""

from __future__ import annotations

from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import Message, _

#: Elements that a refusal names; more of them say nothing new.
_MOST = 20


class DiagramRefusedError(GuichengError):
    """A diagram holds what is not supported, or what wants to harm; nothing of it was kept or run.

    Args:
        message: What, where, why, and what to do.
        findings: One for each element, with the code ``unsupported-element`` or ``hostile-file``.
    """

    code = "diagram-refused"

    def __init__(self, message: Message, findings: tuple[ProcessFinding, ...]) -> None:
        super().__init__(message)
        self.findings = findings


def unsupported(identity: str, kind: str, why: Message | None = None) -> ProcessFinding:
    """Return the finding that an element is outside the supported part of BPMN."""
    message = why or _(
        "Element {id} ({kind}) is outside the part of BPMN that is supported: user and manual tasks, exclusive, "
        "parallel and inclusive gateways, start, end and terminate events, timers, message events that are awaited, "
        "sub-processes. Draw it with these.",
        id=identity,
        kind=kind,
    )
    return ProcessFinding("unsupported-element", (identity,), message)


def hostile(identity: str, why: Message) -> ProcessFinding:
    """Return the finding that an element could do harm."""
    return ProcessFinding("hostile-file", (identity,) if identity else (), why)


def code_inside(identity: str, kind: str) -> ProcessFinding:
    """Return the finding that an element carries a program."""
    message = _(
        "Element {id} ({kind}) carries a program. Diagrams are read and never run; take the program out.",
        id=identity,
        kind=kind,
    )
    return hostile(identity, message)


def refuse(name: str, findings: list[ProcessFinding]) -> DiagramRefusedError:
    """Return the refusal of a diagram for the given reasons, of which there is at least one."""
    kept = tuple(dict.fromkeys(findings))[:_MOST]
    return DiagramRefusedError(_("“{name}” was not read. {reason}", name=name, reason=kept[0].message.render()), kept)
