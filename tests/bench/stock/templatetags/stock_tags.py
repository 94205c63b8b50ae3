"""The tags that Wagtail's tutorial writes for its menu."""

from typing import Any

from django import template
from wagtail.models import Page, Site

register = template.Library()


@register.simple_tag(takes_context=True)
def get_site_root(context: dict[str, Any]) -> Page:
    """Give the front page."""
    return Site.find_for_request(context["request"]).root_page
