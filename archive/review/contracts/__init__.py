"""Contracts: parties, price, terms, what they promise in quantities and what of it was delivered."""
