"""Reading paths, who has read what, and lessons handed to projects."""
