"""Results against targets, and milestones planned against actual."""
