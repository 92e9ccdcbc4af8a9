"""Pages that lie on their side, letters that are slanted, and what stands where on them when they are read."""

from __future__ import annotations

from converters.formats.pdf.page import Box


class Turn:
    """Turns a page by quarters of a circle so that its text is level, its lower left corner at 0, 0."""

    def __init__(self, quarters: int, crop: Box) -> None:
        self._quarters = quarters
        left, bottom, right, top = crop
        self._crop = crop
        wide, high = abs(right - left), abs(top - bottom)
        self.width, self.height = (high, wide) if quarters % 2 else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._crop
        if self._quarters == 0:
            return x - left, y - bottom
        if self._quarters == 1:  # the text goes up
            return y - bottom, right - x
        if self._quarters == 2:
            return right - x, top - y
        return top - y, x - left

    def box(self, box: Box) -> Box:
        if self._quarters == 0:
            return (box[0] - self._crop[0], box[1] - self._crop[1], box[2] - self._crop[0], box[3] - self._crop[1])
        (a, b), (c, d) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return (min(a, c), min(b, d), max(a, c), max(b, d))


def upright(box: Box, base: float, shear: float) -> Box:
    """The box of a character on a baseline without what it leans over those beside it.

    Programs slant a font that has no italics of its own: the box around such a character is wider by `shear` for each
    point of its height, and the spaces between words vanish.

    >>> upright((9.0, 97.0, 17.0, 113.0), 100.0, 0.5)
    (10.5, 97.0, 10.5, 113.0)
    """
    left, bottom, right, top = box
    return (left - shear * (bottom - base), bottom, right - shear * (top - base), top)
