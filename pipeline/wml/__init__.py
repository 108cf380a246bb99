"""WordprocessingML itself: names, the order of children, making and reading elements."""
