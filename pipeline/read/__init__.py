"""Files into values: workbooks, fragments, language packs and template parts, everything with its place."""
