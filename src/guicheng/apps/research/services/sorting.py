"""Which records speak of which theme: by the words that people confirmed, and by a person's own word above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from guicheng.apps.organization.actors import Actor
from guicheng.apps.research.models import Feedback, FeedbackTheme, Theme, ThemeState
from guicheng.apps.research.selectors.themes import theme_visible_to
from guicheng.domain.demand.themes import ThemeWords, assigned

_AT_ONCE: Final = 1000


def known_themes(company_id: int) -> list[Theme]:
    """Return the themes whose words people judged: one query."""
    judged = [ThemeState.CONFIRMED, ThemeState.REFUSED]
    return list(Theme.objects.filter(company_id=company_id, state__in=judged).order_by("pk"))


def words_of(themes: Iterable[Theme]) -> list[ThemeWords]:
    """Return themes as the mining sees them."""
    return [ThemeWords(str(each.pk), each.words, closed=each.state == ThemeState.REFUSED) for each in themes]


def sort_by_words(rows: Sequence[Feedback], company_id: int) -> None:
    """Write which confirmed themes records speak of by their words; what a person said stays as it is."""
    themes = words_of(each for each in known_themes(company_id) if each.state == ThemeState.CONFIRMED)
    _write(rows, themes)


def sort_again(theme: Theme) -> int:
    """Find the records of one theme anew, after its words changed; return how many speak of it."""
    FeedbackTheme.objects.filter(theme=theme, by_person=False).delete()
    if theme.state == ThemeState.CONFIRMED:
        rows = list(
            Feedback.objects.filter(company_id=theme.company_id).exclude(text="").only("pk", "text").order_by("pk")
        )
        _write(rows, words_of([theme]))
    return FeedbackTheme.objects.filter(theme=theme, absent=False).count()


def _write(rows: Sequence[Feedback], themes: Sequence[ThemeWords]) -> None:
    found = assigned([row.text for row in rows], themes)
    links = [
        FeedbackTheme(feedback=rows[place], theme_id=int(key)) for key, places in found.items() for place in places
    ]
    FeedbackTheme.objects.bulk_create(links, batch_size=_AT_ONCE, ignore_conflicts=True)


def place_person_themes(actor: Actor, row: Feedback, theme_keys: Iterable[str]) -> list[str]:
    """Write which themes a record speaks of as a person says; return their names.

    A theme that words found and the person left out is kept as absent, so that no later mining brings it back.
    """
    wanted = {theme.pk: theme for theme in (theme_visible_to(actor, key) for key in dict.fromkeys(theme_keys))}
    present = {link.theme_id: link for link in FeedbackTheme.objects.filter(feedback=row)}
    for pk in wanted.keys() - present.keys():
        FeedbackTheme.objects.create(feedback=row, theme_id=pk, by_person=True)
    for pk, link in present.items():
        absent = pk not in wanted
        if link.absent != absent:
            link.absent, link.by_person = absent, True
            link.save()
    return sorted(theme.name for theme in wanted.values())
