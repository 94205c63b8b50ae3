"""What it costs to present all posts of an author anew, once the author has another name."""

import json
import resource
import sys
import time

from django.core.management import call_command

from cms.publication.models import ContentItem
from tests.bench.things import writer
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.vocabulary import TopicFactory

TOPICS = 10
PARAGRAPHS = 6


def main(number: str) -> None:
    """Publish some posts of one author, rename the author, and print what the worker took."""
    author = AuthorPageFactory(title=writer.words(2))
    topics = [TopicFactory(name=f"{writer.words(2)} {each}") for each in range(TOPICS)]
    other = PostPageFactory(title=writer.words(5), authors=[author])
    for each in range(int(number) - 1):
        PostPageFactory(
            title=f"{writer.words(5)} {each}",
            authors=[author],
            topic=topics[each % TOPICS],
            body=body(other.pk),
        )
    call_command("db_worker", batch=True, verbosity=0)
    before = peak()
    author.title = writer.words(3)
    author.save_revision().publish()
    due = ContentItem.objects.due().count()
    started = time.process_time()
    call_command("db_worker", batch=True, verbosity=0)
    used = time.process_time() - started
    json.dump({"items": due, "cpu": used, "peak_before": before, "peak": peak()}, sys.stdout)


def body(linked: int) -> list[tuple[str, object]]:
    """Give a body of paragraphs, each second one with a link to a page."""
    blocks: list[tuple[str, object]] = [
        ("heading", {"text": writer.words(4), "level": "h2", "anchor": ""}),
        ("quote", {"role": "pull", "words": writer.words(14), "attribution": writer.words(2)}),
    ]
    for each in range(PARAGRAPHS):
        link = f' <a linktype="page" id="{linked}">{writer.words(3)}</a>' if each % 2 else ""
        blocks.append(("paragraph", f"<p>{writer.random.choice(writer.paragraphs)}{link}</p>"))
    return blocks


def peak() -> float:
    """Give the most memory this process ever took, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
