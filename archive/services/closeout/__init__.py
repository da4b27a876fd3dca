"""Closing a project: plan, clauses, survey, closing list, waivers, the act itself and what follows it."""
