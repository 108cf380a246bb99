"""Honest files spoilt at random, and files of free bytes, read by each reader in a process of its own."""
