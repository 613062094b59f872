"""Tags for pages of standards."""

from __future__ import annotations

from typing import Final

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings import day_of
from guicheng.web.contracts import binding_of
from guicheng.web.standards_list import STANDARD_STATES
from guicheng.web.templatetags.front import icon
from guicheng.web.wording import Word

register = template.Library()
#: The pages of a standard: name of the address, and what it is called.
TABS: Final[tuple[tuple[str, Word], ...]] = (
    ("standard", _("Text")),
    ("standard_elements", _("Elements")),
    ("standard_compare", _("Comparison")),
    ("standard_norms", _("Legal duties")),
    ("standard_benchmarks", _("Benchmarks")),
    ("standard_cost", _("Cost")),
    ("history", _("History")),
    ("standard_handouts", _("Manuals and notices")),
)
_COLOURS = {"published": "is-ok", "revised": "is-ok", "approved": "is-brand", "review": "is-waiting"}


@register.simple_tag
def standard_state(standard: Standard) -> SafeString:
    """Return the chip of a standard's state: word, icon and colour; of a contract whether it binds today."""
    if standard.is_contract:
        word, colour = binding_of(standard, day_of(timezone.now()))
        return format_html('<span class="chip {}">{} · {}</span>', colour, gettext("Contract"), word)
    state = standard.state
    face = STANDARD_STATES[state]
    return format_html('<span class="chip {}">{}{}</span>', _COLOURS.get(state, ""), icon(face.icon), face.label)


@register.inclusion_tag("web/parts/standard_tabs.html")
def standard_tabs(code: str, here: str) -> dict[str, object]:
    """Show the pages of a standard, the one that is open marked."""
    return {"tabs": [(reverse(name, args=[code]), title, name == here) for name, title in TABS]}
