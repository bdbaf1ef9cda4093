"""The one JSON Schema of an article and what is derived from it: item validation and MongoDB's ``$jsonSchema``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

SCHEMA_VERSION = 1
"""Stored in every article; raised by a migration together with the file."""

_FILE = Path(__file__).with_name("article.schema.json")
_VALUE_SHOWN = 60  # characters of a wrong value that a reason quotes

# Keywords of the file that MongoDB either does not know or refuses (https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/).
_NOT_IN_MONGO = {"$schema", "$id", "$defs", "format", "x-not-before"}
_BSON_TYPES = {
    "boolean": ("bool",),
    "integer": ("int", "long"),
    "string": ("string",),
    "array": ("array",),
    "object": ("object",),
}


@cache
def load() -> dict[str, Any]:
    """The schema file as a dictionary; do not change it."""
    schema: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return schema


@cache
def validator() -> Validator:
    """A jsonschema validator for the content of an article as Python objects (dates are ``datetime``)."""
    keywords = {"bsonType": _check_bson_type, "x-not-before": _check_not_before}
    cls: type[Validator] = extend(Draft202012Validator, keywords)  # type: ignore[no-untyped-call]
    return cls(load())


def reasons(content: Mapping[str, Any]) -> list[str]:
    """What is wrong with ``content``, a sorted list of ``field: what is wrong``; empty if nothing is."""
    return sorted({_reason(error) for error in validator().iter_errors(dict(content))})


def mongo_schema() -> dict[str, Any]:
    """The same rules, and those for what the store adds, in the dialect of MongoDB's ``$jsonSchema``."""
    schema = load()
    stored = schema["$defs"]["stored"]
    whole = {
        **schema,
        "required": [*schema["required"], *stored["required"]],
        "properties": {**schema["properties"], **stored["properties"]},
    }
    translated: dict[str, Any] = _translate(whole)
    return translated


def _translate(node: Any) -> Any:
    """One node of the schema in MongoDB's dialect: references inlined, BSON types, unknown keywords dropped."""
    if isinstance(node, list):
        return [_translate(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        node = {**load()["$defs"][node["$ref"].rpartition("/")[2]], **node}
    result: dict[str, Any] = {}
    for keyword, value in node.items():
        if keyword == "$ref" or keyword in _NOT_IN_MONGO:
            continue
        if keyword == "properties":
            result[keyword] = {name: _translate(part) for name, part in value.items()}
        elif keyword == "type":
            names = [value] if isinstance(value, str) else value
            result["bsonType"] = [bson for name in names for bson in _BSON_TYPES.get(name, (name,))]
        elif keyword in ("enum", "required"):
            result[keyword] = value
        else:
            result[keyword] = _translate(value)
    return result


def _check_bson_type(_: Validator, allowed: str | list[str], value: Any, __: Any) -> Iterator[ValidationError]:
    """``bsonType`` of the file: only dates use it, because JSON has no type for them."""
    names = [allowed] if isinstance(allowed, str) else allowed
    if value is None and "null" in names:
        return
    if not isinstance(value, datetime):
        yield ValidationError("is missing" if value is None else "is not a date")
    elif value.utcoffset() is None:
        yield ValidationError("has no time zone")


def _check_not_before(_: Validator, earliest: str, value: Any, __: Any) -> Iterator[ValidationError]:
    """``x-not-before``: a date before the Vietnamese web existed is a misreading."""
    if isinstance(value, datetime) and value.utcoffset() is not None and value < datetime.fromisoformat(earliest):
        yield ValidationError(f"{value.date().isoformat()} is before {earliest[:10]}")


def _reason(error: ValidationError) -> str:
    """One error as ``field: what is wrong``, short enough for a log line."""
    field = ".".join(str(part) for part in error.absolute_path)
    if error.validator == "required":
        # One error per absent name; the name is quoted first in jsonschema's message.
        missing = error.message.split("'")[1]
        return f"{field + '.' if field else ''}{missing}: is missing"
    if error.validator == "anyOf":
        return "body: is empty, and there are no images or attachments"
    return f"{field}: {_wrong(error)}"


def _wrong(error: ValidationError) -> str:
    value: Any = error.instance
    rule: Any = error.validator_value
    match error.validator:
        case "type":
            names = " or ".join([rule] if isinstance(rule, str) else rule)
            return "is missing" if value is None else f"is a {type(value).__name__}, not {names}"
        case "minLength":
            return f"is shorter than {rule} characters" if value else "is empty"
        case "maxLength":
            return f"is longer than {rule} characters ({len(value)})"
        case "pattern" if not value.strip():
            return "is empty"
        case "pattern" | "enum":
            shown = repr(value if not isinstance(value, str) else value[:_VALUE_SHOWN])
            return f"{shown} is not one of {rule}" if error.validator == "enum" else f"{shown} has the wrong form"
        case "minimum":
            return f"{value} is less than {rule}"
        case _:
            return error.message
