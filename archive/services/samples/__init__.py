"""The sample projects of a first visit."""
