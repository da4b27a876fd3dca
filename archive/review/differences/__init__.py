"""Where papers contradict each other, without the differences that have a good reason."""
