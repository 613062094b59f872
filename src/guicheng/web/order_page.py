"""A work order as its page shows it: stages with their clauses, what can be done, what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from guicheng.adapters.photo_store import StoreFailedError
from guicheng.adapters.qr import qr_svg
from guicheng.apps.operations.models import OrderFile, OrderPromise, WorkOrder
from guicheng.apps.operations.selectors.orders.clocks import StageLine, held_of
from guicheng.apps.operations.services.photos import photo_store
from guicheng.apps.operations.services.small_photos import small_photos
from guicheng.domain.comparison.vocabulary import shipped_vocabulary
from guicheng.domain.worktime import Segment
from guicheng.web import crumbs
from guicheng.web.clock import Chip, Why, chip_of, why_of
from guicheng.web.order_words import LOOKS, PHASES, STAGES, limit_words, pause_words

_SHORT: Final = 24


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as a page shows it.

    Args:
        name: Its name.
        chip: How its clock stands.
        why: Why it ends when it ends; None where no clock runs.
        row: The clause; None where none holds now.
        limit: Its limit in words.
        from_change: Whether the limit counts from the change of priority.
    """

    name: str | Lazy
    chip: Chip
    why: Why | None
    row: OrderPromise | None
    limit: str
    from_change: bool


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Work orders”."""
    return [crumbs.Crumb(_("Work orders"), reverse("orders") if steps else ""), *steps]


def title_of(order: WorkOrder) -> str:
    """Return what people call an order: where, and what is wrong."""
    first = order.problem.split("\n", 1)[0]
    return f"{place_of(order)} {first[:_SHORT]}{'…' if len(first) > _SHORT else ''}".strip()


def place_of(order: WorkOrder) -> str:
    """Return where an order is: the place of the estate, then in the words of whoever reported it."""
    return " ".join(filter(None, (order.place.name if order.place else "", order.place_text)))


def category_of(order: WorkOrder) -> tuple[str, str]:
    """Return the Chinese and the English name of the activity, "" for none."""
    found = shipped_vocabulary().activity(order.category) if order.category else None
    return (found.zh, found.en) if found else ("", "")


def follow_link(request: HttpRequest, order: WorkOrder) -> dict[str, str]:
    """Return the address on which whoever reported an order follows it, and its code to scan."""
    address = request.build_absolute_uri(reverse("order_follow", args=[order.link]))
    return {
        "link": address,
        "link_code": mark_safe(qr_svg(address, title=_("Code of the link"))),  # noqa: S308 - our drawing
    }


def phase_chip(order: WorkOrder) -> Chip:
    """Return how far an order is."""
    look, icon = LOOKS[order.phase]
    return Chip(look, icon, str(PHASES[order.phase]))


def stages(lines: list[StageLine], at: datetime) -> list[Stage]:
    """Return the stages of an order as a page shows them."""
    return [_stage(line, at) for line in lines]


def _stage(line: StageLine, at: datetime) -> Stage:
    state, limit = line.state(at), limit_words(held_of(line.row).limit) if line.row else ""
    if state is not None:
        state = replace(state, reason=_reasons(state.reason), segments=tuple(_told(each) for each in state.segments))
    return Stage(
        name=STAGES[line.stage],
        chip=chip_of(state, at) if state else _waits(line),
        why=why_of(state, limit) if state else None,
        row=line.row,
        limit=limit,
        from_change=bool(line.row and line.row.from_change),
    )


def _waits(line: StageLine) -> Chip:
    """Return the chip of a stage whose clock does not run."""
    if line.finished is not None:
        return Chip("is-ok", "check", _("Done {time}").format(time=f"{line.finished:%m-%d %H:%M}"))
    return Chip("", "clock", _("Has not begun") if line.row else _("No limit"))


def _told(segment: Segment) -> Segment:
    return replace(segment, words=_reasons(segment.words)) if segment.words else segment


def _reasons(said: str) -> str:
    """Return why a clock stands still in words; pauses that touch have several reasons."""
    return "、".join(pause_words(each) for each in said.split("、")) if said else ""


def file_answer(request: HttpRequest, found: OrderFile) -> HttpResponse:
    """Return the bytes of a file, never run by a browser as a page; small where ``size=small`` asks for that."""
    small = small_photos().read(found.kept) if request.GET.get("size") == "small" else None
    try:
        data = photo_store().read(found.kept) if small is None else small
    except StoreFailedError as error:
        raise OrderFile.DoesNotExist from error
    response = HttpResponse(data, content_type=found.media if small is None else "image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Disposition"] = "inline" if found.media.startswith("image/") else "attachment"
    return response
