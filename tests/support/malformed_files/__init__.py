"""Files that are not what they say: mutants of documents written here, a curated corpus, and their trial."""
