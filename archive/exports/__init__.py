"""What leaves the archive: the review as .docx, a project as ZIP."""
