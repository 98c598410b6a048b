"""What people do. Siblings that never import one another: they meet by link, by data and by rule."""
