"""Filed documents: their details, editions, packages, and the originals on paper."""
