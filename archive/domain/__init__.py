"""The words of the archive as values: pure, no input or output, no third-party import."""
