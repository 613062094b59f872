"""Services, facts of units, and what is in scope."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Cursor, Next, Revision, Sent, Wanted

Domain = Literal["customer", "order", "cleaning", "greening", "engineering", "value_added"]
Property = Literal["residential", "office", "mall", "hospital", "industrial"]
Customer = Literal["owner", "tenant", "merchant", "visitor"]
Item = Annotated[str, StringConstraints(min_length=1, max_length=60)]
FactName = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Figure = Annotated[str, StringConstraints(max_length=20)]


class Service(Schema):
    """A service of the catalogue."""

    item: str = Field(..., description="its code, which names it everywhere", examples=["engineering.repair"])
    domain: Domain
    name: str
    property_types: list[Property] = Field(..., description="empty where every kind of property has it")
    customers: list[Customer] = Field(..., description="for whom it is rendered; empty for everybody")
    needs: list[str] = Field(..., description="facts of which one must be more than nothing; `contract` for its word")
    places: str = Field(..., description="fact that counts its places, empty for one place")
    key: str | None = Field(..., description="key of a service that the company added; null for a shipped one")


class Services(Schema):
    """A page of the services, in the order of the tree."""

    items: list[Service]
    next: Next


class ServiceIn(Sent):
    """A service to add to the company's catalogue."""

    domain: Domain
    name: str = Field(..., max_length=40, examples=[example("service")])
    property_types: list[Property] = Field([], max_length=10)
    customers: list[Customer] = Field([], max_length=10)
    needs: list[FactName] = Field([], max_length=20)
    places: Annotated[str, StringConstraints(max_length=40)] = ""


class Facts(Schema):
    """What is known of a unit: written at it, and what holds there from above."""

    revision: int = Field(..., description="to be sent with a change; 0 where nothing was written")
    property_type: Property | Literal[""]
    customers: list[Customer]
    city: str
    grade: str
    facts: dict[str, str] = Field(..., description="fact and number as written here")
    holds: dict[str, str] = Field(..., description="all that holds here, what units above say among it")
    changed_at: datetime | None


class FactsIn(Sent):
    """What a unit is like, in place of what was written before."""

    revision: Revision
    property_type: Property | Literal[""] = ""
    customers: list[Customer] = Field([], max_length=10)
    city: str = Field("", max_length=30, description="its legal duties hold; empty for what holds above")
    grade: str = Field("", max_length=20)
    facts: dict[FactName, Figure] = Field({}, max_length=200, examples=[{"households": "1200", "lifts": "24"}])


class ScopeWanted(Wanted):
    """Which services of a unit."""

    gap: Literal["no-standard", "out-of-scope", ""] = Field("", description="only where scope and standards part")
    inside: Literal["in", "out", "open", ""] = ""
    cursor: Cursor = ""


class ServiceAt(Schema):
    """A service at a unit."""

    item: str
    name: str
    domain: Domain
    inside: bool | None = Field(..., description="null where a fact is missing")
    why: Literal["contract", "promise", "property", "customers", "fact", "always", "unknown"]
    reason: str
    missing: list[str] = Field(
        ..., description="facts to give, where they would decide; `property_type` and `customers` among them"
    )
    standards: list[str] = Field(..., description="codes of the standards that cover it here")
    drafts: list[str] = Field(..., description="those of them of which no edition is in force")
    gap: Literal["no-standard", "out-of-scope", ""]
    promised: str = Field(..., description="the clause of a binding contract that promises it, empty for none")
    clash: bool = Field(..., description="whether a person excluded it although a contract promises it")
    contract: bool | None = Field(..., description="what a person said of the contract; null where nobody did")
    note: str


class Scope(Schema):
    """A page of the scope of a unit, in the order of the tree."""

    items: list[ServiceAt]
    next: Next
    inside: int = Field(..., description="services in scope")
    missing: int = Field(..., description="services in scope without a standard")
    surplus: int = Field(..., description="services out of scope with a standard")
    open: int = Field(..., description="services for which a fact is missing")
    published_only: bool = Field(
        ..., description="of the units above only editions in force count, since the caller may not read drafts there"
    )


class ContractLineIn(Sent):
    """What the contract of an estate says of a service."""

    included: bool | None = Field(..., description="null where it is silent")
    note: str = Field("", max_length=200, description="where it says so")
