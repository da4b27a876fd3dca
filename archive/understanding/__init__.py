"""Text -> facts about ONE document, each with the reason it is believed. Pure."""
