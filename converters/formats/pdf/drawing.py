"""The strokes that a page draws, from its path objects: thin areas, the sides of rectangles, the lines of grids."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from converters.formats.pdf.page import Box

_THIN = 2.5  # points: what is thicker in both directions is an area
_SEGMENTS = 400  # of one path that are looked at; a grid has some 100, a map thousands
STROKES = 3_000
"""Of one page; a page full of small cells has 1,300, a map or chart with more is no table."""

Matrix = tuple[float, float, float, float, float, float]


class Drawing:
    """Reads the strokes of path objects."""

    def __init__(self, raw: Any) -> None:
        """Take the functions of the library."""
        self._raw = raw
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._matrix = raw.FS_MATRIX()

    def strokes(self, path: Any, forms: tuple[Matrix, ...]) -> Iterator[Box]:
        """The strokes of a path inside of forms (the matrices of which, the innermost first): boxes on the page."""
        if not self._raw.FPDFPageObj_GetBounds(path, *self._edges):
            return
        left, bottom, right, top = (edge.value for edge in self._edges)
        if right - left <= _THIN or top - bottom <= _THIN:
            yield _placed((left, bottom, right, top), forms)
            return
        for box in self._parts(path):
            if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
                yield _placed(box, forms)

    def matrix(self, item: Any) -> Matrix:
        """How an object is placed."""
        m = self._matrix
        if not self._raw.FPDFPageObj_GetMatrix(item, m):
            return (1, 0, 0, 1, 0, 0)
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _parts(self, path: Any) -> Iterator[Box]:
        """The parts of a path that holds several: its lines if they are drawn, its areas if they are filled."""
        raw = self._raw
        count = raw.FPDFPath_CountSegments(path)
        if not 2 < count <= _SEGMENTS:
            return
        mode, drawn = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, mode, drawn)
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(path, width)
        for points in self._subpaths(path, count, self.matrix(path)):
            if drawn.value:
                half = min(width.value, _THIN) / 2
                for (x, y), (to_x, to_y) in pairwise(points):
                    yield (min(x, to_x) - half, min(y, to_y) - half, max(x, to_x) + half, max(y, to_y) + half)
            elif mode.value:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                yield (min(xs), min(ys), max(xs), max(ys))

    def _subpaths(self, path: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The points of each part of a path; of one that closes the first point comes last again."""
        raw = self._raw
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for i in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, i)
            if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points
                points = []
            points.append(_point(matrix, x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                points.append(points[0])
        if len(points) > 1:
            yield points


def _point(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _placed(box: Box, forms: tuple[Matrix, ...]) -> Box:
    """A box of a form on the page."""
    for m in forms:
        (a, b), (c, d) = _point(m, box[0], box[1]), _point(m, box[2], box[3])
        box = (min(a, c), min(b, d), max(a, c), max(b, d))
    return box
