"""The notice to mend (整改通知单) as a document: what was found, until when, why, how it is mended, lines to sign on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image

from guicheng.domain.attainment.mending import Root, Severity
from guicheng.domain.targets.document import (
    Block,
    ClauseBlock,
    Document,
    DocumentKind,
    Facts,
    Heading,
    Picture,
    Signatures,
    Table,
    TableRow,
)
from guicheng.domain.targets.source import Imprint
from guicheng.domain.values import ClauseRef, Message
from guicheng.domain.values.message import _

Say = Callable[[Message], str]
SEVERITIES: Final[Mapping[str, Message]] = {
    Severity.SLIGHT: _("slight"),
    Severity.ORDINARY: _("moderate"),
    Severity.SERIOUS: _("serious"),
}
ROOTS: Final[Mapping[str, Message]] = {
    Root.NOT_DONE: _("It was not done"),
    Root.CANNOT: _("It cannot be done as things are"),
    Root.UNCLEAR: _("The standard is not clear"),
    Root.TOO_STRICT: _("The standard is too strict"),
}


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice says.

    Args:
        number: What people call the nonconformity.
        company: Whose it is.
        place: The estate.
        severity: A ``Severity``.
        citation: Standard, number and edition of the clause, "" for none.
        sentence: What the clause says.
        found: What was found.
        found_at: When, as it is printed.
        found_by: By whom.
        mends: Who has to mend it, "" for nobody yet.
        due: Last day on which it is mended in time, as it is printed.
        recurs: Number of the one that it recurs after, "" for none.
        whys: Levels of the question why, each with what shows it, "" for assumed.
        root: A ``Root``, "" for none yet.
        correction: What is done at once.
        action: What keeps it from coming back.
        before: Small photos of before, as JPEG.
        after: The same of after.
    """

    number: str
    company: str
    place: str
    severity: str
    citation: str
    sentence: str
    found: str
    found_at: str
    found_by: str
    mends: str
    due: str
    recurs: str
    whys: Sequence[tuple[str, str]] = ()
    root: str = ""
    correction: str = ""
    action: str = ""
    before: Sequence[bytes] = ()
    after: Sequence[bytes] = ()


def notice_document(facts: NoticeFacts, say: Say, *, language: str = "zh") -> Document:
    """Return the notice.

    Args:
        facts: What it says.
        say: Says a sentence in the language of the notice.
        language: ``zh`` or ``en``, for what stands at the edge of each page.
    """
    ref = ClauseRef(facts.number)
    imprint = Imprint(ref, f"{say(_('Notice to mend'))} {facts.number}", company=facts.company)
    blocks = tuple(_blocks(facts, say, ref))
    return Document(DocumentKind.NOTICE, imprint, facts.place, blocks, contents=False, language=language, lasting=True)


def _blocks(facts: NoticeFacts, say: Say, ref: ClauseRef) -> Iterator[Block]:
    yield Heading(ref, say(_("What was found")), 1)
    yield ClauseBlock(ref, facts.found)
    if facts.sentence:
        yield ClauseBlock(ref, facts.sentence, details=((say(_("Clause")), facts.citation),))
    yield Facts(ref, tuple(_told(facts, say)))
    yield Heading(ref, say(_("Why it happened")), 1)
    yield from _cause(facts, say, ref)
    yield Heading(ref, say(_("How it is mended")), 1)
    yield Facts(
        ref,
        (
            (say(_("Correction, at once")), facts.correction),
            (say(_("Corrective action, so that it does not come back")), facts.action),
        ),
    )
    yield from _pictures(facts.before, say(_("Before the mending")), ref)
    yield from _pictures(facts.after, say(_("After the mending")), ref)
    names = (_("Opened by"), _("Received by"), _("Mended by"), _("Verified by"))
    yield Signatures(ref, tuple([say(name) for name in names]))


def _told(facts: NoticeFacts, say: Say) -> Iterator[tuple[str, str]]:
    yield say(_("Severity")), say(SEVERITIES[facts.severity])
    yield say(_("Found")), f"{facts.found_at} {facts.found_by}".strip()
    yield say(_("Who mends it")), facts.mends
    yield say(_("Mend by")), facts.due
    if facts.recurs:
        yield say(_("Recurs after")), facts.recurs


def _cause(facts: NoticeFacts, say: Say, ref: ClauseRef) -> Iterator[Block]:
    """Yield the levels of the question why; before they are known, as many lines to write on as there may be."""
    if not facts.whys:
        yield Facts(ref, ((say(_("Root cause")), ""),))
        return
    rows = [
        TableRow(ClauseRef(facts.number, "", "", place), (str(place), text, shown or say(_("assumed"))))
        for place, (text, shown) in enumerate(facts.whys, start=1)
    ]
    head = (say(_("Why, step by step")), say(_("Why")), say(_("Shown by")))
    yield Table(ref, head, tuple(rows), (1, 6, 4))
    if facts.root:
        yield Facts(ref, ((say(_("Root cause")), say(ROOTS[facts.root])),))


def _pictures(photos: Sequence[bytes], caption: str, ref: ClauseRef) -> Iterator[Block]:
    for photo in photos:
        yield Picture(ref, _png(photo), "png", caption, small=True)


def _png(small: bytes) -> bytes:
    # Word files take no JPEG here; a small photo was decoded and written by us, so it is decoded without a bound.
    target = BytesIO()
    with Image.open(BytesIO(small), formats=("JPEG",)) as image:
        image.save(target, "PNG", optimize=True)
    return target.getvalue()
