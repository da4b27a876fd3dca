"""The command line: `archive COMMAND`. One module per noun; commands call services, never tables."""

from archive.cli.main import main

__all__ = ["main"]
