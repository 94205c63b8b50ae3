"""How words, dates and times are shown to readers."""

import re
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cms.blocks import reading, rich_text
from cms.blocks.links import Links, web_address

#: Words of at most twelve letters: a longer one may not fit on a phone.
_COMPOUND = re.compile(r"(?<![\w&#-])(?=[\w-]{3,12}(?![\w-]))(\w+(?:-\w+)+)")

register = template.Library()
register.filter(web_address)
register.filter(reading.minutes)


@register.filter
def safe_rich_text(source: str, links: Links) -> SafeString:
    """Give stored rich text as safe HTML, its links resolved: `{{ page.intro|…:links }}`."""
    return mark_safe(rich_text.to_html(source or "", links))  # noqa: S308 - cleaned just now


@register.filter
def hyphens_kept(title: str) -> SafeString:
    """Give a title as HTML in which no line ends within a short word such as “thank-you”."""
    return mark_safe(_COMPOUND.sub(r'<span class="whole">\1</span>', conditional_escape(title)))  # noqa: S308 - escaped


@register.filter(expects_localtime=True)
def clock(moment: datetime) -> str:
    """Give the time of day in words: 9am, 2:30pm, midday, midnight."""
    if moment.minute == 0 and moment.hour in {0, 12}:
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


@register.filter
def has_passed(moment: datetime) -> bool:
    """Say whether a moment is over."""
    return moment <= timezone.now()
