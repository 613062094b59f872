"""What customers say: feedback, an interview, a survey with answers, and the demands that come of it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from guicheng.apps.research import services as research
from guicheng.apps.research.readings.codes import CODE_LENGTH, draw
from guicheng.apps.research.services import reports, surveys
from guicheng.apps.research.services.answering import Sending, answer
from guicheng.apps.standards import services as standards
from guicheng.usecases.demonstration.cast import Cast, moment, told

#: Days before the last day on which the survey opens; it closes half of them later.
_SURVEYED = 40


def listen(cast: Cast) -> None:
    """Keep what customers said, and what it means."""
    said, chance = told("voices"), cast.chance("voices")
    about: dict[str, Any] = {"actor": cast.quality, "at": cast.before(15)}
    groups = [
        research.add_group(said=research.GroupText(each["name"], each["kind"], note=each["note"]), **about)
        for each in said["groups"]
    ]
    themes = [research.add_theme(name=each["name"], synonyms=each["synonyms"], **about) for each in said["themes"]]
    records = _feedback(cast, said["feedback"], str(groups[0].key), chance)
    quote = _interview(cast, said["interview"], str(groups[0].key), str(themes[1].key))
    for number, each in enumerate(said["demands"]):
        source = research.SourceKey(quote=quote) if number == 0 else research.SourceKey(feedback=records[3])
        if "source" in each:
            source = research.SourceKey(cited=each["source"])
        _demand(cast, each, (str(groups[each["group"]].key), str(themes[each["theme"]].key)), source)
    _survey(cast, said["survey"], chance)


def _feedback(cast: Cast, rows: Sequence[Mapping[str, str]], group: str, chance: random.Random) -> list[str]:
    found = []
    for each in rows:
        day = cast.first + timedelta(days=chance.randrange(cast.length - 5))
        plan = research.FeedbackPlan(each["kind"], day, each["text"])
        row = research.add_feedback(
            actor=cast.quality, unit_key=cast.estates[each["estate"]].key, plan=plan, today=cast.last,
            group_key=group, at=moment(day, 11),
        )  # fmt: skip
        found.append(str(row.key))
    return found


def _interview(cast: Cast, said: Mapping[str, Any], group: str, theme: str) -> str:
    """Keep a talk with customers and return the key of what one of them said."""
    day = cast.first + timedelta(days=12)
    about: dict[str, Any] = {"actor": cast.quality, "at": moment(day, 16)}
    heard = research.InterviewText("forum", said["title"], day, research.attendees_of(said["attendees"]), group)
    unit = cast.estates[said["estate"]]
    talk = research.add_interview(unit_key=unit.key, said=heard, questions=said["questions"], **about)
    research.write_note(key=talk.key, position=0, question=said["questions"][0], text=said["note"], **about)
    quote = research.add_quote(key=talk.key, text=said["quote"], role=said["role"], **about)
    code = research.add_code(name=said["code"], description=said["code_note"], theme_key=theme, **about)
    for name in ("demo-quality", "demo-second"):
        research.code_quote(actor=cast.actors[name], key=quote.key, code_keys=[str(code.key)], at=about["at"])
    return str(quote.key)


def _demand(cast: Cast, each: Mapping[str, Any], keys: tuple[str, str], source: research.SourceKey) -> None:
    about: dict[str, Any] = {"actor": cast.quality, "at": moment(cast.first + timedelta(days=14), 10)}
    words = research.DemandText(
        each["text"], each["kind"], *keys, each.get("activity", ""),
        each["importance"], told("voices")["measured_by"], each["performance"], told("voices")["measured_by"],
    )  # fmt: skip
    demand = research.add_demand(unit_key=cast.estates[each["estate"]].key, said=words, source=source, **about)
    research.confirm_demand(key=demand.key, **about)
    if "clause" not in each:
        return
    code, number = each["clause"]
    clause = cast.kept["standards"][code].clauses.get(number=number)
    standards.judge_link(demand_key=demand.key, clause_key=clause.key, answers=True, **about)


def _survey(cast: Cast, said: Mapping[str, Any], chance: random.Random) -> None:
    opened_on = cast.last - timedelta(days=_SURVEYED)
    about: dict[str, Any] = {"actor": cast.quality, "at": moment(opened_on, 9)}
    unit = cast.estates[said["estate"]]
    made = surveys.create_survey(unit_key=unit.key, title=said["title"], form=said["form"], **about)
    facts = surveys.SurveyFacts(title=said["title"], purpose=said["purpose"], contact=said["contact"])
    surveys.describe_survey(survey_key=made.key, facts=facts, **about)
    opened = surveys.open_survey(survey_key=made.key, **about)
    for number in range(said["answers"]):
        at = moment(opened_on + timedelta(days=number % (_SURVEYED // 2)), 12)
        fields = _answers(said["middles"], chance)
        if number % 9 == 0:
            fields["more"] = [said["text"]]
        answer(survey=opened, sending=Sending(code=draw(CODE_LENGTH), fields=fields, version=1, seconds=160), at=at)
    end = moment(opened_on + timedelta(days=_SURVEYED // 2 + 1), 18)
    surveys.close_survey(actor=cast.quality, survey_key=made.key, at=end)
    reports.publish_summary(
        actor=cast.quality, survey_key=made.key, told=[{"title": said["title"]}], words=said["words"], at=end
    )


def _answers(middles: Mapping[str, Sequence[float]], chance: random.Random) -> dict[str, Sequence[str]]:
    fields: dict[str, Sequence[str]] = {}
    for name, values in middles.items():
        names = [f"{name}.importance", f"{name}.satisfaction"] if len(values) > 1 else [name]
        for field, middle in zip(names, values, strict=True):
            fields[field] = [str(min(5, max(1, round(chance.gauss(middle, 0.9)))))]
    return fields
