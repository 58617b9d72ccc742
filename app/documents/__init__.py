"""What a paper says, one file each, as drawings and flowables. Writes no files."""
