"""Queries that are compiled once in a process, and then run with other values.

For what is asked on every request: to build and compile such a query takes Django ten times as
long as the database takes to answer it, and to plan it takes PostgreSQL three times as long.
"""

from collections.abc import Collection, Iterator
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Expression, Field, Model, QuerySet
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)


class Given(Expression):
    """Stands in a query for a value that is given each time the query runs."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        """Take the name to give the value by, and its type."""
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Leave room for the value: the expression itself keeps its place."""
        return "%s", [self]

    def adapted(self, value: Any) -> Any:
        """Give a value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


#: The moment of asking.
MOMENT = Given("moment", DateTimeField())


class Statement(Generic[Row]):
    """A compiled query for some columns and annotations of a model's rows.

    Those in `unread` come as the database has them: SQLite, for one, has only text for a moment
    or an id, and to read that takes longer than to find it.
    """

    def __init__(self, rows: "QuerySet[Row]", *names: str, unread: Collection[str] = ()) -> None:
        """Compile it."""
        self._model = rows.model
        order = [field.attname for field in self._model._meta.concrete_fields]
        fields = sorted(set(order).intersection(names), key=order.index)
        self._names = [*fields, *(name for name in names if name not in fields)]
        chosen = rows.values_list(*self._names)
        self._compiler = chosen.query.get_compiler(connection=connection)
        self._sql, self._parameters = self._compiler.as_sql()
        self._given = [each for each in set(self._parameters) if isinstance(each, Given)]
        self._has_run = False
        columns = [column for column, *_ in self._compiler.select]
        self._converters = {
            place: converter
            for place, converter in self._compiler.get_converters(columns).items()
            if self._names[place] not in unread
        }

    def rows(self, **given: Any) -> Iterator[Row]:
        """Run it with these values, and give its rows, which lack what was not asked for."""
        adapted = {each: each.adapted(given[each.name]) for each in self._given}
        parameters = [adapted.get(each, each) for each in self._parameters]
        ask = connection.cursor
        if self._has_run and not connection.queries_logged:
            ask = getattr(connection, "prepared_cursor", ask)  # PostgreSQL's: cms.postgresql
        self._has_run = True
        with ask() as cursor:
            cursor.execute(self._sql, parameters)
            found = cursor.fetchall()
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        for values in found:
            # What `from_db()` does, without the signals: they cost more than the query.
            row = self._model.__new__(self._model)
            row._state = ModelState()
            row._state.adding = False
            row.__dict__.update(zip(self._names, values, strict=True))
            yield row
