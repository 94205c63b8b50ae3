"""Support offers, their sessions and their sign-up forms."""
