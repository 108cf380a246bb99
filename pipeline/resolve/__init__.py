"""Numbers, facts and references made literal: a document becomes a settled one."""
