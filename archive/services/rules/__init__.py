"""The naming rules in force, their history, exceptions, and trials of new ones."""
