"""Posts, blogs and people in the words of schema.org."""

from typing import Any

from blog.licences import Licence
from cms.blocks.links import web_address
from cms.blocks.markup import clean, to_text
from cms.pages.heads import Around, Head, Thing
from cms.pages.schema_org import LANGUAGE, image, moment, organisation, publisher


def blog_posting(post: Any, head: Head, around: Around) -> Thing:
    """Give a post. Who wrote it is who may be seen to have written it; else the programme."""
    own = around.address_of(post)
    return {
        "@type": "BlogPosting",
        "@id": own,
        "url": own,
        "mainEntityOfPage": head.address,
        "isBasedOn": head.address if head.address != own else None,
        "headline": post.title,
        "description": head.description,
        "image": image(head.picture, around),
        "datePublished": moment(head.published),
        "dateModified": moment(head.modified),
        "author": [_writer(line, around) for line in post.bylines] or publisher(around),
        "publisher": publisher(around),
        "articleSection": head.section,
        "keywords": list(head.tags),
        "license": Licence(post.licence).url,
        "wordCount": post.words,
        "inLanguage": LANGUAGE,
    }


def blog(head: Head, around: Around) -> Thing:
    """Give the blog, with the posts of one page of it."""
    return {
        "@type": "Blog",
        "@id": head.address,
        "url": head.address,
        "name": head.title,
        "description": head.description,
        "inLanguage": LANGUAGE,
        "publisher": publisher(around),
        "blogPost": [
            {
                "@type": "BlogPosting",
                "headline": post.title,
                "url": around.address_of(post),
                "datePublished": moment(post.first_published_at),
                "author": [_writer(line, around) for line in post.bylines] or publisher(around),
            }
            for post in around.shown.get("posts", ())
        ],
    }


def person(author: Any, head: Head, around: Around) -> Thing:
    """Give somebody who writes, as their profile shows them."""
    elsewhere = [web_address(link.url) for link in around.shown.get("elsewhere", ())]
    biography = to_text(clean(author.biography))
    return {
        "@type": "Person",
        "@id": f"{head.address}#person",
        "name": author.title,
        "url": head.address,
        "description": " ".join(biography.split()),
        "jobTitle": author.role,
        "worksFor": organisation(author.organisation),
        "image": image(around.shown.get("portrait"), around),
        "sameAs": [address for address in elsewhere if address],
    }


def _writer(line: Any, around: Around) -> Thing:
    """Give who contributed, as they were at the time."""
    profile = around.address_of(line.author)
    return {
        "@type": "Person",
        "@id": f"{profile}#person",
        "name": line.author.title,
        "url": profile,
        "jobTitle": line.role,
        "affiliation": organisation(line.organisation),
    }
