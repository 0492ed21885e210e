"""The values of YAML, as the readers and as editors take them."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tui.timeline.reading.schema import NULLS

_Loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _Texts(_Loader):  # type: ignore[misc]  # one of two, both without types
    """Takes every value for a text, as the readers do, but for a plain null."""


class _Core(_Loader):  # type: ignore[misc]
    """Takes values by the core schema of YAML 1.2, as editors do."""


def _add(loader: Any, tag: str, pattern: str, first: str) -> None:
    loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


for _loader in (_Texts, _Core):
    _loader.yaml_implicit_resolvers = {}
_loader_nulls = "|".join(map(re.escape, sorted(NULLS)))
for _loader in (_Texts, _Core):
    _add(_loader, "null", _loader_nulls, "~nN")
    _loader.yaml_implicit_resolvers[""] = [("tag:yaml.org,2002:null", re.compile("^$"))]
_add(_Core, "bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_add(_Core, "int", "[-+]?[0-9]+", "-+0123456789")
_add(_Core, "float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789")


def _integer(loader: Any, node: Any) -> int:
    return int(loader.construct_scalar(node))


def _float(loader: Any, node: Any) -> float:
    return float(loader.construct_scalar(node))


_Core.add_constructor("tag:yaml.org,2002:int", _integer)
_Core.add_constructor("tag:yaml.org,2002:float", _float)


def as_texts(text: str) -> Any:
    """Return the value of a YAML text, its scalars as texts."""
    return _with_text_keys(yaml.load(text, Loader=_Texts))


def as_in_editors(text: str) -> Any:
    """Return the value of a YAML text, its scalars as the numbers and truth values that an editor sees."""
    return _with_text_keys(yaml.load(text, Loader=_Core))


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _with_text_keys(item) for key, item in value.items()}
    return [*map(_with_text_keys, value)] if isinstance(value, list) else value


def _key(key: Any) -> str:
    return "null" if key is None else str(key)
