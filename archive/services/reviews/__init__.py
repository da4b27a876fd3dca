"""The project review of every group of readers: built, edited, approved."""
