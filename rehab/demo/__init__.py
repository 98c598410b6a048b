"""The living demo clinic: 20 branches, 60 practitioners, 600 patients whose courses end today.

People are invented; what happens to them follows the same rules as for anybody else. The same seed and date give
the same clinic, row for row.
"""
