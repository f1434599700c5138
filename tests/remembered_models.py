"""Spares every test a third of its work: what the ORM derives from the models at each opening is kept for each kind of database."""

from typing import Any

from tortoise import Model
from tortoise.apps import Apps

# All that Apps._build_initial_querysets and what it calls make of a model by the kind of database (tortoise/models.py, MetaInfo).
_BY_KIND = ("filters", "db_native_fields", "db_default_fields", "db_complex_fields", "basetable", "basequery", "basequery_all_fields")  # fmt: skip
_known: dict[str, dict[type[Model], dict[str, Any]]] = {}
_derive = Apps._build_initial_querysets


def install() -> None:
    Apps._build_initial_querysets = _recall  # type: ignore[method-assign,assignment] # the library derives them anew each time


def _recall(apps: Apps) -> None:
    models = [model for app in apps.apps.values() for model in app.values()]
    dialect = models[0]._meta.db.capabilities.dialect
    if dialect not in _known or set(models) != set(_known[dialect]):
        _derive(apps)
        _known[dialect] = {model: {name: _apart(getattr(model._meta, name)) for name in _BY_KIND} for model in models}
    for model, values in _known[dialect].items():
        for name, value in values.items():
            setattr(model._meta, name, _apart(value))


def _apart(value: Any) -> Any:
    """The library empties and fills these in place."""
    return value.copy() if isinstance(value, dict | list) else value
