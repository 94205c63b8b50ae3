"""What visitors do: they sign up for what is offered."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from offers.models import SignUpFormPage
from tests.offers.sending import send_right
from tests.proofs.staff import WHICH, Staff


class Applicants(Staff):
    """People who fill in forms, each with an address of their own."""

    @rule(which=WHICH, where=WHICH, people=st.integers(1, 3))
    def sign_up(self, which: int, where: int, people: int) -> None:
        """Fill in a form, on its own page or where it is shown."""
        form, host = self.page(which, SignUpFormPage), self.page(where)
        if form is None:
            return
        for _ in range(people):
            self.moments.pass_by(timedelta(seconds=1))
            ticked = {f"f{form.pk}-consent-given": "on"}
            answer = send_right(form, host, extra=ticked, your_name=f"Ines {self.word()}")
            assert answer.status_code in {303, 404}, answer.status_code
