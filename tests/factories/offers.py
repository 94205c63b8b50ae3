"""Offers, their sessions and their sign-up forms."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from offers.models import (
    OfferIndexPage,
    OfferPage,
    OfferPartner,
    OfferSession,
    SignUpField,
    SignUpFormPage,
    ToolkitDocument,
)
from tests.factories.pages import PageFactory


class SignUpFieldFactory(DjangoModelFactory):
    """A question. Use `build()` and hand it to its form: `fields=[SignUpFieldFactory.build()]`."""

    class Meta:
        model = SignUpField

    sort_order = factory.Sequence(lambda n: n)
    label = "Your name"
    field_type = "singleline"
    required = True


def name_and_address() -> list[SignUpField]:
    return [
        SignUpFieldFactory.build(label="Your name"),
        SignUpFieldFactory.build(label="E-mail address", field_type="email"),
    ]


class SignUpFormPageFactory(PageFactory):
    """A form that asks for a name and an e-mail address, unless `fields` says otherwise."""

    class Meta:
        model = SignUpFormPage

    parent = factory.LazyFunction(OfferIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"Sign-up form {n}")
    fields = factory.LazyFunction(name_and_address)
    thank_you = "<p>We write to you within a week.</p>"


class OfferPageFactory(PageFactory):
    """An open offer; `organisations` become its delivery partners, `documents` its toolkit."""

    class Meta:
        model = OfferPage

    parent = factory.LazyFunction(OfferIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"Offer {n}")
    summary = "Time and company for people who run things together."

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        if organisations := kwargs.pop("organisations", None):
            kwargs["partners"] = [OfferPartner(organisation=one) for one in organisations]
        if documents := kwargs.pop("documents", None):
            kwargs["toolkit"] = [ToolkitDocument(document=document) for document in documents]
        return kwargs


class OfferSessionFactory(DjangoModelFactory):
    """An online session in a week's time.

    `build()` one for `OfferPageFactory(sessions=[…])`; a created one is added to its `page`,
    which is then published again, as the editor would do it.
    """

    class Meta:
        model = OfferSession

    page = factory.SubFactory(OfferPageFactory)
    title = factory.Sequence(lambda n: f"Session {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=2))
    online = True

    @classmethod
    def _build(cls, model_class: type[OfferSession], *args: Any, **fields: Any) -> OfferSession:
        fields.pop("page", None)
        return model_class(*args, **fields)

    @classmethod
    def _create(
        cls, model_class: type[OfferSession], *args: Any, page: OfferPage, **fields: Any
    ) -> OfferSession:
        session = model_class(*args, **fields)
        page = OfferPage.objects.get(pk=page.pk)
        page.sessions.add(session)
        page.save_revision().publish()
        return OfferSession.objects.get(key=session.key)
