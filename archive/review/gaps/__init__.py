"""Papers that ought to be there and are not."""
