"""A build, step by step: what is read, composed, checked, settled, written, and what the manifest says of it."""
