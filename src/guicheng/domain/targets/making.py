"""Any of the documents, for one standard or for all that hold at a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.targets.document import Document, DocumentKind
from guicheng.domain.targets.handbook import handbook
from guicheng.domain.targets.imprint_words import edition_words
from guicheng.domain.targets.manual import manual
from guicheng.domain.targets.notice import Contact, notice
from guicheng.domain.targets.source import Imprint, SourceStandard
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

Progress = Callable[[int, int], None]


class NoStandardError(GuichengError):
    """There is no standard to make a document of."""

    code = "no-standard"


class PostMissingError(GuichengError):
    """A handbook was asked for without its post."""

    code = "post-missing"


def make_document(
    kind: DocumentKind,
    standards: Sequence[SourceStandard],
    *,
    place: Imprint | None = None,
    post: str = "",
    elements: bool = False,
    contact: Contact | None = None,
    lexicon: Lexicon | None = None,
    progress: Progress | None = None,
) -> Document:
    """Return a document of one kind.

    Args:
        kind: Which.
        standards: In the order in which they are told.
        place: Title page of what holds at a place, its title the name of the place; None for that of one standard.
        post: Name of the post, for a handbook.
        elements: Whether a manual tells the elements of each clause.
        contact: Where residents turn to, for a notice; None for lines to write on.
        lexicon: Words to read by; the shipped ones by default.
        progress: Called with how many standards are done and how many there are.

    Raises:
        NoStandardError: There is none.
        PostMissingError: A handbook names no post.
        PostUnknownError: No clause falls to the post.
        NothingPromisedError: There is nothing to announce.
    """
    if not standards:
        raise NoStandardError(_("There is no standard to make a document of. Publish one, or name its file."))
    if place is None and len(standards) > 1:
        place = replace(standards[0].imprint, title="", code="", edition=0, effective=None)
    whole = place or standards[0].imprint
    match kind:
        case DocumentKind.MANUAL:
            titled = replace(place, title=f"{place.title}服务手册") if place else None
            return manual(standards, titled, elements=elements)
        case DocumentKind.POST:
            return _handbook(standards, whole, post.strip(), lexicon, progress)
        case DocumentKind.NOTICE:
            contact = contact or Contact(whole.ref)
            return notice(standards, replace(whole, code=""), contact, lexicon=lexicon, progress=progress)


def _handbook(
    standards: Sequence[SourceStandard], whole: Imprint, post: str, lexicon: Lexicon | None, progress: Progress | None
) -> Document:
    if not post:
        raise PostMissingError(_("Name the post whose handbook is wanted."))
    made_of = " ".join(part for part in (whole.code, whole.title, edition_words(whole)) if part)
    titled = replace(whole, title=f"{post}岗位手册", code="")
    return handbook(standards, post, titled, subtitle=made_of, lexicon=lexicon, progress=progress)
