"""Search: the port, its analysis, and the Whoosh index behind it. The only package that imports Whoosh."""
