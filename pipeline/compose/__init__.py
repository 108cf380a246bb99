"""Records and lines into a document; one module for each kind of document."""
