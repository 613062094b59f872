"""The tree of units, the posts in it, the people who fill them, and the roles they were granted."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from treebeard.mp_tree import MP_Node

from guicheng.apps.organization.permissions import Role


class UnitKind(models.TextChoices):
    """What a unit is; a company is a root and holds regions and estates."""

    COMPANY = "company"
    REGION = "region"
    ESTATE = "estate"


class Unit(MP_Node):  # type: ignore[misc]  # treebeard has no types
    """A company, a region or an estate (项目). Its tree path begins with the paths of all units above it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=UnitKind.choices)
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=20, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    #: Since when it has its place in the tree. A path may have been another unit's before, whose past is not its own.
    placed_at = models.DateTimeField(null=True, editable=False)
    #: Whether a company was made up to show the product. Said once, when it is founded: the database keeps it so.
    demonstration = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=UnitKind.values), name="organization_unit_kind"),
            models.CheckConstraint(
                condition=models.Q(demonstration=False) | models.Q(kind=UnitKind.COMPANY),
                name="organization_unit_demonstration_is_a_company",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="organization_unit_named"),
            models.CheckConstraint(
                condition=models.Q(kind=UnitKind.COMPANY, depth=1)
                | models.Q(kind__in=[UnitKind.REGION, UnitKind.ESTATE], depth__gt=1),
                name="organization_unit_company_is_root",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def company_path(self) -> str:
        """Tree path of the company this unit belongs to."""
        return str(self.path)[: self.steplen]


class Trade(models.TextChoices):
    """The kind of service that a post belongs to."""

    CUSTOMER = "customer"
    ORDER = "order"
    CLEANING = "cleaning"
    GREENING = "greening"
    ENGINEERING = "engineering"
    VALUE_ADDED = "value_added"
    MANAGEMENT = "management"


class Post(models.Model):
    """A post (岗位) of a company, such as 维修工."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=40)
    trade = models.CharField(max_length=12, choices=Trade.choices)
    #: Level (职级), a greater number being higher; empty where nobody said it.
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["trade", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="organization_post_once"),
            models.CheckConstraint(condition=models.Q(trade__in=Trade.values), name="organization_post_trade"),
            models.CheckConstraint(condition=~models.Q(name=""), name="organization_post_named"),
            models.CheckConstraint(
                condition=models.Q(rank=None) | models.Q(rank__gte=1, rank__lte=99), name="organization_post_rank"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DutyHours(models.Model):
    """When a post is on duty in a unit and everything below it; hours of a lower unit stand in place of these.

    ``hours`` are as ``domain.worktime.hours.write_hours`` writes them.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="duty_hours")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="duty_hours")
    hours = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "unit"], name="organization_duty_hours_once"),
            models.CheckConstraint(condition=~models.Q(hours=""), name="organization_duty_hours_said"),
        ]

    def __str__(self) -> str:
        return self.hours


class People(BaseUserManager["Person"]):
    """Finds people by what they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with a user name.

        Raises:
            Person.DoesNotExist: There is none.
        """
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works for a company and may sign in; what they may do is said by grants alone."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    #: When an administrator gave the password that still stands; empty once the person chose their own.
    password_issued_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("username"), name="organization_person_username"),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="organization_person_email_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(username="") & ~models.Q(name=""), name="organization_person_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_shown(self) -> str:
        """The phone number as pages show it: 138****5678."""
        return f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) > 7 else "****" if self.phone else ""

    def set_password(self, raw_password: str | None) -> None:
        """Set a password of the person's own choice; ``services.issue_password`` marks one that was given."""
        super().set_password(raw_password)
        self.password_issued_at = None

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Refuse: permissions come from grants and are asked of an ``Actor``."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Refuse, for the same reason."""
        return False


class Placement(models.Model):
    """That a person fills a post in a unit."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="placements")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "post", "unit"], name="organization_placement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} as {self.post_id} at {self.unit_id}"


class Grant(models.Model):
    """That a person holds a role for a unit and everything below it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="grants")
    granted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "role", "unit"], name="organization_grant_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="organization_grant_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.person_id} at {self.unit_id}"


class Integration(models.Model):
    """A program that calls the API for a unit; only a digest of its token is kept.

    ``scopes`` are names of permissions; the token holds no other, however much its maker may do.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="integrations")
    name = models.CharField(max_length=60)
    token_digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="organization_integration_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Answered(models.Model):
    """What a call with an idempotency key was answered, so that sending it again does nothing twice."""

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caller", "key"], name="organization_answered_once"),
        ]

    def __str__(self) -> str:
        return self.key
