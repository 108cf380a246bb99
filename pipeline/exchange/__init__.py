"""What goes out to translators and comes back: catalogues; hand-offs for their tools will stand beside them."""
