"""Searches people keep, and what they were last told of them."""
