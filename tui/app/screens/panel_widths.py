"""The widths of the panels beside the list, as the reader has set them."""

from __future__ import annotations

from tui.text.frozen import Frozen, replace

_USUAL_SHARE, _USUAL_FACETS = 55, 28
_SHARES = (20, 85)
"""The least and the greatest share of the list in percent; the detail has the rest."""
_FACETS = (16, 60)
"""The least and the greatest width of the facets in cells."""
_SHARE_STEP, _FACETS_STEP = 5, 4


class PanelWidths(Frozen):
    """The widths of the panels. The defaults are those of the style sheet."""

    share: int = _USUAL_SHARE
    """The share of the list in percent, of what list and detail have together."""
    facets: int = _USUAL_FACETS
    """The width of the facets in cells where they are beside the list; 0 hides them there."""

    @classmethod
    def parse(cls, text: str) -> PanelWidths:
        """Return widths from their text. What makes no sense is as usual."""
        share, _, facets = text.partition(" ")
        try:
            widths = cls(int(share), int(facets))
        except ValueError:
            return cls()
        is_possible = _SHARES[0] <= widths.share <= _SHARES[1]
        is_possible &= widths.facets == 0 or _FACETS[0] <= widths.facets <= _FACETS[1]
        return widths if is_possible else cls()

    def __str__(self) -> str:
        """Return the text of the widths; nothing if they are as usual."""
        return "" if self == PanelWidths() else f"{self.share} {self.facets}"

    def __bool__(self) -> bool:
        """Return whether any width is not as usual."""
        return self != PanelWidths()

    def with_share(self, share: int) -> PanelWidths:
        """Return the widths with another share of the list, as near to it as possible."""
        return replace(self, share=max(_SHARES[0], min(_SHARES[1], share)))

    def with_facets(self, facets: int) -> PanelWidths:
        """Return the widths with other facets: hidden if they would be too narrow."""
        return replace(self, facets=0 if facets < _FACETS[0] else min(_FACETS[1], facets))

    def stepped(self, panel: str, step: int) -> PanelWidths:
        """Return the widths after a step of a key.

        Args:
            panel: ``list`` or ``facets``.
            step: 1 for wider, -1 for narrower.
        """
        if panel == "list":
            return self.with_share(self.share + step * _SHARE_STEP)
        if not self.facets:
            return self.with_facets(_FACETS[0]) if step > 0 else self
        return self.with_facets(self.facets + step * _FACETS_STEP)
