"""What reviewers look at: the text view, and later redlines, change lists and the review site."""
