"""An offer, a session and an organisation as the feed gives them, for its documentation."""

from typing import Any

SITE = "https://commonplace.example"

_LOGO = {
    "alt": "Wexcombe Hall Trust",
    "decorative": False,
    "caption": "",
    "credit": "",
    "width": 640,
    "height": 640,
    "focal_point": {"x": 0.5, "y": 0.5},
    "sizes": [
        {
            "url": f"{SITE}/media/images/trust-81ae.width-320.webp",
            "width": 320,
            "height": 320,
            "type": "image/webp",
        }
    ],
}

ORGANISATION: dict[str, Any] = {
    "id": "9b1f6a34-0d5e-4b7c-8c21-6e0f4d2a7b33",
    "kind": "organisations",
    "self": f"{SITE}/api/v1/organisations/9b1f6a34-0d5e-4b7c-8c21-6e0f4d2a7b33/",
    "url": None,
    "slug": "wexcombe-hall-trust",
    "title": "Wexcombe Hall Trust",
    "change": 12,
    "digest": "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce",
    "published_at": "2026-01-12T10:00:00Z",
    "updated_at": "2026-01-12T10:00:00Z",
    "language": "en-GB",
    "name": "Wexcombe Hall Trust",
    "organisation_kind": "delivery_partner",
    "place": "Wexcombe",
    "link": "https://hall.example/",
    "logo": _LOGO,
}

_OFFER_ID = "c3a5f2de-7b94-4e16-9f08-1d2b3c4e5f44"
_OFFER_URL = f"{SITE}/offers/reflect-recharge/"
_MEETING = {
    "starts_at": "2026-05-12T17:00:00Z",
    "ends_at": "2026-05-12T19:00:00Z",
    "venue": "Corn Exchange, Wexcombe",
    "online": True,
    "places": 24,
}

SESSION: dict[str, Any] = {
    "id": "f7c1d3a9-2b40-4d6e-8a5f-9c0e1b2d3a99",
    "kind": "sessions",
    "self": f"{SITE}/api/v1/sessions/f7c1d3a9-2b40-4d6e-8a5f-9c0e1b2d3a99/",
    "url": f"{_OFFER_URL}#sessions",
    "slug": "first-evening",
    "title": "First evening",
    "change": 405,
    "digest": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    "published_at": "2026-03-01T09:00:00Z",
    "updated_at": "2026-03-03T11:20:00Z",
    "language": "en-GB",
    "offer": {
        "id": _OFFER_ID,
        "kind": "offers",
        "title": "Reflect | Recharge",
        "url": _OFFER_URL,
    },
    **_MEETING,
}

_BLOCK = {
    "id": "0a9b8c7d-6e5f-4a3b-9c2d-1e0f9a8b7caa",
    "type": "paragraph",
    "value": "<p>Three evenings, one long walk.</p>",
    "html": "<p>Three evenings, one long walk.</p>",
    "text": "Three evenings, one long walk.",
}

OFFER: dict[str, Any] = {
    "id": _OFFER_ID,
    "kind": "offers",
    "self": f"{SITE}/api/v1/offers/{_OFFER_ID}/",
    "url": _OFFER_URL,
    "slug": "reflect-recharge",
    "title": "Reflect | Recharge",
    "change": 404,
    "digest": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35",
    "published_at": "2026-03-01T09:00:00Z",
    "updated_at": "2026-03-03T11:20:00Z",
    "language": "en-GB",
    "short_name": "Reflect",
    "summary": "Three evenings for people who have carried a project for a long time.",
    "status": "open",
    "opens_at": "2026-03-01T09:00:00Z",
    "closes_at": "2026-04-30T16:00:00Z",
    "places": "many",
    "delivery_partners": [{key: ORGANISATION[key] for key in ("id", "name", "url")}],
    "topics": [
        {
            "id": "5d0c2c7e-4f0c-4f43-9a3f-5b8a0f6d1a11",
            "name": "Shared spaces",
            "url": f"{SITE}/blog/topics/shared-spaces/",
            "slug": "shared-spaces",
        }
    ],
    "picture": {**_LOGO, "alt": "A bench above the town.", "credit": "Photo: Ivo Marsh"},
    "who_for": {
        "html": "<p>Anybody who keeps something going.</p>",
        "text": "Anybody who keeps something going.",
    },
    "what_you_get": {
        "html": "<p>Time, company and a plan.</p>",
        "text": "Time, company and a plan.",
    },
    "body": {"html": _BLOCK["html"], "blocks": [_BLOCK], "text": _BLOCK["text"]},
    "toolkit": [
        {
            "title": "Agenda for a first evening",
            "url": f"{SITE}/documents/7/agenda.pdf",
            "type": "PDF",
            "bytes": 182000,
        }
    ],
    "sessions": [{"id": SESSION["id"], "title": SESSION["title"], **_MEETING}],
    "sign_up": {
        "url": f"{SITE}/offers/sign-up/",
        "intro": {"html": "<p>It takes two minutes.</p>", "text": "It takes two minutes."},
        "open": True,
        "consent": "We keep your answers until the last evening.",
        "questions": [
            {
                "label": "Which evening suits you?",
                "required": True,
                "name": "evening",
                "type": "radio",
                "help": "You can change your mind later.",
                "choices": ["Tuesday", "Thursday"],
            }
        ],
    },
}
