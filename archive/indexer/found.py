"""What a term or a clause adds to the documents that one caller sees."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.indexer.byte_cache import ByteCache
from archive.indexer.codec import Weights
from archive.indexer.columns import Numbers

KEPT_BYTES: Final = 48 << 20


@dataclass(frozen=True, eq=False)
class Found:
    """Arrays that are never changed: they are kept and used again by other searches.

    `values` is what each document gains, `covers` how much of the query's mass it holds (one figure for
    all, where they hold the same), `mass` the most there is to hold, `known` what the best document of
    each project holds.
    """

    documents: Numbers
    values: Weights
    covers: Weights | np.float32
    mass: float
    known: npt.NDArray[np.float32]


FoundCache = ByteCache[Hashable, Found]


def size_of_found(found: Found) -> int:
    """Bytes, with the key and the objects themselves."""
    arrays = found.documents.nbytes + found.values.nbytes + found.known.nbytes
    return int(arrays + found.covers.nbytes) + 600
