"""Posts that try what carries them: marks of XML, JSON and HTML, other alphabets, nothing."""

from cms.publication.models import ContentItem
from tests.factories.publication import WholePostFactory

TITLES = [
    "Reflect | Recharge",
    "Fish & chips &amp; <b>tea</b>",
    "“Quotes” 'single' \"double\" \\ back",
    "A garden 🌱 and a family 👩‍👩‍👧",
    "ما هو المجتمع؟ – מה שלומך",
    "<![CDATA[ no ]]> -- ?> <!-- -->",
    "Tabs\tand\nlines",
    "]]>",
]
WITH_EVERYTHING = {
    "standfirst": "Fish & chips < tea ]]>",
    "topics": [{"name": "Health & care", "slug": "health", "url": None}],
    "contributions": [
        {"author": {"id": "1", "name": "Ada", "url": "http://localhost/people/ada/"}},
        {"author": {"id": "2", "name": "Ben & Co", "url": None}},
    ],
    "picture": {
        "sizes": [
            {"url": "http://localhost/media/small.jpg", "type": "image/jpeg"},
            {"url": "http://localhost/media/large.jpg", "type": "image/jpeg"},
            {"url": "http://localhost/media/large.webp", "type": "image/webp"},
        ]
    },
    "related": [{"title": "Other & more", "url": "http://localhost/blog/other/"}],
    "canonical_url": "https://elsewhere.example/?a=1&b=2",
    "licence": {
        "name": "Creative Commons Attribution 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    },
}


def tricky_posts(title: str) -> list[ContentItem]:
    """Make posts of a title: one with nothing, one with strange words, one with everything."""
    html = f'<p>{title} &amp; <a href="https://example.org/?a=1&amp;b=2">here</a> &lt;3</p>'
    return [
        WholePostFactory(title=title, body={"html": "", "blocks": [], "text": ""}),
        WholePostFactory(title=title, body={"html": title, "blocks": [], "text": title}),
        WholePostFactory(
            title=title,
            body={"html": html, "blocks": [], "text": f"{title} <3"},
            content=WITH_EVERYTHING,
        ),
    ]
