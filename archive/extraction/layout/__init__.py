"""From letters on a page to what a reader sees: rows, tables, paragraphs, headings.

Shared by PDF text and recognised pictures. Every length is in the page's own unit (points or
pixels), measured from the top left corner of the page as it is shown.
"""
