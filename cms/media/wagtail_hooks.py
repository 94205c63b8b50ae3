"""What staff are told of pictures that cannot be shown."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

#: How many are named; more are only counted.
MOST_NAMED = 20


class BrokenPicturesPanel(Component):
    """Tells on the first page of the admin which pictures cannot be shown."""

    name = "broken_pictures"
    template_name = "media/broken_pictures_panel.html"
    order = 95

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Give the pictures that the reader may change; those broken longest first."""
        if not get_image_model().objects.filter(unreadable_since__isnull=False).exists():
            return {}
        policy = policy_registry.get_by_type(get_image_model())
        user = parent_context["request"].user
        own = policy.instances_user_has_permission_for(user, "change")
        broken = own.filter(unreadable_since__isnull=False).order_by("unreadable_since", "pk")
        return {"count": broken.count(), "pictures": broken[:MOST_NAMED]}


@hooks.register("construct_homepage_panels")
def broken_pictures_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel."""
    panels.append(BrokenPicturesPanel())
