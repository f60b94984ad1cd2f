"""What tells others what the files of a publication are."""
