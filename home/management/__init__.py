"""Management tasks of the front page and plain pages."""
