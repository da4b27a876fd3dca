"""Money matches, surveys, access reviews, closing lists and paper originals."""
