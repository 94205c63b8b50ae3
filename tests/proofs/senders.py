"""People who send forms to a running server, one after the other, until it is gone."""

import random
from collections import Counter
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import urlencode

SECRET = "s" * 32
#: More posts than this, and staff delete rather than copy.
MANY = 14

#: What somebody does, where to, and the fields of the form.
Deed = tuple[str, str, dict[str, str]]


class Sender(Thread):
    """Somebody who sends forms."""

    def __init__(self, port: int, session: str, chance: random.Random) -> None:
        """Sign in with a session."""
        super().__init__(daemon=True)
        self.port, self.session, self.chance = port, session, chance
        #: How often what was answered with which status.
        self.done: Counter[str] = Counter()
        #: What was being done when the server died.
        self.cut_off = ""
        self.ended = False

    def run(self) -> None:
        """Send, until the server is gone."""
        from django.db import connections

        deed = ""
        try:
            while not self.ended:
                deed, path, fields = self.something()
                self.done[f"{deed}: {self.post(path, fields)}"] += 1
        except (OSError, HTTPException):
            self.cut_off = deed
        finally:
            connections.close_all()

    def something(self) -> Deed:
        """Choose what to do."""
        raise NotImplementedError

    def post(self, path: str, fields: dict[str, str]) -> int:
        """Send a form as a browser does."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
            "X-Forwarded-Proto": "https",
            "Sec-Fetch-Site": "same-origin",
            "Referer": f"https://127.0.0.1:{self.port}/admin/",
        }
        connection.request("POST", path, urlencode(fields), headers)
        return connection.getresponse().status


class Editor(Sender):
    """Somebody who publishes, withdraws with a reason, renames, copies and hides."""

    def something(self) -> Deed:
        """Choose what to do, and with which post or topic."""
        from blog.models import AuthorPage, BlogIndexPage, PostPage
        from cms.vocabulary.models import Topic

        posts = list(PostPage.objects.order_by("pk").values_list("pk", flat=True))
        post, number = self.chance.choice(posts), self.chance.randrange(10**6)
        why = {"reason": f"Because of {number}.", "replacement": str(AuthorPage.objects.first().pk)}
        topic = self.chance.choice(Topic.objects.all())
        copied = {
            "new_title": f"Copy {number}",
            "new_slug": f"copy-{number}",
            "new_parent_page": str(BlogIndexPage.objects.get().pk),
            "publish_copies": "on",
        }
        named = {"name": f"Topic {number}", "slug": f"topic-{number}", "description": ""}
        more_or_less: Deed = ("copy", f"pages/{post}/copy/", copied)
        if len(posts) > MANY:
            more_or_less = ("delete", f"pages/{posts[-1]}/delete/", why)
        what, path, fields = self.chance.choice(
            [
                ("publish", f"bulk/wagtailcore/page/publish/?id={post}", {}),
                ("publish", f"bulk/wagtailcore/page/publish/?id={post}", {}),
                ("unpublish", f"pages/{post}/unpublish/", why),
                ("unpublish two", f"bulk/wagtailcore/page/unpublish/?id={post}&id={posts[1]}", why),
                ("hide", f"pages/{post}/privacy/", {"restriction_type": "login"}),
                ("show", f"pages/{post}/privacy/", {"restriction_type": "none"}),
                ("rename", f"snippets/vocabulary/topic/edit/{topic.pk}/", named),
                more_or_less,
            ]
        )
        return what, f"/admin/{path}", fields


class Applicant(Sender):
    """Somebody who signs up for an offer, again and again, each time by another name."""

    def something(self) -> Deed:
        """Fill in the form."""
        from offers.form.stamp import stamp
        from offers.models import SignUpFormPage

        form, number = SignUpFormPage.objects.get(), self.chance.randrange(10**9)
        answers = {"your_name": f"Ines {number}", "e_mail_address": f"{number}@example.org"}
        fields = {f"f{form.pk}-{name}": answer for name, answer in answers.items()}
        fields[f"f{form.pk}-shown-at"] = stamp(form, 60)
        return "sign up", f"/sign-up/{form.key}/", fields
