"""Filling drafts in from the sample content, and publishing them."""

from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from wagtail.models import Page

from blog.models import AuthorLink, AuthorPage, PostContribution, PostPage, RelatedPost
from cms.vocabulary.models import Organisation, Topic
from home.models import StandardPage
from home.sample.dates import moment, session_times
from home.sample.library import Library
from home.sample.pictures import PICTURES
from home.sample.records import (
    SampleAuthor,
    SampleForm,
    SampleOffer,
    SamplePage,
    SamplePost,
    SampleSession,
)
from home.sample.references import References, find
from home.sample.writing import Block
from offers.form.sign_up_form import CONSENT
from offers.form.stamp import STAMP, stamp
from offers.models import (
    Mail,
    OfferPage,
    OfferPartner,
    OfferSession,
    SignUpField,
    SignUpFormPage,
    ToolkitDocument,
)
from offers.sign_ups.receiving import keep

Row = TypeVar("Row", bound=Model)


class Filling:
    """Fills pages in, one kind at a time."""

    def __init__(self, library: Library, references: References) -> None:
        """Take pictures from the library, and everything else by reference."""
        self._library = library
        self._references = references

    def author(self, page: AuthorPage, sample: SampleAuthor) -> None:
        """Fill in and publish an author."""
        page.role = sample.role
        page.organisation = Organisation.objects.get(slug=sample.organisation)
        page.biography = self._references.text(sample.biography)
        page.portrait = self._library.picture(sample.portrait) if sample.portrait else None
        page.links.set([AuthorLink(label=label, url=url) for label, url in sample.links])
        page.save_revision().publish()

    def post(self, page: PostPage, sample: SamplePost) -> None:
        """Fill in and publish a post, on its day."""
        page.further_topics.set(Topic.objects.filter(slug__in=sample.further_topics))
        page.contributions.set(
            [
                _checked(
                    PostContribution(
                        author=find("author", line.author),
                        role=line.role,
                        organisation=Organisation.objects.filter(slug=line.organisation).first(),
                    )
                )
                for line in sample.bylines
            ]
        )
        page.related.set([RelatedPost(post=find("post", slug)) for slug in sample.related])
        page.licence = sample.licence
        page.canonical_url = sample.canonical_url
        page.first_published_at = moment(-sample.days_ago, "09:30")
        self._picture(page, sample.picture, sample.caption)
        self._publish(page, sample.body)
        # A post of last year has not been changed today.
        PostPage.objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)

    def offer(self, page: OfferPage, sample: SampleOffer) -> None:
        """Fill in and publish an offer."""
        page.short_name = sample.short_name
        page.who_for = self._references.text(sample.who_for)
        page.what_you_get = self._references.text(sample.what_you_get)
        page.opens_at = None if sample.opens is None else moment(sample.opens, "09:00")
        page.closes_at = None if sample.closes is None else moment(sample.closes, "17:00")
        page.places = sample.places
        page.topics.set(Topic.objects.filter(slug__in=sample.topics))
        page.partners.set(
            [
                OfferPartner(organisation=Organisation.objects.get(slug=slug))
                for slug in sample.partners
            ]
        )
        page.sessions.set([_session(session) for session in sample.sessions])
        page.toolkit.set(
            [ToolkitDocument(document=self._library.document(name)) for name in sample.toolkit]
        )
        page.sign_up_form = find("form", sample.form) if sample.form else None
        self._picture(page, sample.picture, "")
        self._publish(page, sample.body)

    def form(self, page: SignUpFormPage, sample: SampleForm) -> None:
        """Fill in and publish a form."""
        page.intro = self._references.text(sample.intro)
        page.consent = sample.consent
        page.thank_you = self._references.text(sample.thank_you)
        page.button_label = sample.button_label
        page.retention_days = sample.retention_days
        page.privacy_page = Page.objects.filter(slug="privacy").first()
        page.fields.set(
            [
                SignUpField(
                    sort_order=order,
                    label=question.label,
                    field_type=question.kind,
                    required=question.required,
                    help_text=question.help,
                    choices="\n".join(question.choices),
                )
                for order, question in enumerate(sample.questions)
            ]
        )
        page.save_revision().publish()

    def sign_ups(self, page: SignUpFormPage, sample: SampleForm) -> None:
        """Send the invented sign-ups in, the way visitors do, some days ago.

        Raises ValueError for answers that the form does not take.
        """
        for days_ago, answers in enumerate([*sample.sign_ups, *sample.spam], start=2):
            sent: MultiValueDict[str, str] = MultiValueDict()
            empty = page.form()
            for question, answer in zip(empty.questions, answers, strict=True):
                sent.setlist(empty.add_prefix(question["name"]), answer.split("|"))
            sent[empty.add_prefix(CONSENT)] = "on"
            sent[empty.add_prefix(STAMP)] = stamp(page, seconds_ago=60)
            if answers in sample.spam:
                sent[empty.trap] = "https://cheap.example/"
            form = page.form(data=sent)
            if not form.is_valid():
                raise ValueError(f"{page.title}: {form.errors.as_json()}")
            kept = keep(form, find("offer", sample.offer))
            received = timezone.now() - timedelta(days=days_ago)
            kept.erase_on -= timezone.localdate() - timezone.localdate(received)
            kept.created_at = received
            kept.save()
            kept.mails.update(
                state=Mail.State.SENT, attempts=1, created_at=received, sent_at=received
            )

    def plain_page(self, page: StandardPage, sample: SamplePage) -> None:
        """Fill in and publish a plain page."""
        page.title, page.summary = sample.title, sample.summary
        self._publish(page, sample.body)

    def _picture(self, page: Any, name: str, caption: str) -> None:
        if name:
            page.picture = self._library.picture(name)
            page.picture_alt_text = PICTURES[name].alt
            page.picture_caption = caption

    def _publish(self, page: Any, body: list[Block]) -> None:
        """Check the body as the editor would, then publish."""
        page.body = self._references.stream(body)
        page.body = page.body.stream_block.clean(page.body)
        page.save_revision().publish()


def _session(sample: SampleSession) -> OfferSession:
    starts_at, ends_at = session_times(sample)
    return _checked(
        OfferSession(
            title=sample.title,
            starts_at=starts_at,
            ends_at=ends_at,
            venue=sample.venue,
            online=sample.online,
            places=sample.places,
        )
    )


def _checked(row: Row) -> Row:
    """Check a row that belongs to a page, which the page itself does not."""
    row.full_clean(exclude=["page"])
    return row
