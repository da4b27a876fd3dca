"""Lessons, their upkeep, how they reach new projects, and reading paths."""
