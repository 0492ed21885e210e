"""The style sheet of a drawing of lanes: light or dark, as the reader's screen is, and light in print."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_LIGHT: Mapping[str, str] = {
    "background": "#fbfaf7",
    "band": "#f4f2ec",
    "text": "#1d2127",
    "muted": "#5f6670",
    "faint": "#a9adb2",
    "accent": "#9a4d00",
    "confirmed": "#1c6b32",
    "announced": "#1c5d99",
    "reported": "#1c5d99",
    "alleged": "#7d5700",
    "warned": "#7d5700",
    "planned": "#44586c",
    "denied": "#b3261e",
}
_DARK: Mapping[str, str] = {
    "background": "#14171c",
    "band": "#1a1e25",
    "text": "#e4e6eb",
    "muted": "#9aa1ab",
    "faint": "#4d545e",
    "accent": "#f2b266",
    "confirmed": "#8fd19e",
    "announced": "#7fb4e6",
    "reported": "#7fb4e6",
    "alleged": "#f0c05a",
    "warned": "#f0c05a",
    "planned": "#a3b8cc",
    "denied": "#ff8a80",
}


_SHAPES = (
    "text{font:12px system-ui,-apple-system,'Segoe UI','Noto Sans','Liberation Sans','DejaVu Sans',sans-serif;"
    "white-space:pre}"
    ".title{font-size:17px;font-weight:600}.count,.major,.name,.disputed{font-weight:600}"
    ".grid{stroke-width:.6;stroke-dasharray:1 3}.tick{stroke-width:1}"
    ".today{stroke-width:1.2;stroke-dasharray:5 3}.doubt{stroke-width:1.4;stroke-dasharray:1.5 3;fill:none}"
    ".mark{stroke:currentColor;stroke-width:1.6;fill:none}.full,.bar{fill:currentColor}"
    ".ragged{stroke:currentColor;stroke-width:1.4;fill:none}"
    ".link{fill:none;opacity:.4;stroke-width:1.2}.denies{stroke-width:1.8}"
    ".follows{stroke-dasharray:6 4}.part_of{stroke-dasharray:1.5 4}"
)
"""What is the same in any colours."""


def style_for(statuses: Collection[str]) -> str:
    """Return the style sheet of a drawing with events of some statuses."""
    light, dark = _colours(_LIGHT, statuses), _colours(_DARK, statuses)
    # In print the whole drawing is on one page, and light, as paper is.
    printed = f"@page{{margin:1cm}}svg{{max-height:100vh;max-width:100vw}}{light}"
    return f"{_SHAPES}{light}@media (prefers-color-scheme:dark){{{dark}}}@media print{{{printed}}}"


def _colours(colours: Mapping[str, str], statuses: Collection[str]) -> str:
    """Return the rules for some colours. They name no variables, which not all programs know."""
    rules = (
        "svg{{background:{background}}}.page{{fill:{background}}}.band{{fill:{band}}}text,.event{{fill:{text}}}"
        ".event{{color:{text}}}.muted{{fill:{muted}}}.count,.major{{fill:{accent}}}"
        ".grid{{stroke:{faint}}}.tick,.doubt{{stroke:{muted}}}.today{{stroke:{warned}}}.dense{{fill:{reported}}}"
        ".disputed{{fill:{denied}}}.denies{{stroke:{denied}}}.confirms{{stroke:{confirmed}}}"
        ".follows{{stroke:{reported}}}.part_of{{stroke:{muted}}}"
    ).format_map(colours)
    return rules + "".join(f".{status}{{color:{colours[status]}}}" for status in statuses)
