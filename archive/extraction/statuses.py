"""What the warm server says on its lines. Apart from it, so that the service loads no parser."""

READY = b"R"
STARTED = b"S"
EXITED = b"X"
OUT_OF_MEMORY = 12
"""The exit status of a child that ran out of memory."""
