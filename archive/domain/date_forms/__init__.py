"""The written forms of dates, one module per family; `archive.domain.dates` is the way in."""
