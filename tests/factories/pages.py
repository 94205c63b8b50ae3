"""How every page factory makes its pages: as the editor does, saved and then published."""

from typing import Any

from factory.django import DjangoModelFactory
from wagtail.models import Page


class PageFactory(DjangoModelFactory):
    """Makes a page below its parent and publishes it, so that the signals of a publish fire.

    `live=False` leaves it a draft. `parent` is the page above it. Child rows are given as lists
    of unsaved objects under their relation's name (`sessions=[OfferSessionFactory.build()]`).
    What comes back is the page as the database has it.
    """

    class Meta:
        abstract = True

    @classmethod
    def _build(cls, model_class: type[Page], *args: Any, **fields: Any) -> Page:
        fields.pop("parent", None)
        fields.pop("live", None)
        return model_class(*args, **fields)

    @classmethod
    def _create(
        cls,
        model_class: type[Page],
        *args: Any,
        parent: Page,
        live: bool = True,
        **fields: Any,
    ) -> Page:
        page = model_class(*args, live=False, **fields)
        # The tree counts children in the parent's row: an instance a test holds may be out of date.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return model_class.objects.get(pk=page.pk)
