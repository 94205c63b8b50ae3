"""The form in which staff say why something is withdrawn, and what replaces it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Model
from wagtail.admin.widgets import AdminPageChooser, BaseChooser
from wagtail.models import Page
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.blocks.markup import printable
from cms.publication.farewells import Farewell, is_or_is_below
from cms.publication.models import ContentItem
from cms.publication.registry import presenter_of, presenters

LONGEST = 280  # characters of a reason


def presented_pages() -> list[type[Page]]:
    """Give the types of page that partners and the withdrawn page can be told of."""
    return [p.model for p in presenters() if p.is_page and issubclass(p.model, Page)]


class _Patient(BaseChooser):
    """A chooser of Wagtail’s, which shows nothing for what cannot be a number."""

    def get_instance(self, value: Any) -> Model | None:
        """Give what is chosen, if there is such a thing."""
        try:
            chosen: Model | None = super().get_instance(value)
        except ValueError:
            return None
        return chosen


class _PageChooser(_Patient, AdminPageChooser):
    """Chooses a page."""


class _SnippetChooser(_Patient, AdminSnippetChooser):
    """Chooses a snippet."""


class FarewellForm(forms.Form):
    """Asks why something is withdrawn and what replaces it. Both may be left out.

    Pages are replaced by a page; everything else by another of its sort.
    """

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
        help_text=f"Plain text, up to {LONGEST} characters: “The programme ended in May.”",
    )

    def __init__(
        self,
        *args: Any,
        withdrawn: Iterable[Model] = (),
        model: type[Model] = Page,
        **kwargs: Any,
    ) -> None:
        """Take what is, or is to be, withdrawn, and of what sort it is."""
        super().__init__(*args, **kwargs)
        self.withdrawn = list(withdrawn)
        name = model._meta.verbose_name
        if issubclass(model, Page):
            chooser = _PageChooser(target_models=presented_pages())
            wanted = "post, author or offer that is public"
        else:
            chooser, wanted = _SnippetChooser(model=model), str(name)
        self.fields["replacement"] = forms.ModelChoiceField(
            label="What replaces it?",
            queryset=model._default_manager.all(),
            required=False,
            widget=chooser,
            help_text=f"Another {wanted}.",
            error_messages={
                "invalid_choice": f"This {name} does not exist any more. Choose another."
            },
        )

    def clean_reason(self) -> str:
        """Give the reason on one line, without characters that change what surrounds them."""
        return " ".join(printable(self.cleaned_data["reason"]).split())

    def clean_replacement(self) -> Model | None:
        """Refuse what cannot replace anything, and say why."""
        chosen: Model | None = self.cleaned_data["replacement"]
        if chosen is None:
            return None
        if any(is_or_is_below(chosen, gone) for gone in self.withdrawn):
            raise forms.ValidationError(
                "This is being withdrawn itself, or lies below what is. Choose another."
            )
        if _item_of(chosen) is None:
            raise forms.ValidationError(
                "Visitors cannot see this page. Choose a post, author or offer that is public."
            )
        return chosen

    def farewell(self) -> Farewell:
        """Give the words. Needs a valid form."""
        chosen = self.cleaned_data["replacement"]
        return Farewell(self.cleaned_data["reason"], _item_of(chosen) if chosen else None)


class BulkFarewellForm(FarewellForm):
    """Asks the same about several pages at once, and whether those below go too."""

    include_descendants = forms.BooleanField(
        label="Unpublish the pages below them, too", required=False
    )


def _item_of(row: Model) -> ContentItem | None:
    """Give the item of a page or snippet that anybody may see."""
    model = row.specific_class if isinstance(row, Page) else type(row)
    presenter = presenter_of(model) if model else None
    if presenter is None or not presenter.visible([presenter.key(row)]):
        return None
    items = ContentItem.objects.filter(source=presenter.source, source_key=presenter.key(row))
    return items.first()
