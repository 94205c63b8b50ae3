"""Offers, the forms they are signed up for with, and the sign-ups."""

from offers.models.forms import SignUpField, SignUpFormPage
from offers.models.index import OfferIndexPage
from offers.models.offers import (
    OfferPage,
    OfferPartner,
    OfferSession,
    ToolkitDocument,
)
from offers.models.sign_ups import SignUp

__all__ = [
    "OfferIndexPage",
    "OfferPage",
    "OfferPartner",
    "OfferSession",
    "SignUp",
    "SignUpField",
    "SignUpFormPage",
    "ToolkitDocument",
]
