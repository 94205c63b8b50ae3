"""One session, to be added to a calendar."""

from uuid import uuid4

import pytest
from icalendar import Calendar

from cms.publication.models import ContentItem
from tests.factories.offers import OfferPageFactory, OfferSessionFactory

pytestmark = pytest.mark.django_db


def address(item):
    return f"/offers/sessions/{item.pk}.ics"


def test_a_session_is_a_calendar_of_its_own(client, offer_index):
    sessions = [OfferSessionFactory.build(title=title) for title in ("First tea", "Second tea")]
    OfferPageFactory(title="Kettle", sessions=sessions)
    item = ContentItem.objects.get(kind="sessions", title="First tea")

    response = client.get(address(item))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="first-tea.ics"'
    [event] = Calendar.from_ical(response.content).events
    assert (event["SUMMARY"], event["UID"]) == ("First tea – Kettle", str(item.pk))
    again = client.get(address(item), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_a_withdrawn_session_is_gone_and_an_unknown_one_is_not_found(client, offer_index):
    offer = OfferPageFactory(sessions=[OfferSessionFactory.build()])
    item = ContentItem.objects.get(kind="sessions")
    offer.unpublish()

    assert client.get(address(item)).status_code == 410
    assert client.get(f"/offers/sessions/{uuid4()}.ics").status_code == 404
    assert client.get("/offers/sessions/first.ics").status_code == 404
