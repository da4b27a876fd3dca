"""What runs behind the pages: jobs, duties, notices, mail, and the names of entries."""
