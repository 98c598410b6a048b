"""What the record says: found through the person asking, read into clinical values, summarised, and audited.

What several features need of a course stands here, so that no feature imports another.
"""
