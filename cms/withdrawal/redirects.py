"""Wagtail’s redirects, in one step: whoever follows one is not sent on to the next."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from django.core.exceptions import DisallowedRedirect
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.pages.routes import page_at
from cms.publication.freshness import FRESH

MOST_STEPS = 10


class Redirects(RedirectMiddleware):
    """Wagtail’s redirects, as ours are: for a minute, and with what follows the question mark.

    A chain of them is followed to its end here; one that leads back to itself leads nowhere.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Lead on from where nothing was found, if there is a redirect."""
        try:
            answer = self._answer(request, response)
        except (ValueError, DisallowedRedirect):  # staff wrote what is no address of the web
            return response
        if answer is None:
            return response
        url, query = urlsplit(answer["Location"]), request.META.get("QUERY_STRING", "")
        if query and not url.query:
            answer["Location"] = url._replace(query=query).geturl()
        answer["Cache-Control"] = f"public, max-age={FRESH}"
        return answer

    def _answer(self, request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
        """Give where a redirect leads in the end; None where there is none that does."""
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or _lacks_only_its_slash(request):
            return None
        return _last(request, answer)


def _lacks_only_its_slash(request: HttpRequest) -> bool:
    """Say whether it is a page that is asked for: redirects are from where none is."""
    return not request.path.endswith("/") and page_at(request, request.path)


def _last(request: HttpRequest, answer: HttpResponse) -> HttpResponse | None:
    """Give the end of a chain of redirects, for now if one of them is; None if it has no end."""
    path = Redirect.normalise_path(request.path)
    seen = {Redirect.normalise_path(request.get_full_path()), path}
    for _ in range(MOST_STEPS):
        if (here := _path_here(request, urljoin(f"{path}/", answer["Location"]))) is None:
            return answer
        if here in seen:
            return None
        seen.add(here)
        path, following = here, get_redirect(request, here)
        if following is None or not following.link or page_at(request, here):
            return answer
        kind = type(answer) if following.is_permanent else HttpResponseRedirect
        answer = kind(following.link)
    return None


def _path_here(request: HttpRequest, address: str) -> str | None:
    """Give the path of an address as redirects have it; None for one on another site."""
    url = urlsplit(address)
    if url.netloc:
        site = Site.find_for_request(request)
        ours = {_host(request.get_host()), _host(urlsplit(site.root_url).netloc) if site else ""}
        if _host(url.netloc) not in ours:
            return None
    path: str = Redirect.normalise_path(unquote(url.path))
    return path


def _host(netloc: str) -> str:
    """Give a host and its port as browsers compare them."""
    return re.sub(r":(80|443)?$", "", netloc.rpartition("@")[2].lower())
