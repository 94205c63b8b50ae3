"""What is added to the admin as a whole, and to the page editor."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def underlined_links() -> SafeString:
    """Let links in sentences be seen without telling colours apart."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def save_then_submit() -> SafeString:
    """Let “Publish” wait for what the editor is saving by itself (see the script)."""
    return format_html('<script src="{}"></script>', static("pages/save_then_submit.js"))
