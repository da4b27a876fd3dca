"""What the service and the warm server say on their lines. Apart from it, so that the service loads no parser."""

JOB = b"J"
PARSERS = b"P"
"""Asked of the server: a child. Asked of the nursery: to load the parsers."""
NEW_SERVER = b"N"
"""Asked of the nursery: a server, on the connection that comes with it."""
LOOKING = frozenset({"kind"})
"""The tasks of a child that need no parser."""
READY = b"R"
STARTED = b"S"
EXITED = b"X"
OUT_OF_MEMORY = 12
"""The exit status of a child that ran out of memory."""
