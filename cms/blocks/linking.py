"""Blocks that lead somewhere else."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    URLBlock,
)
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.blocks import rich_text
from cms.blocks.choosing import (
    FormChooserBlock,
    LinkedDocumentBlock,
    LinkedPageBlock,
)
from cms.blocks.links import Link, Links, links_in, web_address

Context = Mapping[str, Any] | None

FORM_PAGE = "offers.SignUpFormPage"

#: What the picker's previews link to; none of it exists.
PREVIEW_PAGES = {
    -1: Link(title="How one hall became everybody’s", url="#"),
    -2: Link(title="Twelve questions to ask before you sign a lease", url="#"),
}
PREVIEW_DOCUMENTS = {
    -1: Link(title="Agenda for a first meeting", url="#", type="PDF", bytes=182_000),
    -2: Link(title="Budget for a year", url="#", type="XLSX", bytes=24_000),
}


def link_data(link: Link | None) -> dict[str, Any] | None:
    """Give a link to a page as data."""
    if link is None:
        return None
    return {"id": link.id, "kind": link.kind, "title": link.title, "url": link.url}


class CallToActionBlock(StructBlock):
    """A button-like link: one label, one place to go."""

    TARGETS = ("page", "form", "document", "address")

    label = CharBlock(
        max_length=80, help_text="Says what happens, out of context: “Sign up for a session”."
    )
    page = LinkedPageBlock(required=False)
    form = LinkedPageBlock(required=False, page_type=FORM_PAGE, label="Sign-up form")
    document = LinkedDocumentBlock(required=False)
    address = URLBlock(required=False, help_text="A page on another site.")

    def clean(self, value: StructValue) -> StructValue:
        """Ask for exactly one place to go."""
        value = super().clean(value)
        chosen = [name for name in self.TARGETS if value[name]]
        if len(chosen) == 1 or (self.is_deferred_validation and not chosen):
            return value
        message = "Choose one place to go: a page, a sign-up form, a document or an address."
        raise StructBlockValidationError(
            block_errors={name: ValidationError(message) for name in chosen[1:] or ["page"]}
        )

    def target(self, value: StructValue, links: Links) -> Link | None:
        """Give where the call leads, or None if the public may not go there."""
        if value["address"]:
            address = web_address(value["address"])
            return Link(title=value["label"], url=address) if address else None
        if value["document"]:
            return links.document(value["document"].pk)
        page = value["page"] or value["form"]
        return links.page(page.pk) if page else None

    def get_context(self, value: StructValue, parent_context: Context = None) -> dict[str, Any]:
        """Add the `link`."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["link"] = self.target(value, links_in(parent_context))
        return context

    def get_api_representation(self, value: StructValue, context: Context = None) -> dict[str, Any]:
        """Give the label and the address."""
        link = self.target(value, links_in(context))
        return {"label": value["label"], "url": link.url if link else None}

    class Meta:
        icon = "link-external"
        group = "Leading on"
        description = "A link that looks like a button: to a page, a form, a file or another site."
        template = "blocks/call_to_action_block.html"
        label_format = "Call to action: {label}"
        preview_value = {
            "label": "Sign up for a session",
            "page": None,
            "form": None,
            "document": None,
            "address": "https://example.org/",
        }


class DocumentsBlock(StructBlock):
    """Files to download, each with its type and size."""

    title = CharBlock(required=False, max_length=160)
    documents = ListBlock(LinkedDocumentBlock(), min_num=1)

    def get_context(self, value: StructValue, parent_context: Context = None) -> dict[str, Any]:
        """Add the `files` that the public may have."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["files"] = self._files(value, links_in(parent_context))
        return context

    def get_api_representation(self, value: StructValue, context: Context = None) -> dict[str, Any]:
        """Give the title and the files: title, address, type and size in bytes."""
        files = [asdict(link) for link in self._files(value, links_in(context))]
        keys = ("title", "url", "type", "bytes")
        return {
            "title": value["title"],
            "documents": [{key: file[key] for key in keys} for file in files],
        }

    @staticmethod
    def _files(value: StructValue, links: Links) -> list[Link]:
        found = (links.document(document.pk) for document in value["documents"] if document)
        return [link for link in found if link]

    def get_preview_value(self) -> StructValue:
        """Show two files that any library might hold."""
        document = get_document_model()
        files = [document(pk=pk, title=link.title) for pk, link in PREVIEW_DOCUMENTS.items()]
        return self.normalize({"title": "Session materials", "documents": files})

    def get_preview_context(
        self, value: StructValue, parent_context: Context = None
    ) -> dict[str, Any]:
        """Let the preview link to its files."""
        return {**(parent_context or {}), "links": Links(documents=PREVIEW_DOCUMENTS)}

    class Meta:
        icon = "doc-full"
        group = "Leading on"
        description = "Files to download, with their type and size."
        template = "blocks/documents_block.html"
        label_format = "Documents: {title}"


class RelatedPagesBlock(StructBlock):
    """Pages worth reading next."""

    title = CharBlock(required=False, max_length=160)
    pages = ListBlock(LinkedPageBlock(), min_num=1)

    def get_context(self, value: StructValue, parent_context: Context = None) -> dict[str, Any]:
        """Add the `targets` that the public may see."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["targets"] = self._targets(value, links_in(parent_context))
        return context

    def get_api_representation(self, value: StructValue, context: Context = None) -> dict[str, Any]:
        """Give the title and the pages."""
        targets = self._targets(value, links_in(context))
        return {"title": value["title"], "pages": [link_data(link) for link in targets]}

    @staticmethod
    def _targets(value: StructValue, links: Links) -> list[Link]:
        found = (links.page(page.pk) for page in value["pages"] if page)
        return [link for link in found if link]

    def get_preview_value(self) -> StructValue:
        """Show two pages that any site might have."""
        pages = [Page(pk=pk, title=link.title) for pk, link in PREVIEW_PAGES.items()]
        return self.normalize({"title": "Read next", "pages": pages})

    def get_preview_context(
        self, value: StructValue, parent_context: Context = None
    ) -> dict[str, Any]:
        """Let the preview link to its pages."""
        return {**(parent_context or {}), "links": Links(pages=PREVIEW_PAGES)}

    class Meta:
        icon = "list-ul"
        group = "Leading on"
        description = "Links to other pages of this site, by their titles."
        template = "blocks/related_pages_block.html"
        label_format = "Related pages: {title}"


class SignUpFormBlock(StructBlock):
    """A sign-up form, there to be filled in. In the feed it is a titled link."""

    title = CharBlock(
        required=False, max_length=160, help_text="Left empty, the form’s own title is used."
    )
    form = FormChooserBlock(page_type=FORM_PAGE, label="Sign-up form")

    def get_context(self, value: StructValue, parent_context: Context = None) -> dict[str, Any]:
        """Add the `heading`, the `link` for the feed and the `form` for the page."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        form_page = value["form"]
        link = links_in(parent_context).page(form_page.pk) if form_page else None
        context["link"] = link
        context["heading"] = value["title"] or (link.title if link else "")
        if link and context.get("syndicated"):
            context["intro"] = rich_text.to_html(form_page.intro, links_in(parent_context))
        elif link:
            host, request = context.get("page"), context.get("request")
            context["embedded"] = form_page.embedded(host, request, links_in(parent_context))
        return context

    def get_api_representation(self, value: StructValue, context: Context = None) -> dict[str, Any]:
        """Give the title, the form's own address, and its introduction as HTML."""
        form_page = value["form"]
        link = links_in(context).page(form_page.pk) if form_page else None
        if link is None:
            return {"title": value["title"], "url": None, "intro": ""}
        return {
            "title": value["title"] or link.title,
            "url": link.url,
            "intro": rich_text.to_html(form_page.intro, links_in(context)),
        }

    def get_preview_value(self) -> StructValue:
        """Show a title; the form itself needs a form page."""
        return self.to_python({"title": "Sign up", "form": None})

    class Meta:
        icon = "form"
        group = "Leading on"
        description = "A sign-up form that visitors fill in right here."
        template = "blocks/sign_up_form_block.html"
        label = "Sign-up form"
        label_format = "Sign-up form: {title}"
