"""The recogniser with its models, and the ruled lines of a page. Loaded by the worker when it is shut in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from rapidocr import RapidOCR

from archive.extraction.layout.scan import Recognised, tilt
from archive.extraction.layout.spacing import spaced

_SURE = 0.8
_PLAINLY = 1.2
_EVEN = 2.5
"""In shades of 256, over a grid of 48 by 48 fields."""

Image = NDArray[np.uint8]
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class Engine:
    """The recogniser with its models."""

    def __init__(self, threads: int) -> None:
        onnxruntime.disable_telemetry_events()
        onnxruntime.set_default_logger_severity(3)  # it warns of devices it may not look for
        cv2.setNumThreads(threads)
        self._engine = RapidOCR(
            params={
                "Global.use_cls": False,  # measured: with it, Traditional characters get worse
                "Global.log_level": "error",
                "Global.return_word_box": True,
                "Global.return_single_char_box": True,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    @staticmethod
    def image(pixels: bytes, width: int, height: int) -> Image:
        """The page as the recogniser takes it, from red, green and blue bytes."""
        return np.frombuffer(pixels, np.uint8).reshape(height, width, 3)[:, :, ::-1].copy()

    def load(self) -> None:
        """Load every model now; they are loaded on first use otherwise, while a page waits."""
        sample = np.full((256, 256, 3), 255, np.uint8)
        cv2.putText(sample, "12345", (8, 150), cv2.FONT_HERSHEY_SIMPLEX, 2.5, (0, 0, 0), 5)
        self._lines(sample)

    def page(self, image: Image) -> dict[str, Any]:
        """Lines with their corners, rules, the tilt, and the turn (clockwise) that made it readable."""
        turn, (lines, score) = 0, self._lines(image)
        lying = _mostly_upright(lines)
        # lines of a lying page are found, but which end of the page is up is not known; upside down they
        # are found too, and read badly
        others = (90, 270) if lying else (180,) if 0 < score < _SURE else ()
        best = 0.0 if lying else _weight(lines, score) * _PLAINLY
        for other in others:
            found = self._lines(_turned(image, other))
            if _weight(*found) > best:
                turn, (lines, score), best = other, found, _weight(*found)
        upright = _turned(image, turn)
        angle = tilt(lines)
        return {
            "turn": turn,
            "angle": angle,
            "score": score,
            "blank": not lines and even(image),
            "lines": [[line.text, line.quad, line.em] for line in lines],
            "rules": rules(_straightened(upright, angle)),
        }

    def _lines(self, image: Image) -> tuple[list[Recognised], float]:
        found: Any = self._engine(image)
        if found.boxes is None or not found.txts:
            return [], 0.0
        letters_of = found.word_results or [()] * len(found.txts)
        lines = [
            _line(text, box, words)
            for text, box, words in zip(found.txts, found.boxes, letters_of, strict=True)
        ]
        letters = sum(map(len, found.txts)) or 1
        score = sum(s * len(t) for s, t in zip(found.scores, found.txts, strict=True)) / letters
        return lines, float(score)


def _line(text: str, box: Any, words: Any) -> Recognised:
    """A line with its spaces restored and its letters measured."""
    quad = tuple((float(x), float(y)) for x, y in box)
    corner, along = quad[0], (quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])
    length = max(float(np.hypot(*along)), 1.0)
    centres = []
    for word, _, corners in words:
        for x, y in [np.mean(np.asarray(corners, float), axis=0)] * (len(word) == 1):
            centres.append(((x - corner[0]) * along[0] + (y - corner[1]) * along[1]) / length)
    height = float(np.hypot(quad[3][0] - quad[0][0], quad[3][1] - quad[0][1]))
    restored, em = spaced(text, centres, height)
    return Recognised(restored, quad, em)


def _turned(image: Image, turn: int) -> Image:
    """The page turned clockwise."""
    return image if not turn else np.ascontiguousarray(cv2.rotate(image, _TURNS[turn]), np.uint8)


def _weight(lines: Sequence[Recognised], score: float) -> float:
    return score * sum(len(line.text) for line in lines)


def _mostly_upright(lines: Sequence[Recognised]) -> bool:
    """Whether most text stands in boxes higher than wide: the page lies on its side."""
    letters = tall = 0
    for line in lines:
        (x0, y0), (x1, _), (_, y2), _ = line.quad
        letters += len(line.text)
        if len(line.text) > 2 and y2 - y0 > 1.5 * (x1 - x0):
            tall += len(line.text)
    return tall > 0.5 * letters > 0


def _straightened(image: Image, angle: float) -> Image:
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(np.degrees(angle)), 1.0)
    return np.asarray(
        cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255)), np.uint8
    )


def even(image: Image) -> bool:
    """Whether a page is of one colour but for its margins: an empty sheet, with the grain of its paper."""
    height, width = image.shape[:2]
    inner = image[height // 16 : height - height // 16, width // 16 : width - width // 16]
    grey = cv2.cvtColor(inner, cv2.COLOR_BGR2GRAY)
    return float(cv2.resize(grey, (48, 48), interpolation=cv2.INTER_AREA).std()) < _EVEN


def rules(image: Image) -> list[tuple[bool, float, float, float]]:
    """Straight level and upright lines of a page put straight: (horizontal, at, start, end)."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12
    )
    height, width = grey.shape
    found: list[tuple[bool, float, float, float]] = []
    for horizontal in (True, False):
        length = max(30, (width if horizontal else height) // 40)
        kernel = np.ones((1, length) if horizontal else (length, 1), np.uint8)
        # lines waver by a pixel: thickened across before the long opening
        thick = cv2.dilate(ink, np.ones((3, 1) if horizontal else (1, 3), np.uint8))
        opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel)
        _, _, boxes, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
        for x, y, across, down, _ in boxes[1:].tolist():
            if horizontal and across >= length and down < 0.2 * across + 8:
                found.append((True, y + down / 2, float(x), float(x + across)))
            elif not horizontal and down >= length and across < 0.2 * down + 8:
                found.append((False, x + across / 2, float(y), float(y + down)))
    return found[:4000]
