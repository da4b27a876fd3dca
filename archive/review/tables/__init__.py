"""Tables of any layout as one shape: header, rows, columns known by words and by what their figures do."""
