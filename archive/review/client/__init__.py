"""What the client said and how satisfied the client was."""
