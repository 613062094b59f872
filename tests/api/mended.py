"""A nonconformity for the calls to name."""

from __future__ import annotations

from adapters.photo_files import jpeg
from guicheng.apps.improvement.services.mending import add_photo
from guicheng.apps.improvement.services.nonconformities import open_nonconformity
from guicheng.apps.organization.models import Unit


def mended(estate, actor, at):
    """Open a nonconformity of no clause at an estate and return its key by name."""
    row = open_nonconformity(
        unit=Unit.objects.get(pk=estate.pk),
        clause_key=None,
        citation="",
        sentence="",
        severity="slight",
        found="大堂有积水",
        source="",
        actor=actor,
        at=at,
    )
    photo = add_photo(actor=actor, key=row.key, data=jpeg(), after=False, at=at)
    return {"nonconformity": str(row.key), "photo": str(photo.key)}
