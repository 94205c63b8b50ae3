"""Each thing that anybody does, once, where it matters: what random histories may not come to."""

from collections.abc import Callable

import pytest
from wagtail.models import Page

from blog.models import AuthorPage, PostPage
from cms.media.models import LibraryImage
from cms.vocabulary.models import Organisation, Topic
from offers.models import OfferPage
from tests.factories.users import UserFactory
from tests.proofs.moments import Moments
from tests.proofs.site import make_site
from tests.proofs.staff import TYPES
from tests.proofs.test_history import History


class Tour(History):
    """A history that is told what to do, and is looked at whole after each step."""

    each = 1

    def at(self, slug: str, *types: type[Page]) -> int:
        """Give the place of a page among those of some types, from which rules choose."""
        pages = Page.objects.exact_type(*(types or TYPES)).order_by("pk")
        return list(pages.values_list("slug", flat=True)).index(slug)


def place(model, **wanted) -> int:
    """Give the place of a row among all of its sort."""
    return list(model.objects.order_by("pk")).index(model.objects.get(**wanted))


def picture_of(slug: str) -> int:
    """Give the place of the picture that a post begins with."""
    return place(LibraryImage, pk=PostPage.objects.get(slug=slug).picture_id)


TOUR: list[Callable[[Tour], None]] = [
    lambda tour: tour.rename_an_author(tour.at("ben", AuthorPage)),
    lambda tour: tour.rename(Organisation, place(Organisation, slug="trust"), address=False),
    lambda tour: tour.rename(Topic, place(Topic, slug="places"), address=False),
    lambda tour: tour.rename(Topic, place(Topic, name="Money"), address=True),
    lambda tour: tour.rename(LibraryImage, picture_of("second"), address=False),
    lambda tour: tour.replace_a_picture(picture_of("second"), "teal"),
    lambda tour: tour.edit_a_draft(tour.at("first")),
    lambda tour: tour.publish_the_draft(tour.at("first")),
    lambda tour: tour.go_back(tour.at("second"), 0),
    lambda tour: tour.change_what_a_post_names(tour.at("second", PostPage), 0, 0, 0),
    lambda tour: tour.make_private(tour.at("offer"), above=True),
    lambda tour: tour.make_public(0),
    lambda tour: tour.make_private(tour.at("ben"), above=False),
    lambda tour: tour.make_public(0),
    lambda tour: tour.open_or_close_a_collection(0),
    lambda tour: tour.move_a_collection(0, 0),
    lambda tour: tour.open_or_close_a_collection(0),
    lambda tour: tour.change_the_address(tour.at("blog")),
    lambda tour: tour.move(tour.at("offers"), tour.at("about-it")),
    lambda tour: tour.repeat(tour.at("second"), tour.at("inner")),
    lambda tour: tour.make_an_alias_a_page(0),
    lambda tour: tour.copy(tour.at("offer"), below=True, live=True),
    lambda tour: tour.move_the_site(name=True, port=True),
    lambda tour: tour.change_the_root(tour.at("about-it"), back=False),
    lambda tour: tour.change_the_root(0, back=True),
    lambda tour: tour.back_up(),
    lambda tour: tour.write_post(0, tour.at("ben", AuthorPage), tour.at("offer"), live=True),
    lambda tour: tour.edit_and_publish(tour.at("amara")),
    lambda tour: tour.restore(),
    lambda tour: tour.write_post(0, tour.at("ben", AuthorPage), tour.at("offer"), live=True),
    lambda tour: tour.sign_up(0, tour.at("offer"), 3),
    lambda tour: tour.change_an_offer(tour.at("offer", OfferPage), 0, 12000),
    lambda tour: tour.wait_for_the_next_change(early=True),
    lambda tour: tour.wait_for_the_next_change(early=False),
    lambda tour: tour.wait_for_the_next_change(early=False),
    lambda tour: tour.let_expire(tour.at("second"), 1),
    lambda tour: tour.wait_for_the_next_change(early=False),
    lambda tour: tour.publish_what_is_due(),
    lambda tour: tour.publish_later(tour.at("second"), 1),
    lambda tour: tour.wait_for_the_next_change(early=False),
    lambda tour: tour.publish_what_is_due(),
    lambda tour: tour.withdraw_and_say_why(tour.at("offer"), 2, "unpublish"),
    lambda tour: tour.say_something_else(0, 1),
    lambda tour: tour.publish_the_draft(tour.at("offer")),
    lambda tour: tour.withdraw_two_and_say_why(tour.at("ben"), tour.at("inner"), 1, "unpublish"),
    lambda tour: tour.add(Topic),
    lambda tour: tour.delete_and_say_why(Topic, -1, 0),
    lambda tour: tour.delete_page(tour.at("inner")),
    lambda tour: tour.unpublish(tour.at("about-it"), below=True),
]


@pytest.mark.django_db
def test_each_thing_that_is_done_leaves_true_items_exact_copies_and_no_secret_told(
    monkeypatch: pytest.MonkeyPatch, versions_are_remembered: None
) -> None:
    moments = Moments(monkeypatch)
    make_site()
    UserFactory(is_staff=True, is_superuser=True)
    tour = Tour(moments)
    tour.everything_is_as_it_should_be()

    for deed in TOUR:
        deed(tour)
        tour.everything_is_as_it_should_be()
    for which in range(len(tour.late)):
        tour.a_partner_comes_late(which)
