"""Pure functions that yield issues: about a document, its language, its template, its package."""
