"""The access scope inside the index: a document is visible when it carries a token the caller holds.

Everything a search answers is computed from the mask made here. A scope without tokens sees nothing:
the mask starts out false everywhere and tokens only ever add to it.
"""

from __future__ import annotations

import numpy as np

from archive.domain.access import AccessScope
from archive.indexer.columns import Mask
from archive.indexer.schema import ACCESS
from archive.indexer.segment_view import SegmentView


def scope_mask(view: SegmentView, scope: AccessScope) -> Mask:
    """Which documents of the segment the scope sees."""
    mask: Mask = np.zeros(view.size, bool)
    for token in scope.tokens:
        documents, _ = view.postings(ACCESS, token)
        mask[documents] = True
    return mask
