"""The entries by which items are found, and the index that each database keeps of their words."""

import django.db.models.deletion
from django.db import migrations, models

# The table's own text is read when a row goes, so the triggers are all that keeps the two equal.
# A later migration that makes SQLite copy the table has to make the triggers again.
SQLITE = [
    """
    CREATE VIRTUAL TABLE publication_searchindex USING fts5(
        words, content='publication_searchentry', content_rowid='number',
        tokenize='ascii', detail=none, columnsize=0
    )
    """,
    """
    CREATE TRIGGER publication_searchentry_added AFTER INSERT ON publication_searchentry BEGIN
        INSERT INTO publication_searchindex (rowid, words) VALUES (new.number, new.words);
    END
    """,
    """
    CREATE TRIGGER publication_searchentry_removed AFTER DELETE ON publication_searchentry BEGIN
        INSERT INTO publication_searchindex (publication_searchindex, rowid, words)
        VALUES ('delete', old.number, old.words);
    END
    """,
    """
    CREATE TRIGGER publication_searchentry_changed AFTER UPDATE ON publication_searchentry BEGIN
        INSERT INTO publication_searchindex (publication_searchindex, rowid, words)
        VALUES ('delete', old.number, old.words);
        INSERT INTO publication_searchindex (rowid, words) VALUES (new.number, new.words);
    END
    """,
]
SQLITE_BACK = ["DROP TABLE publication_searchindex"]

# Making a vector is slow. So that the planner never does it for every row where a word is common,
# its cost is high, and nothing is counted about the words. Without fastupdate, what was published
# last is in the index and not in a heap beside it.
POSTGRESQL = [
    """
    CREATE FUNCTION publication_vector(words text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000
    AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$
    """,
    """
    CREATE INDEX publication_searchindex ON publication_searchentry
    USING gin (publication_vector(words)) WITH (fastupdate = off)
    """,
    "ALTER INDEX publication_searchindex ALTER COLUMN 1 SET STATISTICS 0",
]
POSTGRESQL_BACK = ["DROP INDEX publication_searchindex", "DROP FUNCTION publication_vector(text)"]


def make_index(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def remove_index(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor, by_vendor):
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("publication", "0005_fill_what_sync_needs")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="publication.contentitem",
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("published_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("words", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["number", "kind", "published_at", "item", "expires_at"],
                        name="search_entry_without_words",
                    )
                ],
            },
        ),
        migrations.RunPython(make_index, remove_index),
        migrations.RemoveField(model_name="contentitem", name="text"),
    ]
