"""Domain records as the values a template prints: frozen, worded, with no decision left to take."""
