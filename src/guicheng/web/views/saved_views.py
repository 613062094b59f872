"""Kept views of the list of standards: saved under a name, shared, deleted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.standards import services
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.web.actor import actor_of
from guicheng.web.standards_list import ListWish
from guicheng.web.views.standards import show_list


def views(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered under a name, or delete such a view."""
    actor, now, wish = actor_of(request), timezone.now(), ListWish.of(request.GET)
    try:
        if key := request.POST.get("delete", ""):
            services.delete_view(actor=actor, key=key, at=now)
        else:
            name, shared = request.POST.get("name", ""), "shared" in request.POST
            services.save_view(actor=actor, name=name, query=wish.kept, shared=shared, at=now)
    except NotAllowedError:
        raise
    except GuichengError as error:
        return show_list(request, told=error.message.render(_))
    return redirect(f"{reverse('standards')}{wish.address()}")
