"""Doors of nonconformities and of the reviews of standards."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import SIGNED_IN, Door
from guicheng.web.views import nonconformities, nonconformity, nonconformity_new, reviews

_READ: Final = "improvement.read"
_WORK: Final = "improvement.work"
_VERIFY: Final = "improvement.verify"

DOORS: Final[tuple[Door, ...]] = (
    # Whoever has to mend one sees it whatever their role, so the selector is asked.
    Door("improvement/", nonconformities.nonconformities, "nonconformities", {"GET": SIGNED_IN, "POST": _WORK}),
    Door(
        "improvement/nonconformities.xlsx", nonconformities.nonconformities_file, "nonconformities_file", {"GET": _READ}
    ),
    Door("improvement/new/", nonconformity_new.new, "nonconformity_new", {"GET": _WORK, "POST": _WORK}),
    Door("improvement/rules/", nonconformity_new.rules, "mending_rules", {"GET": _READ, "POST": _VERIFY}),
    # Who may do what about one is said by whose it is, so the service is asked.
    Door(
        "improvement/<uuid:key>/", nonconformity.nonconformity, "nonconformity", {"GET": SIGNED_IN, "POST": SIGNED_IN}
    ),
    Door("improvement/<uuid:key>/print/", nonconformity.printed, "nonconformity_print", {"GET": SIGNED_IN}),
    Door("improvement/<uuid:key>/notice.<str:kind>", nonconformity.notice, "nonconformity_notice", {"GET": SIGNED_IN}),
    Door("improvement/<uuid:key>/photos/<uuid:file>/", nonconformity.photo, "nonconformity_photo", {"GET": SIGNED_IN}),
    Door("reviews/", reviews.review_list, "reviews", {"GET": "standards.read"}),
    Door("reviews/<str:code>/", reviews.review, "review", {"GET": "standards.read", "POST": "standards.edit"}),
)
