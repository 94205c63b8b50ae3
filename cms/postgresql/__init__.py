"""PostgreSQL as the feed asks it: Django's engine, with less said on every request."""
