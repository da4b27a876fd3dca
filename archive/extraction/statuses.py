"""What the service and the warm server say on their lines. Apart from it, so that the service loads no parser."""

JOB = b"J"
PARSERS = b"P"
"""Asked of the server: a child, and to load the parsers."""
LOOKING = frozenset({"kind"})
"""The tasks of a child that need no parser."""
READY = b"R"
STARTED = b"S"
EXITED = b"X"
OUT_OF_MEMORY = 12
"""The exit status of a child that ran out of memory."""
