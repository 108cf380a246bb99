"""Bad and odd files as they come from many hands and programs, each with the one answer that is expected."""
