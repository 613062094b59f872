"""Tags that join pages and the front-end build: style sheets, scripts, icons, sentences of scripts."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Final

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from guicheng.web import build

register = template.Library()
_ENTRY = "src/main.ts"
#: Chinese words with the figures and signs between them.
_CHINESE: Final = re.compile(r"([\u3400-\u9fff](?:[^A-Za-z“”]*[\u3400-\u9fff：；，、）])?)")
_JSON_IN_HTML = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def front_end(entry: str = _ENTRY) -> SafeString:
    """Return the links of style sheet and script of an entry; the script runs once the page is there."""
    styles = format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((_address(path),) for path in build.styles_of(entry))
    )
    return styles + format_html('\n<script type="module" src="{}"></script>', _address(build.file_of(entry)))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the sprite; words beside it say the same, so readers skip it."""
    return _drawing(build.file_of("icons.svg"), name)


@lru_cache(maxsize=256)
def _drawing(sprite: str, name: str) -> SafeString:
    """Write an icon once; a long document shows hundreds of the same few."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', _address(sprite), name)


@register.simple_tag
def script_words(*, public: bool = False) -> SafeString:
    """Return the translations of what scripts say, as data in the page; nothing in English."""
    if get_language() == "en":
        return mark_safe("")
    table = {sentence: gettext(sentence) for sentence in build.script_sentences(public=public)}
    text = json.dumps(table, ensure_ascii=False).translate(_JSON_IN_HTML)
    return format_html('<script type="application/json" id="words">{}</script>', mark_safe(text))  # noqa: S308


@register.filter
def foreign(sentence: object) -> SafeString:
    """Mark the Chinese words of an English sentence, so that a page reader says them in Chinese."""
    parts = _CHINESE.split(str(sentence))
    if get_language() != "en" or len(parts) == 1:
        return conditional_escape(str(sentence))
    marked = (
        (format_html('<span lang="zh-CN">{}</span>', part) if place % 2 else part) for place, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in marked))


@register.filter
def html_lang(code: str) -> str:
    """Return the language tag of a page: ``zh-CN`` picks Chinese fonts and punctuation where ``zh-hans`` may not."""
    return "zh-CN" if code.startswith("zh") else code


def _address(path: str) -> str:
    return static(f"build/{path}")
