"""Queries that are compiled once in a process, and then run with other values.

For what is asked on every request: to build and compile such a query takes Django ten times as
long as the database takes to answer it, and to plan it takes PostgreSQL three times as long.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Expression, Field, Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

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


class _Compiled(Generic[Row]):
    """A compiled query. Gives what the database answers."""

    def __init__(self, rows: "QuerySet[Row, Any]", unread: Collection[int] = ()) -> None:
        """Compile it. Columns at the places in `unread` come as the database has them."""
        self._compiler = rows.query.get_compiler(connection=connection)
        self._sql, self._parameters = self._compiler.as_sql()
        self._given = [each for each in set(self._parameters) if isinstance(each, Given)]
        self._has_run = False
        columns = [column for column, *_ in self._compiler.select]
        converters = self._compiler.get_converters(columns)
        self._converters = {at: each for at, each in converters.items() if at not in unread}

    def _found(self, given: dict[str, Any]) -> Iterable[Sequence[Any]]:
        adapted = {each: each.adapted(given[each.name]) for each in self._given}
        parameters = [adapted.get(each, each) for each in self._parameters]
        ask = connection.cursor
        if self._has_run and not connection.queries_logged:
            ask = getattr(connection, "prepared_cursor", ask)  # PostgreSQL's: cms.postgresql
        self._has_run = True
        with ask() as cursor:
            cursor.execute(self._sql, parameters)
            found: Iterable[Sequence[Any]] = cursor.fetchall()
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        return found


class Statement(_Compiled[Row]):
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
        left = {at for at, name in enumerate(self._names) if name in unread}
        super().__init__(rows.values_list(*self._names), left)

    def rows(self, **given: Any) -> Iterator[Row]:
        """Run it with these values, and give its rows, which lack what was not asked for."""
        for values in self._found(given):
            # What `from_db()` does, without the signals: they cost more than the query.
            row = self._model.__new__(self._model)
            row._state = ModelState()
            row._state.adding = False
            row.__dict__.update(zip(self._names, values, strict=True))
            yield row


class WholeRows(_Compiled[Row]):
    """A compiled query for whole rows, with what they are read with by `select_related()`."""

    def __init__(self, rows: "QuerySet[Row]") -> None:
        """Compile it."""
        super().__init__(rows)
        select, found = self._compiler.select, self._compiler.klass_info
        self._part = slice(found["select_fields"][0], found["select_fields"][-1] + 1)
        self._names = [column.target.attname for column, *_ in select[self._part]]
        self._model = found["model"]
        self._related = get_related_populators(found, select, connection.alias)  # type: ignore[call-arg] # typed as in Django 6
        self._annotations = dict(self._compiler.annotation_col_map or {})

    def rows(self, **given: Any) -> Iterator[Row]:
        """Run it with these values, and give its rows, as a query set does."""
        for values in self._found(given):
            row = self._model.from_db(connection.alias, self._names, values[self._part])
            for related in self._related:
                related.populate(values, row)
            for name, at in self._annotations.items():
                setattr(row, name, values[at])
            yield row
