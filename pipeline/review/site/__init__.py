"""The review site: static pages that open from a folder, without network and, but for comfort, without script."""
