"""What staff do happens whole or not at all."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse

from cms.publication.models import Clock

View = Callable[..., HttpResponse]


def whole_or_not_at_all(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Do what staff ask for in one transaction.

    Wagtail saves first and tells of it afterwards. If the server died in between, a page would
    be private, say, and its item still public. The clock is taken before anything else, so that
    no two changes wait for each other.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _changes_something(request):
            return get_response(request)
        request.POST  # noqa: B018 - received before others have to wait
        with transaction.atomic():
            Clock.hold()
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    return middleware


def _changes_something(request: HttpRequest) -> bool:
    if request.method != "POST" or not request.path_info.startswith(reverse("wagtailadmin_home")):
        return False
    return request.user.is_authenticated and not _leaves_things_alone(request.path_info)


def leaves_pages_alone(view: View) -> View:
    """Mark a view of the admin whose POST changes nothing public: nobody waits for it."""
    view.leaves_pages_alone = True  # type: ignore[attr-defined]
    return view


def _leaves_things_alone(path: str) -> bool:
    """Say whether it is marked so, or is what the editor sends again and again while one types."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    is_preview = (found.url_name or "").startswith("preview_on_")
    return is_preview or getattr(found.func, "leaves_pages_alone", False)
