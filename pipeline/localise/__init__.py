"""What a language does to a document: its words, dates, names and numbers."""
