"""How we speak HTTP: who may open what, forms, pages, words, headers. Knows no feature."""
