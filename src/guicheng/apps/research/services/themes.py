"""Themes: proposed by mining, judged, renamed and merged by people."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.research.models import Code, Demand, FeedbackTheme, Theme, ThemeState
from guicheng.apps.research.selectors.themes import minable, theme_visible_to
from guicheng.apps.research.services.noting import company_for, note, written
from guicheng.apps.research.services.sorting import known_themes, sort_again, words_of
from guicheng.domain.comparison import Vocabulary
from guicheng.domain.demand.themes import ThemeWords, merged_words, proposals, synonyms_of
from guicheng.domain.demand.trend import FEWEST
from guicheng.domain.values.message import _

#: Records that one mining looks at, the latest ones.
MOST_RECORDS: Final = 5000
#: Proposals that one mining leaves behind; a person can judge no more at once.
_MOST_PROPOSALS: Final = 30
_LONGEST: Final = 40
_MOST_WORDS: Final = 50


@transaction.atomic
def find_themes(*, actor: Actor, vocabulary: Vocabulary, at: datetime) -> list[Theme]:
    """Propose themes of the records that no known theme covers; earlier proposals that nobody judged go.

    Args:
        actor: Who asks; needs ``research.edit`` for the company.
        vocabulary: The words of the company's activities.
        at: Now, with time zone.

    Raises:
        NotAllowedError: They may not.
    """
    company = company_for(actor)
    Theme.objects.filter(company=company, state=ThemeState.PROPOSED).delete()
    rows = minable(company.pk, MOST_RECORDS)
    known = words_of(known_themes(company.pk))
    merged = [ThemeWords("", (name,), closed=True) for name in _names(company, ThemeState.MERGED)]
    found = proposals([row.text for row in rows], [*known, *merged], vocabulary, least=FEWEST)
    taken = set(Theme.objects.filter(company=company).values_list("name", flat=True))
    made = [
        Theme(
            company=company,
            name=each.name[:_LONGEST],
            synonyms=[word for word in each.words if word != each.name],
            activity=each.activity,
            found=len(each.records),
            changed_at=at,
        )
        for each in found
        if each.name not in taken
    ][:_MOST_PROPOSALS]
    Theme.objects.bulk_create(made)
    for theme in made[:1]:
        note(actor, "find_themes", theme, company, at, label=str(len(made)), after={"proposed": len(made)})
    return made


def _names(company: Unit, state: ThemeState) -> list[str]:
    return list(Theme.objects.filter(company=company, state=state).values_list("name", flat=True))


@transaction.atomic
def add_theme(*, actor: Actor, name: str, synonyms: str, at: datetime) -> Theme:
    """Add a theme that a person knows; its records are found at once.

    Raises:
        NotAsWantedError: The name is missing or too long.
        TakenError: The company has a theme of this name.
    """
    company = company_for(actor)
    called = written(name, field="name", most=_LONGEST)
    _refuse_taken(company, called)
    words = _words(synonyms, called)
    theme = Theme.objects.create(
        company=company, name=called, synonyms=words, state=ThemeState.CONFIRMED, changed_at=at
    )
    _sort(theme)
    note(actor, "add_theme", theme, company, at, after=_told(theme))
    return theme


@transaction.atomic
def judge_theme(*, actor: Actor, key: str | UUID, confirms: bool, at: datetime) -> Theme:
    """Confirm a theme, or refuse it so that it is not proposed again; either can be changed later.

    Raises:
        Theme.DoesNotExist: There is none in the company.
        NotAsWantedError: It was merged into another one.
    """
    theme = _open(actor, key)
    before = _told(theme)
    theme.state, theme.changed_at = ThemeState.CONFIRMED if confirms else ThemeState.REFUSED, at
    theme.save()
    _sort(theme)
    note(actor, "judge_theme", theme, theme.company, at, before=before, after=_told(theme))
    return theme


@transaction.atomic
def change_theme(*, actor: Actor, key: str | UUID, name: str, synonyms: str, at: datetime) -> Theme:
    """Rename a theme or say which words mean it; its old name stays one of them.

    Raises:
        Theme.DoesNotExist: There is none in the company.
        NotAsWantedError: The name is missing or too long, or the theme was merged into another one.
        TakenError: Another theme has the name.
    """
    theme = _open(actor, key)
    before = _told(theme)
    called = written(name, field="name", most=_LONGEST)
    words = _words(synonyms, called)
    if called != theme.name:
        _refuse_taken(theme.company, called)
        words = list(dict.fromkeys([*words, theme.name]))
    theme.name, theme.synonyms, theme.changed_at = called, words, at
    theme.save()
    _sort(theme)
    note(actor, "change_theme", theme, theme.company, at, before=before, after=_told(theme))
    return theme


@transaction.atomic
def merge_themes(*, actor: Actor, key: str | UUID, into: str | UUID, at: datetime) -> Theme:
    """Merge a theme into another one, which takes over its words, records, demands and codes.

    Raises:
        Theme.DoesNotExist: One of them is none of the company's.
        NotAsWantedError: They are one and the same, or one of them was merged already.
    """
    gone, kept = _open(actor, key), _open(actor, into)
    if gone.pk == kept.pk:
        raise NotAsWantedError(_("Choose another theme to merge into."), field="into")
    words = merged_words(ThemeWords("", kept.words), ThemeWords("", gone.words))
    kept.synonyms, kept.changed_at = [word for word in words if word != kept.name], at
    kept.activity = kept.activity or gone.activity
    kept.state = ThemeState.CONFIRMED
    kept.save()
    gone.state, gone.merged_into, gone.changed_at = ThemeState.MERGED, kept, at
    gone.save()
    _move(gone, kept)
    _sort(kept)
    note(actor, "merge_themes", gone, gone.company, at, after={"into": kept.name})
    return kept


def _move(gone: Theme, kept: Theme) -> None:
    Demand.objects.filter(theme=gone).update(theme=kept)
    Code.objects.filter(theme=gone).update(theme=kept)
    Theme.objects.filter(merged_into=gone).update(merged_into=kept)
    theirs = FeedbackTheme.objects.filter(theme=gone, by_person=True)
    known = FeedbackTheme.objects.filter(theme=kept, by_person=True).values_list("feedback_id", flat=True)
    FeedbackTheme.objects.filter(theme=kept, by_person=False, feedback__in=theirs.values("feedback")).delete()
    theirs.exclude(feedback__in=list(known)).update(theme=kept)
    FeedbackTheme.objects.filter(theme=gone).delete()


def _open(actor: Actor, key: str | UUID) -> Theme:
    theme = theme_visible_to(actor, key)
    company_for(actor)
    found = Theme.objects.select_for_update().get(pk=theme.pk)
    if found.state == ThemeState.MERGED:
        raise NotAsWantedError(
            _("{name} was merged into {other}. Change that one.", name=found.name, other=str(theme.merged_into)),
            field="key",
        )
    return found


def _sort(theme: Theme) -> None:
    theme.found = sort_again(theme)
    theme.save(update_fields=["found"])


def _refuse_taken(company: Unit, name: str) -> None:
    if Theme.objects.filter(company=company, name=name).exists():
        raise TakenError(_("Another theme is called {name}. Merge the two instead.", name=name), field="name")


def _words(written_words: str, name: str) -> list[str]:
    words = synonyms_of(str(written_words).replace("\0", ""), but=name)
    if len(words) > _MOST_WORDS or any(len(word) > _LONGEST or len(word) < 2 for word in words):
        raise NotAsWantedError(_("Write at most 50 words of 2 to 40 characters each."), field="synonyms")
    return list(words)


def _told(theme: Theme) -> dict[str, object]:
    return {"name": theme.name, "synonyms": list(theme.synonyms), "state": str(theme.state)}
