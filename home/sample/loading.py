"""Loading the sample content: what is missing is made, what is there is left as it is.

Everything is found by its slug. Pages are begun as drafts first, so that they can refer to each
other, then filled in and published as an editor would publish them.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from blog.models import AuthorIndexPage, AuthorPage, BlogIndexPage, PostPage
from cms.pages.site_identity import SiteIdentity
from cms.vocabulary.models import Organisation, Topic
from home.models import FeaturedPage, HomePage, StandardPage
from home.sample.filling import Filling
from home.sample.forms import FORMS
from home.sample.handled import handle_sign_ups
from home.sample.library import Library
from home.sample.offers import OFFERS
from home.sample.pages import (
    FEATURED,
    FOOTER,
    HOME_INTRO,
    INTROS,
    MOTTO,
    PAGES,
    SITE_NAME,
    STRAPLINE,
)
from home.sample.people import AUTHORS
from home.sample.posts import POSTS
from home.sample.references import References, find
from home.sample.vocabulary import ORGANISATIONS, TOPICS
from home.sample.writing import ref
from offers.models import OfferIndexPage, OfferPage, SignUpFormPage


class Loader:
    """Loads the sample content. `made` counts what was missing, by kind."""

    def __init__(self, scale: float = 1.0) -> None:
        """Draw pictures at a scale: small ones do for a test."""
        self._library = Library(scale)
        self._references = References(self._library)
        self._filling = Filling(self._library, self._references)
        self.made: Counter[str] = Counter()

    def load(self) -> None:
        """Make what is missing: all of it or, if anything goes wrong, nothing."""
        with transaction.atomic():
            self._name_site()
            self._load_vocabulary()
            self._load_pages()
            self._fill_sections()
            self.made["pictures and documents"] = self._library.made

    def _name_site(self) -> None:
        site = Site.objects.filter(is_default_site=True, site_name="").first()
        if site:
            site.site_name = SITE_NAME
            site.save()
        site = Site.objects.filter(is_default_site=True, site_name=SITE_NAME).first()
        if site and not SiteIdentity.objects.filter(site=site).exists():
            logo = self._library.picture("logo-square")
            SiteIdentity.objects.create(site=site, strapline=MOTTO, footer=FOOTER, logo=logo)

    def _load_vocabulary(self) -> None:
        for topic in TOPICS:
            _, made = Topic.objects.get_or_create(
                slug=topic.slug, defaults={"name": topic.name, "description": topic.description}
            )
            self.made["topics"] += made
        for organisation in ORGANISATIONS:
            if Organisation.objects.filter(slug=organisation.slug).exists():
                continue
            Organisation.objects.create(
                slug=organisation.slug,
                name=organisation.name,
                kind=organisation.kind,
                place=organisation.place,
                link=organisation.link,
                logo=self._library.picture(organisation.logo) if organisation.logo else None,
            )
            self.made["organisations"] += 1

    def _load_pages(self) -> None:
        people, blog = AuthorIndexPage.objects.get(), BlogIndexPage.objects.get()
        support, home = OfferIndexPage.objects.get(), HomePage.objects.get()
        topics = {topic.slug: topic for topic in Topic.objects.all()}
        authors = self._begin(
            "author",
            AUTHORS,
            lambda sample: people,
            lambda sample: AuthorPage(title=sample.name),
        )
        offers = self._begin(
            "offer",
            OFFERS,
            lambda sample: support,
            lambda sample: OfferPage(title=sample.title, summary=sample.summary),
        )
        forms = self._begin(
            "form",
            FORMS,
            lambda sample: find("offer", sample.offer),
            lambda sample: SignUpFormPage(title=sample.title),
        )
        posts = self._begin(
            "post",
            sorted(POSTS, key=lambda sample: -sample.days_ago),
            lambda sample: blog,
            lambda sample: PostPage(
                title=sample.title, standfirst=sample.standfirst, topic=topics[sample.topic]
            ),
        )
        plain = self._begin(
            "page",
            PAGES,
            lambda sample: find("page", sample.parent) if sample.parent else home,
            lambda sample: StandardPage(title=sample.title),
        )
        untouched = StandardPage.objects.filter(latest_revision=None)
        slugs = set(untouched.values_list("slug", flat=True))
        plain += [sample for sample in PAGES if sample.slug in slugs and sample not in plain]
        for author in authors:
            self._filling.author(find("author", author.slug), author)
        for form in forms:
            self._filling.form(find("form", form.slug), form)
        for offer in offers:
            self._filling.offer(find("offer", offer.slug), offer)
        for post in posts:
            self._filling.post(find("post", post.slug), post)
        for page in plain:
            self._filling.plain_page(find("page", page.slug).specific, page)
        for form in forms:
            self._filling.sign_ups(find("form", form.slug), form)
        if forms:
            handle_sign_ups()

    def _begin(
        self,
        kind: str,
        samples: Iterable[Any],
        parent: Callable[[Any], Page],
        draft: Callable[[Any], Page],
    ) -> list[Any]:
        """Make drafts of the missing pages of one kind; give the samples to fill them from."""
        missing = [sample for sample in samples if find(kind, sample.slug) is None]
        for sample in missing:
            page = draft(sample)
            page.slug, page.live = sample.slug, False
            parent(sample).add_child(instance=page)
        self.made[f"{kind}s"] += len(missing)
        return missing

    def _fill_sections(self) -> None:
        """Introduce the front page and the sections, unless somebody has edited them."""
        for slug, intro in INTROS.items():
            section = find("page", slug)
            if section and section.latest_revision_id is None:
                section = section.specific
                section.intro = intro
                section.save_revision().publish()
        home = HomePage.objects.get()
        if home.latest_revision_id is None:
            home.title = SITE_NAME
            home.strapline, home.intro = STRAPLINE, HOME_INTRO
            home.featured = [
                FeaturedPage(target_id=self._references.number(ref(address)))
                for address in FEATURED
            ]
            home.save_revision().publish()
