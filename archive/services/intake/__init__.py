"""From an upload to a filed document: reading, proposing, judging, the batch's acts, filing."""
