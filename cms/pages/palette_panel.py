"""What an accent comes to, shown where staff choose it."""

from typing import Any

from wagtail.admin.panels import Panel

from cms.pages.palette import SCHEMES, palette_of
from cms.pages.stylesheet import default_colours


class PalettePanel(Panel):
    """Shows what is made of the accent that was last saved, in light and in dark."""

    class BoundPanel(Panel.BoundPanel):
        """The same for one form."""

        template_name = "pages/palette_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the colours by scheme."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            palette = palette_of(self.instance.accent)
            context["schemes"] = [
                (scheme, _written_for_templates(default_colours(scheme) | getattr(palette, scheme)))
                for scheme in SCHEMES
            ]
            return context


def _written_for_templates(colours: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): colour for name, colour in colours.items()}
