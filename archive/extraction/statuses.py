"""What the warm server says on its lines. Apart from it, so that the service loads no parser."""

READY = b"R"
STARTED = b"S"
EXITED = b"X"
