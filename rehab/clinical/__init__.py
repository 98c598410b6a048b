"""What is true: the clinical rules, pure and small enough for a clinician to sign off.

Standard library only. No clock, no database, no text of the screens: dates are handed in, results are values.
Each rule says in plain words what it does and where it comes from; "dossier" is the clinical dossier of the
project, and [D] marks a choice made there or here rather than a published fact.
"""
