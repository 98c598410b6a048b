"""The app on a patient's phone: it can be installed, opens without network, and sends what was logged meanwhile.

Entries go to the same addresses as the forms do. A phone that sends one from its queue says so in a header, and is told
in so many words that it is stored: being led to another page would not be proof of that.
"""

from rehab.features.offline.routes import bp as bp
