"""A company with groups, and shortcuts for what its people take in."""

from __future__ import annotations

from datetime import date

from tests.apps.standards.company import AT, Company

from guicheng.apps.research import services
from guicheng.domain.comparison import shipped_vocabulary

TODAY = date(2026, 11, 23)
CANARY = "13812345678"


class Voices(Company):
    """The company; chen keeps its themes, wang writes for an estate."""

    def group(self, name="高层住户", **more):
        said = services.GroupText(name=name, kind=more.pop("kind", "owner"), **more)
        return services.add_group(actor=self.actor("chen"), said=said, at=AT)

    def say(self, text, *, by="wang", unit=None, day=TODAY, kind="complaint", group=None, **more):
        plan = services.FeedbackPlan(kind=kind, received_on=day, text=text, **more)
        unit_key = (unit or self.estate).key
        group_key = str(group.key) if group else ""
        return services.add_feedback(
            actor=self.actor(by), unit_key=unit_key, plan=plan, today=TODAY, at=AT, group_key=group_key
        )

    def theme(self, name, synonyms=""):
        return services.add_theme(actor=self.actor("chen"), name=name, synonyms=synonyms, at=AT)

    def mine(self):
        return services.find_themes(actor=self.actor("chen"), vocabulary=shipped_vocabulary(), at=AT)

    def talk(self, *, title="电梯等候访谈", attendees="业主代表 3", questions=("平时等多久？",), by="wang", **more):
        said = services.InterviewText(
            kind=more.pop("kind", "forum"),
            title=title,
            held_on=TODAY,
            attendees=services.attendees_of(attendees),
            **more,
        )
        return services.add_interview(
            actor=self.actor(by), unit_key=self.estate.key, said=said, questions=questions, at=AT
        )

    def quote(self, interview, text="早高峰等电梯要十分钟", role="业主代表", by="wang"):
        return services.add_quote(actor=self.actor(by), key=interview.key, text=text, role=role, at=AT)

    def demand(self, text="等电梯不超过3分钟", *, group=None, by="wang", source=None, unit=None, **more):
        group = group or self.group_once()
        said = services.DemandText(text=text, kind=more.pop("kind", "need"), group_key=str(group.key), **more)
        return services.add_demand(
            actor=self.actor(by), unit_key=(unit or self.estate).key, said=said, at=AT, source=source
        )

    def group_once(self):
        return self.root.customer_groups.first() or self.group()
