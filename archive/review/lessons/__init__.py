"""What went well, what did not and why, and the improvement actions that follow."""
