"""What a file from outside must pass before any library sees it, and how files are written so that none is ever half there."""
