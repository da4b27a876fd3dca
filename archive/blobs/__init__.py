"""Content-addressed files: put once, open, check. The name on disk is the SHA-256 of the bytes."""

from archive.blobs.local import Blob, LocalBlobStore

__all__ = ["Blob", "LocalBlobStore"]
