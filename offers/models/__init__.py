"""Offers, the forms they are signed up for with, and the sign-ups."""

from offers.models.audit import Access, ErasedSignUp
from offers.models.files import SignUpFile
from offers.models.forms import SignUpField, SignUpFormPage, SignUpRoute
from offers.models.handling import SignUpEvent, Suspicion
from offers.models.index import OfferIndexPage
from offers.models.mails import Mail, MailOutage
from offers.models.offers import (
    OfferPage,
    OfferPartner,
    OfferSession,
    ToolkitDocument,
)
from offers.models.permissions import GroupSignUpPermission, Scope, SignUpPermission
from offers.models.sign_ups import FormVersion, SignUp, SignUpAddress, addresses_in, as_address

__all__ = [
    "Access",
    "ErasedSignUp",
    "FormVersion",
    "GroupSignUpPermission",
    "Mail",
    "MailOutage",
    "OfferIndexPage",
    "OfferPage",
    "OfferPartner",
    "OfferSession",
    "Scope",
    "SignUp",
    "SignUpAddress",
    "SignUpEvent",
    "SignUpField",
    "SignUpFile",
    "SignUpFormPage",
    "SignUpPermission",
    "SignUpRoute",
    "Suspicion",
    "ToolkitDocument",
    "addresses_in",
    "as_address",
]
