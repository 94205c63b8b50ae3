"""A post, an author and a topic as the feed gives them, for its documentation."""

from typing import Any

from cms.blocks.values import PICTURE, SITE

TOPIC: dict[str, Any] = {
    "id": "5d0c2c7e-4f0c-4f43-9a3f-5b8a0f6d1a11",
    "kind": "topics",
    "self": f"{SITE}/api/v1/topics/5d0c2c7e-4f0c-4f43-9a3f-5b8a0f6d1a11/",
    "url": f"{SITE}/blog/topics/shared-spaces/",
    "slug": "shared-spaces",
    "title": "Shared spaces",
    "change": 17,
    "digest": "0c4b8f1d3f6a7e5b2d9c81e0a4f7b6d5c3e2f1a09b8c7d6e5f4a3b2c1d0e9f8a",
    "published_at": "2026-01-12T10:00:00Z",
    "updated_at": "2026-01-12T10:00:00Z",
    "language": "en-GB",
    "name": "Shared spaces",
    "description": "Halls, gardens and kitchens that many people hold together.",
    "posts_count": 9,
}

_TRUST = {
    "id": "9b1f6a34-0d5e-4b7c-8c21-6e0f4d2a7b33",
    "name": "Wexcombe Hall Trust",
    "url": None,
}
_NADIA = {
    "id": "2e7d9c50-61b8-4c0a-b0de-3f9a5c8e1d22",
    "name": "Nadia Brook",
    "url": f"{SITE}/people/nadia-brook/",
}
_BIOGRAPHY = {
    "html": "<p>Nadia keeps the kettle on at Wexcombe Hall.</p>",
    "text": "Nadia keeps the kettle on at Wexcombe Hall.",
}
_PORTRAIT = {**PICTURE, "alt": "Nadia Brook", "caption": ""}

AUTHOR: dict[str, Any] = {
    "id": _NADIA["id"],
    "kind": "authors",
    "self": f"{SITE}/api/v1/authors/{_NADIA['id']}/",
    "url": _NADIA["url"],
    "slug": "nadia-brook",
    "title": "Nadia Brook",
    "change": 388,
    "digest": "b7e23ec29af22b0b4e41da31e868d57226121c84c1d9a5a2d2b1c3f5e7a9b0d1",
    "published_at": "2026-01-14T09:00:00Z",
    "updated_at": "2026-03-02T08:15:00Z",
    "language": "en-GB",
    "name": "Nadia Brook",
    "role": "Hall keeper",
    "organisation": _TRUST,
    "portrait": _PORTRAIT,
    "posts_count": 4,
    "biography": _BIOGRAPHY,
    "links": [{"label": "Her own notes", "url": "https://nadia.example/"}],
}

_OFFER = {
    "id": "c3a5f2de-7b94-4e16-9f08-1d2b3c4e5f44",
    "kind": "offers",
    "title": "Reflect | Recharge",
    "url": f"{SITE}/offers/reflect-recharge/",
}
_BLOCKS: list[dict[str, Any]] = [
    {
        "id": "d1f0a6b2-93c4-4e8b-a7d5-0b6c2e4f8a55",
        "type": "paragraph",
        "value": f'<p>We began with a table. <a href="{_OFFER["url"]}">Begin yours</a>.</p>',
        "html": f'<p>We began with a table. <a href="{_OFFER["url"]}">Begin yours</a>.</p>',
        "text": f"We began with a table. Begin yours ({_OFFER['url']}).",
    },
    {
        "id": "e2a1b7c3-04d5-4f9c-b8e6-1c7d3f5a9b66",
        "type": "quote",
        "value": {
            "role": "pull",
            "words": "Nobody asked who owned the chairs.",
            "attribution": "A resident",
        },
        "html": "<figure>\n<blockquote>\n<p>Nobody asked who owned the chairs.</p>\n"
        "</blockquote>\n<figcaption>A resident</figcaption>\n</figure>",
        "text": "Nobody asked who owned the chairs.\n\nA resident",
    },
]
_POST_URL = f"{SITE}/blog/the-long-table/"

POST: dict[str, Any] = {
    "id": "6f1f4f0e-8d0b-4c8e-9a53-0f5a3c1f7b77",
    "kind": "posts",
    "self": f"{SITE}/api/v1/posts/6f1f4f0e-8d0b-4c8e-9a53-0f5a3c1f7b77/",
    "url": _POST_URL,
    "slug": "the-long-table",
    "title": "The long table",
    "change": 412,
    "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "published_at": "2026-03-02T09:30:00Z",
    "updated_at": "2026-03-04T16:05:00Z",
    "language": "en-GB",
    "standfirst": "What forty neighbours learned from one table that was too long for any room.",
    "contributions": [{"author": _NADIA, "role": "Hall keeper", "organisation": _TRUST}],
    "topics": [{key: TOPIC[key] for key in ("id", "name", "url", "slug")}],
    "picture": PICTURE,
    "reading_minutes": 4,
    "body": {
        "html": "\n".join(block["html"] for block in _BLOCKS),
        "blocks": _BLOCKS,
        "text": "\n\n".join(block["text"] for block in _BLOCKS),
    },
    "related": [
        {
            "id": "a4b5c6d7-e8f9-4a0b-8c1d-2e3f4a5b6c88",
            "kind": "posts",
            "title": "Who holds the key?",
            "url": f"{SITE}/blog/who-holds-the-key/",
        }
    ],
    "links": [
        {"url": _OFFER["url"], "text": "Begin yours", "id": _OFFER["id"], "kind": "offers"},
    ],
    "offers": [_OFFER],
    "canonical_url": _POST_URL,
    "licence": {
        "name": "Creative Commons Attribution 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    },
    "attribution": {
        "text": f"“The long table”, by Nadia Brook. First published by Commonplace: {_POST_URL}",
        "html": f'“<a href="{_POST_URL}">The long table</a>”, by Nadia Brook. '
        "First published by Commonplace.",
    },
    "about_the_authors": [
        {
            **_NADIA,
            "role": "Hall keeper",
            "organisation": _TRUST,
            "biography": _BIOGRAPHY,
            "portrait": _PORTRAIT,
        }
    ],
}
