"""Version 1 as one API; its description stands at /api/v1/docs."""

from __future__ import annotations

from ninja import NinjaAPI

from guicheng.api.v1 import organization, problems, standards
from guicheng.api.v1.callers import Session, Token

api = NinjaAPI(
    title="Guicheng workbench",
    version="1",
    urls_namespace="v1",
    auth=[Token(), Session()],
    description="Standards, drafts, editions, organization and audit. A program sends the token that an administrator "
    "issued; its scopes are names of permissions. Lists are paged by cursor. A writing call may carry an "
    "`Idempotency-Key`: sent again it is answered as before and nothing happens twice. Refusals are "
    "`application/problem+json` with a stable `code`.",
)
problems.install(api)
api.add_router("", standards.router)
api.add_router("", organization.router)
