"""Whether a web browser can open a window here."""

from __future__ import annotations

from collections.abc import Mapping


def opens_window(environment: Mapping[str, str], platform: str) -> bool:
    """Return whether a web browser can open a window where the reader sees it.

    Over SSH, and on a text console, there is none: Python would start a browser for text over the screen of the app, or
    nothing at all.

    Args:
        environment: the variables of the process.
        platform: the operating system, as `sys.platform` names it.
    """
    if environment.get("BROWSER"):
        return True
    has_display = bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return has_display
    is_desktop = platform in ("darwin", "win32", "cygwin")
    return has_display or is_desktop or bool(environment.get("WSL_DISTRO_NAME") or environment.get("TERMUX_VERSION"))
