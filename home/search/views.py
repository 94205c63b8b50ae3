"""The search page."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from cms.feed.limits import client_of, count
from cms.pages.addresses import name_of
from cms.pages.heads import Head
from cms.pages.listing import page_of
from cms.pages.routing import sections_of
from cms.pages.sites import site_of
from cms.publication.browsing import topics_to_browse
from home.search.nearest import meant
from home.search.question import Question
from home.search.results import Results

PER_PAGE = 10
#: For search engines: there is no end to what could be asked for by the links of results.
FOR_PEOPLE = "noindex, nofollow"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found, or what to ask instead. Without a word to look for, show the form."""
    if wait := _seconds_to_wait(request):
        response = render(request, "home/search_refused.html", status=429)
        response["Retry-After"] = str(wait)
        response["Cache-Control"] = "no-store"
        return response
    question = Question.of(request)
    context: dict[str, Any] = {"question": question, "place": "Search"}
    results: Results | None = None
    if question.stems:
        results, context["instead_of"] = _found(question)
        context |= {"results": results, "asked": results.question}
        context["listed"] = page_of(results, request, PER_PAGE)
        context |= {"kinds": results.kinds(_sections(request)), "topics": results.topics()}
    if not results or not results.total:
        context["browse"] = topics_to_browse()
    context["head"] = _head(request, question, context.get("listed"))
    return render(request, "home/search_page.html", context)


def _found(question: Question) -> tuple[Results, Any]:
    """Give the results, or where there are none those of what may have been meant, and that."""
    now = timezone.now()
    results = Results(question, now)
    if results.total or question.kind or question.topic:
        return results, None
    other = meant(question.words)
    instead = Results(replace(question, words=other.words), now) if other else results
    return (instead, other) if instead.total else (results, None)


def _sections(request: HttpRequest) -> dict[str, str]:
    """Give the title of the one section for each kind, as the menu has it."""
    site = site_of(request)
    found: dict[str, list[str]] = {}
    for section in sections_of(request, site.root_page) if site else []:
        for kind in getattr(section.specific_class, "lists", ())[:1]:
            found.setdefault(kind, []).append(section.title)
    return {kind: titles[0] for kind, titles in found.items() if len(titles) == 1}


def _head(request: HttpRequest, question: Question, listed: Any) -> Head:
    """Give what the page says of itself. Raises Http404 where there is no site."""
    site = site_of(request)
    if site is None:
        raise Http404
    address = f"{site.root_url}{question.address()}"
    title = f"Search for “{question.words}”" if question.words else "Search"
    number = listed.number if listed else 1
    head = Head(title=title, site_name=name_of(site), address=address, robots=FOR_PEOPLE)
    if listed is None:
        return head

    def page(number: int) -> str:
        return f"{address}&page={number}" if number > 1 else address

    return replace(
        head,
        address=page(number),
        number=number,
        previous=page(number - 1) if listed.has_previous() else "",
        next=page(number + 1) if listed.has_next() else "",
    )


def _seconds_to_wait(request: HttpRequest) -> int:
    """Count a search, and give how long to wait if it is one too many from this address."""
    quota: int = settings.SEARCHES_PER_MINUTE
    client = client_of(Request(request)) if quota > 0 and request.GET else None
    counted = count(f"search/{client}") if client else None
    return counted.left if counted and counted.number > quota else 0
