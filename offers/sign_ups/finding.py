"""What a sign-up was sent to: the form with its questions, its offers, the page that shows it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from cms.pages.visibility import open_to_all, published
from offers.form.embedding import shows
from offers.form.sign_up_form import HOST, SignUpForm
from offers.models import OfferPage, SignUpField, SignUpFormPage
from offers.sign_ups.reading import numbers


def form_page_at(key: uuid.UUID) -> Any:
    """Give the form page with a key, and its questions; None for a key that nobody gave.

    Its `is_public` says whether the public sees it now, and `was_public` whether it did once and
    nobody has restricted it since: who opened it then may still send it. `asks_for_files` says
    whether files may come with the answers.
    """
    itself = SignUpFormPage.objects.filter(pk=OuterRef("page"))
    once = open_to_all(itself).filter(first_published_at__isnull=False)
    questions = list(
        SignUpField.objects.filter(page__key=key)
        .select_related("page")
        .annotate(is_public=Exists(published(itself)), was_public=Exists(once))
    )
    if not questions:
        return None
    page: Any = questions[0].page
    page.is_public, page.was_public = questions[0].is_public, questions[0].was_public
    page.fields = questions
    page.asks_for_files = any(question.field_type == "file" for question in questions)
    return page


def offers_of(form_page: SignUpFormPage) -> list[Any]:
    """Give the offers that use a form, each with `is_public` and `was_public`."""
    itself = OfferPage.objects.filter(pk=OuterRef("pk"))
    once = open_to_all(itself).filter(first_published_at__isnull=False)
    found = form_page.offers.annotate(is_public=Exists(published(itself)), was_public=Exists(once))
    return list(found.order_by("pk"))


def meant(form_page: Any, offers: Iterable[Any]) -> list[Any]:
    """Keep the offers that people can mean who send a form: those that the public sees.

    Of a form that is off the site with all its offers, those that the public saw once. A draft is
    meant by nobody.
    """
    offers = list(offers)
    public = [offer for offer in offers if offer.is_public]
    if public or getattr(form_page, "is_public", True):
        return public
    return [offer for offer in offers if offer.was_public]


def host_of(form: SignUpForm, offers: Iterable[Any] = ()) -> Page:
    """Give the page a form was sent from: the one it names, if the public sees the form there.

    Otherwise the form’s own page. Most are found without reading what is on the page: among the
    form’s `offers`, or by Wagtail’s index of references.
    """
    pk = next(iter(numbers([form.data.get(form.add_prefix(HOST), "")])), form.page.pk)
    if pk == form.page.pk:
        return form.page
    for offer in offers:
        if offer.pk == pk:
            return offer if offer.is_public else form.page
    leading = ReferenceIndex.get_references_to(form.page).filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        model_path__endswith="sign_up_form.form",  # the block that shows it, not a link to it
    )
    host = published(Page.objects.filter(pk=pk)).annotate(leads=Exists(leading)).first()
    if host is None or not (host.leads or shows(host.specific, form.page)):
        return form.page
    return host
