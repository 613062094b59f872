"""What customers say: records, themes, groups, interviews."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

FeedbackKindName = Literal["complaint", "suggestion", "praise", "rating", "call"]
GroupKindName = Literal["owner", "tenant", "merchant", "visitor", "committee", "other"]
Property = Literal["", "residential", "office", "mall", "hospital", "industrial"]
Rating = Annotated[int, Field(ge=1, le=5)]


class FeedbackRecord(Schema):
    """What a customer said by themselves; marks of people are covered."""

    key: str
    unit: Told
    kind: FeedbackKindName
    received_on: date
    text: str
    covered: list[str] = Field(..., description="kinds of marks that were covered, such as `phone`")
    rating: Rating | None
    group: Told | None
    outside: str = Field(..., description="number by which another system knows it")
    themes: list[Told]


class FeedbackRecords(Schema):
    """A page of records, the latest that were taken in first."""

    items: list[FeedbackRecord]
    next: Next


class FeedbackWanted(Wanted):
    """Which records."""

    words: str = Field("", max_length=100, description="parts of the text, each of them")
    kind: FeedbackKindName | Literal[""] = ""
    theme: str = Field("", max_length=36, description="key of a theme, or `none`")
    unit: str = Field("", max_length=36, description="key of a unit; what lies below it counts")
    group: str = Field("", max_length=36)
    since: date | None = None
    until: date | None = None


class FeedbackIn(Sent):
    """A record to take in; marks of people are covered before anything is kept."""

    unit: Key
    kind: FeedbackKindName
    received_on: date
    text: str = Field("", max_length=2000)
    rating: Rating | None = None
    group: str = Field("", max_length=36)
    outside: str = Field("", max_length=60, description="once in the company")


class FeedbackSorted(Sent):
    """Whose a record is and of what it speaks."""

    group: str = Field("", max_length=36)
    themes: list[Annotated[str, Field(max_length=36)]] = Field([], max_length=50)


class WhyInFull(Sent):
    """Why the words in full are needed; the audit keeps it."""

    reason: str = Field(..., max_length=200)


class InFull(Schema):
    """The words of a record as they came."""

    text: str


class RowToMend(Schema):
    """What is wrong with a row of a workbook."""

    sheet: str
    row: int
    sentence: str


class FeedbackImported(Schema):
    """What became of a workbook; nothing was taken in where a row is to be mended."""

    added: int
    known: int = Field(..., description="rows whose number stands here already")
    covered: int = Field(..., description="records in which marks of people were covered")
    to_mend: list[RowToMend]
    workbook: str = Field(..., description="the workbook with remarks, in base64; empty where there are none")


class ThemeOf(Schema):
    """What customers speak of."""

    key: str
    name: str
    synonyms: list[str]
    activity: str = Field(..., description="key of the activity that it is, empty for none")
    state: Literal["proposed", "confirmed", "refused", "merged"]
    merged_into: Told | None
    found: int = Field(..., description="records in which it was found when it was last looked for")


class ThemesOf(Schema):
    """A page of themes, by name."""

    items: list[ThemeOf]
    next: Next


class ThemesWanted(Wanted):
    """Which themes."""

    state: Literal["", "proposed", "confirmed", "refused", "merged"] = ""


class ThemeIn(Sent):
    """A theme by its name and the words that mean it too."""

    name: str = Field(..., max_length=40)
    synonyms: list[Annotated[str, Field(max_length=40)]] = Field([], max_length=50)


class ThemeJudged(Sent):
    """Whether a theme is one."""

    confirms: bool


class MergedInto(Sent):
    """What something is merged into."""

    into: Key


class MonthCount(Schema):
    """Records of a month."""

    month: date
    records: int


class SeasonCount(Schema):
    """Records of a season at a unit; null where the number could point at a household."""

    unit: str
    year: int
    season: Literal["winter", "spring", "summer", "autumn"]
    records: int | None


class ThemeTrendOf(Schema):
    """When and where a theme was spoken of, within the caller's reach."""

    months: list[MonthCount]
    change: Literal["more", "fewer", "cannot_tell"] = Field(
        ..., description="the later six months against the earlier ones, at 5 %"
    )
    seasons: list[SeasonCount]
    total: int


class CustomerGroupOf(Schema):
    """A group of customers."""

    key: str
    name: str
    kind: GroupKindName
    property_type: Property
    households: int | None
    note: str
    archived: bool


class CustomerGroupsOf(Schema):
    """A page of groups, by name."""

    items: list[CustomerGroupOf]
    next: Next


class CustomerGroupIn(Sent):
    """A group of customers; marks of people in the note are covered."""

    name: str = Field(..., max_length=40)
    kind: GroupKindName
    property_type: Property = ""
    households: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    note: str = Field("", max_length=2000)


class AttendeeOf(Sent):
    """A role, and how many of it were there; never a name."""

    role: str = Field(..., max_length=40)
    count: Annotated[int, Field(ge=1, le=9999)] = 1


class NoteOf(Schema):
    """A question of the guide with what was noted."""

    position: int
    question: str
    text: str


class QuoteOf(Schema):
    """What somebody said."""

    key: str
    role: str
    text: str


class InterviewOf(Schema):
    """An interview or forum."""

    key: str
    unit: Told
    kind: Literal["interview", "forum"]
    title: str
    held_on: date
    group: Told | None
    attendees: list[AttendeeOf]


class InterviewsOf(Schema):
    """A page of interviews, the latest that were noted first."""

    items: list[InterviewOf]
    next: Next


class InterviewWhole(InterviewOf):
    """An interview with its notes and quotes."""

    notes: list[NoteOf]
    quotes: list[QuoteOf]


class InterviewIn(Sent):
    """An interview to note; a role that looks like a name is refused."""

    unit: Key
    kind: Literal["interview", "forum"]
    title: str = Field(..., max_length=120)
    held_on: date
    group: str = Field("", max_length=36)
    attendees: list[AttendeeOf] = Field([], max_length=100)
    questions: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=100)


class QuoteIn(Sent):
    """What somebody said, word for word; marks of people are covered."""

    text: str = Field(..., max_length=1000)
    role: str = Field("", max_length=40)
