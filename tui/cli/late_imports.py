"""Import modules without what they import themselves, but only need later: a fifteenth of the start.

Python's pathlib, Textual and its dependencies import some modules for a single name that they call rarely. While they
are imported, stand-ins take the places of these modules.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

CALLED_LATER = {
    "difflib": {"get_close_matches"},
    "rich.panel": {"Panel"},
    "rich.table": {"Table"},
    "tempfile": {"TemporaryFile", "gettempdir"},
    "urllib.parse": {"quote_from_bytes", "urlparse"},
    "uuid": {"uuid4"},
}
"""By module: the names that are imported from it, and only called."""

FOUND_ELSEWHERE = {"textual.types": "textual._types"}
"""By module: another that has what Textual imports from it.

`textual.types` is for users of Textual, and imports half of its widgets.
"""

NOT_USED = {"ssl"}
"""Modules that need not exist: the app never speaks TLS, and asyncio can do without it."""


def import_pathlib() -> None:
    """Import pathlib, before any other module does."""
    with _stand_ins(["urllib.parse"]):
        import pathlib  # noqa: F401


def import_textual() -> None:
    """Import what an app needs of Textual."""
    with _stand_ins([*CALLED_LATER, *FOUND_ELSEWHERE, *NOT_USED]):
        import textual.app  # noqa: F401


@contextmanager
def _stand_ins(modules: Iterable[str]) -> Iterator[None]:
    """Put stand-ins in the places of modules, unless they have been imported."""
    stand_ins = {module: _stand_in(module) for module in modules if module not in sys.modules}
    sys.modules.update(stand_ins)  # type: ignore[arg-type]  # None stands for a module that cannot be imported
    try:
        yield
    finally:
        for module, stand_in in stand_ins.items():
            if sys.modules.get(module, stand_in) is stand_in:
                sys.modules.pop(module, None)


def _stand_in(module: str) -> ModuleType | None:
    if module in NOT_USED:
        return None
    return _FoundElsewhere(module) if module in FOUND_ELSEWHERE else _CalledLater(module)


class _StandIn(ModuleType):
    """A module that is imported when a name is asked for that the stand-in does not know."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system asks for some of these
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


class _CalledLater(_StandIn):
    """A module that is imported when one of its functions is called."""

    def __getattr__(self, name: str) -> Any:
        if name not in CALLED_LATER[self.__name__]:
            return super().__getattr__(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return call


class _FoundElsewhere(_StandIn):
    """A module of names that another has, which is imported anyway."""

    def __getattr__(self, name: str) -> Any:
        other = import_module(FOUND_ELSEWHERE[self.__name__])
        return getattr(other, name) if hasattr(other, name) else super().__getattr__(name)
