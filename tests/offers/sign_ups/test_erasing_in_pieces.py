"""Erasing keeps nobody waiting longer than it must, and leaves nothing when it is broken off."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from cms.publication.models import Chore, Clock
from offers.models import ErasedSignUp, SignUp, SignUpFile
from offers.sign_ups import erasing
from offers.sign_ups.erasing import PAUSE, erase, remove_files
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(tmp_path, monkeypatch):
    """Keep files where the test can look at all of them."""
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(SignUpFile._meta.get_field("file"), "storage", storage)
    return tmp_path


@pytest.fixture
def held(monkeypatch) -> list[str]:
    """Note when the clock is held."""
    times: list[str] = []
    hold = Clock.hold

    def noted() -> None:
        times.append("held")
        hold()

    monkeypatch.setattr(Clock, "hold", noted)
    return times


@pytest.mark.parametrize(("places", "expected"), [(None, False), (5, True)])
def test_the_clock_is_held_only_where_places_are_counted(held, admin_client, places, expected):
    form_page = SignUpFormPageFactory()
    OfferPageFactory(sign_up_form=form_page, places=places)
    send_right(form_page)
    held.clear()
    numbers = ",".join(map(str, SignUp.objects.values_list("pk", flat=True)))
    admin_client.post("/admin/sign-ups/erase/", {"numbers": numbers, "why": "request"})
    assert not SignUp.objects.exists()
    assert bool(held) is expected


def test_whoever_is_killed_after_the_rows_are_gone_leaves_no_file(private, monkeypatch):
    send_right(SignUpFormPageFactory())
    file = SignUpFile(sign_up=SignUp.objects.get(), question="cv", name="a.pdf", kind="pdf", size=1)
    file.file.save("a.pdf", ContentFile(b"x"), save=True)

    def killed(*args):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "_finish", killed)
        with pytest.raises(SystemExit):
            erase(SignUp.objects.all(), ErasedSignUp.Why.REQUEST)
    assert not SignUp.objects.exists()
    assert [path.read_bytes() for path in private.rglob("*.pdf")] == [b"x"]
    Chore.objects.create(name="erased-files", done_at=timezone.now() - 2 * PAUSE)
    list(remove_files())
    assert not list(private.rglob("*.pdf"))
    assert not SignUpFile.objects.exists()
