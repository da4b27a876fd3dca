"""The sources of one review, sorted by what they may be believed for, and the papers they ask for."""
