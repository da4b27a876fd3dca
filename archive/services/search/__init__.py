"""Search as a reader may see it, saved searches, similar documents, and what feeds the index."""
