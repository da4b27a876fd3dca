"""What people are told, and the duties of each day."""
