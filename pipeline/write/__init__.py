"""A settled document into a .docx: the page as WordprocessingML, spliced into the shell of a template."""
