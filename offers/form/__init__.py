"""The form that a visitor fills in."""
