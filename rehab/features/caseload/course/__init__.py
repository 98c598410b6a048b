"""One course on one page, and what lies behind it: everything logged, versions, two periods, the first visit, notes."""
