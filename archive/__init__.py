"""A document and knowledge archive for marketing and agency project teams."""

__version__ = "0.1.0"
