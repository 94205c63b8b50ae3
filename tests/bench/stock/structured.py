"""What search engines read of a post and of the blog: as much as ours tell them."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

PUBLISHER = {"@type": "Organization", "name": "Commonplace", "url": "https://bench.example.org/"}
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def of_post(post: Any, contributions: Iterable[Any], topics: Iterable[Any]) -> SafeString:
    """Give a post, and where it stands."""
    share = post.lead_image.get_rendition("fill-1200x630|format-jpeg")
    above = [*post.get_ancestors().filter(depth__gt=1), post]
    posting = {
        **_in_short(post, contributions),
        "description": post.standfirst,
        "image": {"@type": "ImageObject", "url": share.full_url, "width": share.width},
        "dateModified": post.last_published_at.isoformat(),
        "publisher": PUBLISHER,
        "keywords": [topic.name for topic in topics],
        "inLanguage": "en-GB",
    }
    places = [
        {"@type": "ListItem", "position": place, "name": page.title, "item": page.full_url}
        for place, page in enumerate(above, 1)
    ]
    return _written(posting, {"@type": "BreadcrumbList", "itemListElement": places})


def of_blog(blog: Any, posts: Iterable[Any]) -> SafeString:
    """Give the blog, with the posts that are listed."""
    listed = [_in_short(post, post.contributions.all()) for post in posts]
    about = {"@type": "Blog", "url": blog.full_url, "name": blog.title, "publisher": PUBLISHER}
    return _written({**about, "blogPost": listed})


def _in_short(post: Any, contributions: Iterable[Any]) -> dict[str, Any]:
    people = [
        {
            "@type": "Person",
            "name": line.person.title,
            "url": line.person.full_url,
            "jobTitle": line.role,
            "affiliation": {"@type": "Organization", "name": line.organisation.name},
        }
        for line in contributions
    ]
    return {
        "@type": "BlogPosting",
        "headline": post.title,
        "url": post.full_url,
        "datePublished": post.first_published_at.isoformat(),
        "author": people,
    }


def _written(*things: dict[str, Any]) -> SafeString:
    data = {"@context": "https://schema.org", "@graph": things}
    return mark_safe(json.dumps(data).translate(_UNSAFE))  # noqa: S308 - nothing can end the script
