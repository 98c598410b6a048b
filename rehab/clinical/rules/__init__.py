"""The rules F1 to F14, one function each: `(facts, today, limits)` to a reason, or None (dossier 10).

M is the median of the seven days that end on the day in question, unknown under 3 mornings. A rule that needs a
number which is unknown does not hold: silence (F12) is what speaks of missing entries. The numbers they judge by
are in `clinical.thresholds`; what beats what, and who is told, is in `clinical.rule_book`.
"""
