"""Tags for pages of standards."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guicheng.web.standards_list import STANDARD_STATES
from guicheng.web.templatetags.front import icon

register = template.Library()
_COLOURS = {"published": "is-ok", "revised": "is-ok", "approved": "is-brand", "review": "is-waiting"}


@register.simple_tag
def standard_state(state: str) -> SafeString:
    """Return the chip of a standard's state: word, icon and colour."""
    face = STANDARD_STATES[state]
    return format_html('<span class="chip {}">{}{}</span>', _COLOURS.get(state, ""), icon(face.icon), face.label)
