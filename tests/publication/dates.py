"""Posts with dates, and the passing of time."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Revision

from blog.models import PostPage
from tests.factories.blog import PostPageFactory


def come_due(post, ago=1, **content):
    """Let the date at which a post is published have come, with other content if need be."""
    past = timezone.now() - timedelta(minutes=ago)
    revision = post.revisions.get(approved_go_live_at__isnull=False)
    content = {**revision.content, "go_live_at": past.isoformat(), **content}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return Revision.objects.get(pk=revision.pk)


def scheduled(**fields):
    """Give a post that is to be published in an hour."""
    post = PostPageFactory(live=False, **fields)
    return rescheduled(post)


def rescheduled(post):
    post.go_live_at = timezone.now() + timedelta(hours=1)
    post.save_revision().publish()
    return post


def expire(post, ago=1):
    PostPage.objects.filter(pk=post.pk).update(expire_at=timezone.now() - timedelta(minutes=ago))
