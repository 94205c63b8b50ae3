"""What a reading page weighs on its way, before its pictures."""

import gzip
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory

#: Every face but those for letters from beyond Western Europe.
FACES = ["fraunces", "literata", "literata-bold"]


def static(name):
    return Path(finders.find(name)).read_bytes()


def test_a_page_stays_below_60_kb_before_its_pictures(client, blog_index, offer_index):
    text = [("paragraph", "<p>Words with <b>weight</b> and <i>grace</i>.</p>")]
    pages = [PostPageFactory(body=text), OfferPageFactory(), StandardPageFactory(body=text)]
    faces = sum(len(static(f"fonts/{face}.woff2")) for face in FACES)
    style = len(gzip.compress(static("css/commonplace.css")))
    for address in ["/", "/blog/", "/offers/", *(page.url for page in pages)]:
        page = len(gzip.compress(client.get(address).content))
        assert page + style + faces < 60 * 1024, address


@pytest.mark.parametrize("face", ["fraunces", "literata"])
def test_the_faces_of_every_page_are_asked_for_before_the_stylesheet(client, home_page, face):
    head = BeautifulSoup(client.get("/").content, "html.parser").head
    links = [link["href"] for link in head.find_all("link", rel=["preload", "stylesheet"])]
    wanted = f"/static/fonts/{face}.woff2"
    assert links.index(wanted) < links.index("/static/css/commonplace.css")
    assert wanted.rpartition("/")[2] in static("css/commonplace.css").decode()
