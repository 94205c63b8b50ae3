"""The form in which staff say why something is withdrawn, and what replaces it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms.blocks.markup import printable
from cms.pages.visibility import published
from cms.publication.farewells import Farewell
from cms.publication.models import ContentItem
from cms.publication.registry import presenter_of, presenters

LONGEST = 280  # characters of a reason


def presented_pages() -> list[type[Page]]:
    """Give the types of page that partners and the withdrawn page can be told of."""
    return [p.model for p in presenters() if p.is_page and issubclass(p.model, Page)]


class _Chooser(AdminPageChooser):
    """Wagtail’s chooser, which shows nothing for what cannot be a page’s number."""

    def get_instance(self, value: Any) -> Page | None:
        """Give the chosen page, if there is one."""
        try:
            page: Page | None = super().get_instance(value)
        except ValueError:
            return None
        return page


class FarewellForm(forms.Form):
    """Asks why some pages are withdrawn and what replaces them. Both may be left out."""

    # No `maxlength`: a browser would cut off what is pasted, and not say so.
    reason = forms.CharField(
        label="Why is it withdrawn?",
        required=False,
        validators=[
            MaxLengthValidator(
                LONGEST, "Shorten this to %(limit_value)d characters. It has %(show_value)d."
            )
        ],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            f"Plain text, up to {LONGEST} characters. Visitors who follow old links read this, "
            "and so do partner sites: “The programme ended in May.”"
        ),
    )
    replacement = forms.ModelChoiceField(
        label="What replaces it?",
        queryset=Page.objects.all(),
        required=False,
        help_text="A post, author or offer that is public. Visitors get a link to it.",
        error_messages={"invalid_choice": "This page does not exist any more. Choose another."},
    )

    def __init__(self, *args: Any, withdrawn: Iterable[Page] = (), **kwargs: Any) -> None:
        """Take the pages that are, or are to be, withdrawn."""
        super().__init__(*args, **kwargs)
        self.withdrawn = list(withdrawn)
        self.fields["replacement"].widget = _Chooser(target_models=presented_pages())

    def clean_reason(self) -> str:
        """Give the reason on one line, without characters that change what surrounds them."""
        return " ".join(printable(self.cleaned_data["reason"]).split())

    def clean_replacement(self) -> Page | None:
        """Refuse what cannot replace the pages, and say why."""
        page: Page | None = self.cleaned_data["replacement"]
        if page is None:
            return None
        if any(page.path.startswith(gone.path) for gone in self.withdrawn):
            raise forms.ValidationError(
                "This is being withdrawn itself, or lies below what is. Choose another page."
            )
        if _item_of(page) is None:
            raise forms.ValidationError(
                "Visitors cannot see this page. Choose a post, author or offer that is public."
            )
        return page

    def farewell(self) -> Farewell:
        """Give the words. Needs a valid form."""
        page = self.cleaned_data["replacement"]
        return Farewell(self.cleaned_data["reason"], _item_of(page) if page else None)


class BulkFarewellForm(FarewellForm):
    """Asks the same about several pages at once, and whether those below go too."""

    include_descendants = forms.BooleanField(
        label="Unpublish the pages below them, too", required=False
    )


def _item_of(page: Page) -> ContentItem | None:
    """Give the item of a page that anybody may see."""
    seen = published(Page.objects.filter(pk=page.pk)).first()
    presenter = presenter_of(seen.specific_class) if seen and seen.specific_class else None
    if presenter is None:
        return None
    items = ContentItem.objects.filter(source=presenter.source, source_key=str(page.pk))
    return items.first()
