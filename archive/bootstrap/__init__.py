"""Putting the archive together: the only place that names every concrete class."""

from __future__ import annotations

from archive.bootstrap.assembly import Services, build_services

__all__ = ("Services", "build_services")
