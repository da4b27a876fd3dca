"""Use cases, one class a module. They check access, hold transactions together and know no Flask."""
