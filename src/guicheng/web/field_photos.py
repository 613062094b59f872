"""A photo from the field as an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from guicheng.apps.operations.models import FieldPhoto
from guicheng.apps.operations.services.photos import photo_store
from guicheng.apps.operations.services.small_photos import small_photos


def field_photo(request: HttpRequest, found: FieldPhoto) -> HttpResponse:
    """Send a photo as it is kept, or small where ``size=small`` asks for that and there is a small one.

    Raises:
        FieldPhoto.DoesNotExist: It was forgotten.
    """
    if found.gone_ms is not None:
        raise FieldPhoto.DoesNotExist
    small = small_photos().read(found.kept) if request.GET.get("size") == "small" else None
    response = HttpResponse(
        photo_store().read(found.kept) if small is None else small,
        content_type=found.media if small is None else "image/jpeg",
    )
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
