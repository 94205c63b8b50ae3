"""How words, dates and times are shown to readers."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from blog.models import PostPage
from cms.blocks import reading
from cms.blocks.links import Link, Links


def shown(template, **context):
    return Template("{% load reading %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "9am"),
        (datetime(2026, 3, 3, 14, 30, tzinfo=UTC), "2:30pm"),
        (datetime(2026, 3, 3, 12, 0, tzinfo=UTC), "midday"),
        (datetime(2026, 3, 3, 0, 0, tzinfo=UTC), "midnight"),
        (datetime(2026, 3, 3, 0, 5, tzinfo=UTC), "12:05am"),
        (datetime(2026, 7, 3, 9, 0, tzinfo=UTC), "10am"),  # British summer time
    ],
)
def test_times_are_told_as_the_clock_on_the_wall_shows_them(moment, words):
    assert shown("{{ moment|clock }}", moment=moment) == words


def test_rich_text_never_lets_hostile_markup_out():
    source = '<p onclick="x()">Tea <script>alert(1)</script><a href="javascript:x()">time</a></p>'
    html = shown("{{ source|safe_rich_text:links }}", source=source, links=Links())
    assert html == "<p>Tea time</p>"


def test_rich_text_links_only_to_what_the_public_may_see():
    source = '<p><a linktype="page" id="1">Open</a>, <a linktype="page" id="2">closed</a></p>'
    links = Links(pages={1: Link(title="Open", url="/open/")})
    html = shown("{{ source|safe_rich_text:links }}", source=source, links=links)
    assert html == '<p><a href="/open/">Open</a>, closed</p>'


def body(**blocks):
    stream = PostPage._meta.get_field("body").stream_block
    return stream.to_python([{"type": type_, "value": value} for type_, value in blocks.items()])


def test_an_empty_body_takes_no_time_to_read():
    assert reading.minutes(reading.words(body())) == 0


def test_reading_time_is_rounded_up_and_counts_words_of_every_block():
    words = {"paragraph": f"<p>{'word ' * 199}</p>"}
    assert reading.minutes(reading.words(body(**words))) == 1
    quote = {"words": "two more", "attribution": ""}
    assert reading.minutes(reading.words(body(**words, quote=quote))) == 2


def test_a_line_of_a_title_does_not_end_within_a_short_word():
    title = "A thank-you & a <b>-walk-through-the-reeds"
    html = shown("{{ title|hyphens_kept }}", title=title)
    kept = '<span class="whole">thank-you</span>'
    assert html == f"A {kept} &amp; a &lt;b&gt;-walk-through-the-reeds"
