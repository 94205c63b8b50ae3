"""What the editor of every page has beyond Wagtail's own."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_editor_js")
def save_then_submit() -> SafeString:
    """Let “Publish” wait for what the editor is saving by itself (see the script)."""
    return format_html('<script src="{}"></script>', static("pages/save_then_submit.js"))
