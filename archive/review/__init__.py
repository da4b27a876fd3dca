"""Facts of MANY documents -> the project review: statements with citations, contradictions, gaps. Pure."""
