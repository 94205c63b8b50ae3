"""What PostgreSQL does by itself by the next day."""

from django.db import connection


def vacuum() -> None:
    """Let it know what its tables hold; SQLite needs no such thing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
