"""Budget and actual by line, what is still to be paid, and contract, invoice and payment side by side."""
