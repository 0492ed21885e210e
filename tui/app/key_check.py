"""Errors in the keys of a config: unknown actions, texts that name no key, and keys that would do two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.binding import Binding

from tui.app.keys.facet_keys import KEYLESS, OWN_FACET, facet_binding
from tui.app.keys.keymap import keys_of
from tui.app.keys.names import KeyNameError, character_of, key_named
from tui.app.scopes import ANYWHERE, RESERVED, SCOPES, Scope, all_bindings, bindings_of
from tui.config.config import Config
from tui.text.nearest import nearest
from tui.timeline.model.facets import own_facet
from tui.timeline.reading.problems import Problem


def check_keys(config: Config) -> Iterator[Problem]:
    """Yield the problems of a config's keys."""
    known = all_bindings() | _other_facets(config.keys)
    keymap: dict[str, str] = {}
    for action, written in config.keys.items():
        if action not in known:
            close = nearest(action, known)
            remedy = f"did you mean '{close}'?" if close else "'dateline config' prints all that there are"
            yield config.problem(("keys", action), f"unknown action '{action}'", remedy)
            continue
        keys = []
        for text in written.split(","):
            try:
                keys.append(key_named(text.strip()))
            except KeyNameError as error:
                yield config.problem(("keys", action), *error.args, of_value=True)
        for key in set(keys) & RESERVED.keys():
            wrong = f"'{key}' {RESERVED[key]}, whatever has the focus"
            yield config.problem(("keys", action), wrong, "name another key", of_value=True)
        if keys and set(keys) != set(keys_of(known[action], {})):
            keymap[action] = ",".join(keys)
    reported: set[tuple[str, str]] = set()
    others = list(_other_facets(keymap).values())
    for scope in SCOPES:
        yield from _clashes(config, keymap, scope, others, reported)
        yield from _typed_keys(config, keymap, scope)


def _other_facets(actions: Iterable[str]) -> dict[str, Binding]:
    """Return the bindings, by their ids, of facets that have a key only in a config.

    These are built-in facets without a key, and facets that the file of some timeline declares.

    Args:
        actions: the ids of the bindings that the config sets.
    """
    found = {}
    for action in actions:
        spec = KEYLESS.get(action)
        if spec is None and (name := action.removeprefix(OWN_FACET)) not in ("", action):
            spec = own_facet(name, name, has_values=False)
        if spec is not None:
            found[action] = facet_binding(spec, "none")
    return found


def _clashes(
    config: Config,
    keymap: Mapping[str, str],
    scope: Scope,
    others: Sequence[Binding],
    reported: set[tuple[str, str]],
) -> Iterator[Problem]:
    """Yield keys that would do two things in a scope. Only changed bindings can clash.

    Args:
        config: the config.
        keymap: the keys of the bindings that it changes, by id.
        scope: the scope.
        others: the bindings of facets that have a key only in this config.
        reported: the actions and keys of the clashes found in earlier scopes; new ones are added.
    """
    order = list(keymap)
    actions_by_key: dict[str, list[str]] = {}
    for binding in [*scope.bindings, *(() if scope.is_alone else (*ANYWHERE.bindings, *others))]:
        for key in keys_of(binding, keymap):
            actions_by_key.setdefault(key, []).append(binding.id or "")
    for key, actions in actions_by_key.items():
        changed = sorted(set(actions) & keymap.keys(), key=order.index)
        if len(set(actions)) > 1 and changed and (changed[-1], key) not in reported:
            reported.add((changed[-1], key))
            other = next(action for action in actions if action != changed[-1])
            wrong = f"'{key}' is the key of '{other}' too"
            yield config.problem(("keys", changed[-1]), wrong, "give one of them another", of_value=True)


def _typed_keys(config: Config, keymap: Mapping[str, str], scope: Scope) -> Iterator[Problem]:
    """Yield keys that type a character in a scope instead of running an action."""
    for action in {binding.id or "" for binding in bindings_of(scope.owners[0])} & keymap.keys():
        for key in keymap[action].split(","):
            character = character_of(key)
            if character is not None and scope.is_typed(character):
                wrong = f"'{key}' is typed {scope.title[0].lower()}{scope.title[1:].partition(',')[0]}"
                remedy = "name a key that writes nothing, such as ctrl+t"
                yield config.problem(("keys", action), wrong, remedy, of_value=True)
