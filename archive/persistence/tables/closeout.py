"""Closing a project: duties, waivers, packages."""
