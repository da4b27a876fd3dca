"""People's accounts: passwords, tokens, and the yearly look at who may see what."""
