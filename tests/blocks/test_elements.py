"""Reading clean HTML, compared with a parser that can read any."""

import pytest
from bs4 import BeautifulSoup

from cms.blocks.elements import elements
from cms.blocks.links import Links
from cms.blocks.markup import clean
from cms.blocks.rich_text import to_html

WRITTEN = [
    "<p>Fish &amp; chips &lt;p&gt; &amp;lt; &nbsp;&eacute; <b>now</b></p><hr><p>Then</p>",
    '<a href="https://a.example/?b=1&amp;c=it\'s">one</a> <a>none</a> <a href="">empty</a>',
    "<ul><li>One<ul><li>Two</ul><li>Three</ul><figure><img alt='a > b' src='c.png'></figure>",
    "<p>Never <em>closed <table><tr><td>1<td><a href=/x>2</table>",
    '<p title="x>y">Odd</b></div><svg><a href="//z">3</a><!-- no --><script>4</script>',
]


@pytest.mark.parametrize("written", WRITTEN)
def test_clean_html_is_read_as_a_parser_reads_it(written):
    cleaned = clean(written)
    read, soup = elements(cleaned), BeautifulSoup(cleaned, "html.parser")

    assert "".join(read.words()).split() == soup.get_text().split()
    assert [link.address for link in read.all("a")] == [link.get("href") for link in soup("a")]
    names = {tag.name for tag in soup(True)}
    assert len(read.all(*names)) == len(soup(True))


def test_a_line_break_begins_a_paragraph_and_elsewhere_is_a_blank():
    written = "<p>One<br>two<b>three<br/>four</b></p><ul><li>five<br>six</li></ul>"

    assert to_html(written, Links()) == (
        "<p>One</p><p>two<strong>three four</strong></p><ul><li>five six</li></ul>"
    )


def test_a_break_in_a_link_that_leads_nowhere_begins_a_paragraph_too():
    written = '<p><a linktype="page" id="7">One<br>two</a> <a href="/it\'s?a&amp;b">three</a></p>'

    assert to_html(written, Links()) == (
        """<p>One</p><p>two <a href="/it's?a&amp;b">three</a></p>"""
    )
