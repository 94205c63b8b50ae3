"""What every page has."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Self
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from cms.blocks import reading
from cms.blocks.body import BodyBlock
from cms.blocks.choosing import read_chosen
from cms.blocks.pictures import pictures_in, pictures_of
from cms.blocks.rich_text import FEATURES
from cms.media.making import make_files
from cms.media.models import ShareCard
from cms.media.pictures import Picture, Shown, Size, picture, read_files
from cms.pages import schema_org
from cms.pages.addresses import absolute
from cms.pages.forms import BasePageForm, CopyPageForm, PicturePageForm
from cms.pages.heads import Around, Head, Thing
from cms.pages.identity import kept_identity, tell_identity
from cms.pages.links import Target, links_of
from cms.pages.previews import preview_modes_of
from cms.pages.routing import is_open, route_below
from cms.pages.site_identity import SiteIdentity

__all__ = ["SiteIdentity"]  # for Django, which looks for models here

#: How long a slug may be in an address, which has few letters and writes others in up to twelve.
#: Posts, authors and offers have two: so their whole addresses can be asked for (servers take
#: 4,000 bytes), resolved (2,000), and kept in the indexes of PostgreSQL (2,700).
LONGEST_SLUG = 850
#: How long a path may be for Wagtail to make a redirect from it.
LONGEST_REDIRECTED = 255


class BasePage(Page):
    """A page of this site. Knows which of its links the public may follow, and what it is."""

    #: The field that describes the page to search engines, unless editors wrote a description.
    described_by = ""
    #: The kinds of content items that are listed here, all or the newest of them.
    lists: Sequence[str] = ()
    #: Relations that the page is read with when it is asked for, as it always shows them.
    shown_with: Sequence[str] = ()
    base_form_class = BasePageForm
    copy_form_class = CopyPageForm

    class Meta:
        abstract = True

    @classmethod
    def to_be_shown(cls) -> "models.QuerySet[Any]":
        """Give the pages of this sort with what they always show."""
        pages: models.QuerySet[Any] = cls._default_manager.all()
        return pages.select_related("share_card", *cls.shown_with)

    def clean(self) -> None:
        """Refuse a slug that is too long for an address."""
        super().clean()
        too_long = len(quote(self.slug)) - LONGEST_SLUG
        if too_long > 0:
            message = "Shorten this: in a web address it would be %(much)d characters too long."
            raise ValidationError({"slug": message % {"much": too_long}})

    def get_route_paths(self) -> list[str]:
        """Give the paths below the page for which redirects are made when it moves.

        There are none where the database has no room for them: there, Wagtail would fail.
        """
        paths: list[str] = super().get_route_paths()
        return [path for path in paths if len(self.url_path + path) <= LONGEST_REDIRECTED]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Give the route to this page, or to one below it. Raises Http404 where there is none."""
        if path_components:
            return route_below(self, request, path_components)
        return super().route(request, path_components)

    def get_view_restrictions(self) -> Any:
        """Give what restricts this page, or one above it."""
        return (
            PageViewRestriction.objects.none() if is_open(self) else super().get_view_restrictions()
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page, unless its time is over. An alias leads to the page it repeats."""
        self.refuse_if_over()
        if self.alias_of_id:
            return redirect(self.alias_of.get_url(request))
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> HttpResponse:
        """Ask for the password, and say nothing of the page: Wagtail tells its template all."""
        context = {"form": form, "action_url": action_url}
        return TemplateResponse(request, "wagtailcore/password_required.html", context)

    def refuse_if_over(self) -> None:
        """Raise Http404 once the page has expired: expiry does not wait for a job to run."""
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404

    def head(self, around: Around) -> Head:
        """Give what the page says of itself; those of other sorts say more."""
        url = self.get_url(around.shown.get("request"))
        first, last = self.first_published_at, self.last_published_at
        return Head(
            title=self.seo_title or self.title,
            site_name=around.site_name,
            address=around.absolute(url) if url else "",
            description=self.search_description or getattr(self, self.described_by, ""),
            picture=around.file(self.share_picture()),
            picture_alt=str(getattr(around.shown.get("picture"), "alt", self.title)),
            published=first,
            modified=max(first, last) if first and last else last,
        )

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give what the page is about, in schema.org’s words."""
        yield schema_org.web_page(head, around)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Give the ways to preview this page: as visitors see it, and those that were added."""
        added = [(mode.name, mode.label) for mode in preview_modes_of(self)]
        return [("", "As visitors see it"), *added]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the page in one of its preview modes, with pictures that may be new to it."""
        for image, purposes in self.pictures():
            make_files(image, purposes)
        for mode in preview_modes_of(self):
            if mode.name == mode_name:
                return mode.render(self, request)
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    def listings(self) -> list[str]:
        """Give the paths of what this page lists at further addresses, where there is something."""
        return []

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Give the addresses for sitemaps: the page’s own, and those of its listings."""
        entries: list[dict[str, Any]] = super().get_sitemap_urls(request)
        paths = self.listings()
        return [*entries, *({**entries[0], "location": absolute(path)} for path in paths)]

    def bodies(self) -> list[StreamValue | str]:
        """Give everything on this page that can hold links."""
        return [
            getattr(self, field.name)
            for field in self._meta.get_fields()
            if isinstance(field, StreamField | RichTextField)
        ]

    def share_picture(self) -> Size | None:
        """Give what to share this page with: its own picture, else the card drawn for it."""
        own = picture(self.image_to_share(), "share")
        if own:
            return own.fallback
        card: ShareCard | None = getattr(self, "share_card", None)
        return card.size if card else None

    def image_to_share(self) -> Any:
        """Give the picture to share this page with, if it has one."""
        return None

    def share_label(self) -> str:
        """Say in a word or two what this is, for the card it is shared with; maybe nothing."""
        return ""

    def pictures(self) -> Iterator[Shown]:
        """Give every picture of which this page needs files."""
        yield from pictures_of(self)

    def pictures_here(self) -> Iterator[Shown]:
        """Give the pictures that this page shows itself, each for what it is shown as there."""
        yield self.image_to_share(), ("full", "share")
        for body in self.bodies():
            if isinstance(body, StreamValue):
                yield from ((image, ("full",)) for image in pictures_in(body))

    def embeds(self) -> "list[BasePage]":
        """Give the pages that this one shows whole, besides those in its bodies."""
        return []

    @classmethod
    def read_embedded(cls, pages: "list[Self]", host: "BasePage") -> None:
        """Read what pages of this sort need where another shows them whole, for all at once."""

    def leads_to(self) -> Iterator[Target]:
        """Give what this page leads to, besides what its bodies link to."""
        yield from ()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the `links` that the bodies of this page may follow.

        What it shows of others is read here, all of a sort at once, and its files, so that a long
        page costs no more queries than a short one.
        """
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        bodies = self.bodies()
        read = [row for row in read_chosen(bodies) if isinstance(row, BasePage)]
        embedded = [*self.embeds(), *read]
        for kind in {type(page) for page in embedded}:
            kind.read_embedded([page for page in embedded if type(page) is kind], self)
        for page in embedded:
            bodies += page.bodies()
        identity = kept_identity(request)
        if identity:
            bodies.append(identity.footer)
        others = [target for page in (self, *embedded) for target in page.leads_to()]
        context["links"] = links_of(bodies, others=others)
        read_files([*self.pictures_here(), (identity and identity.logo, ("logo",))])
        tell_identity(request, identity, context["links"])
        return context


class BodyPage(BasePage):
    """A page with a body."""

    body = StreamField(BodyBlock(), blank=True, help_text="Add blocks in the order of reading.")

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    @cached_property
    def words(self) -> int:
        """Give the number of words in the body."""
        return reading.words(self.body)


class PictureFields(models.Model):
    """A lead picture with the words that this page gives it."""

    picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Optional. Shown at the top of the page and on cards in lists.",
    )
    picture_alt_text = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What the picture shows, for people who cannot see it.",
    )
    picture_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="It only decorates: screen readers pass over it.",
    )
    picture_caption = models.CharField("caption", max_length=300, blank=True)

    base_form_class = PicturePageForm

    class Meta:
        abstract = True

    def image_to_share(self) -> Any:
        """Give the lead picture."""
        return self.picture

    def lead_picture(self, purpose: str) -> Picture | None:
        """Give the lead picture for a purpose."""
        return picture(
            self.picture,
            purpose,
            alt=self.picture_alt_text,
            decorative=self.picture_decorative,
            caption=self.picture_caption,
        )

    @property
    def card_picture(self) -> Picture | None:
        """Give the lead picture as cards show it."""
        return self.lead_picture("card")


def picture_panel() -> MultiFieldPanel:
    """Give the panel for a lead picture."""
    return MultiFieldPanel(
        [
            FieldPanel("picture"),
            FieldPanel("picture_alt_text"),
            FieldPanel("picture_decorative"),
            FieldPanel("picture_caption"),
        ],
        heading="Lead picture",
        icon="image",
    )


def short_rich_text(**options: Any) -> RichTextField:
    """Give a field for a few paragraphs of rich text."""
    return RichTextField(**{"features": FEATURES, "blank": True, **options})
