"""What the demo's practitioners and patients write, by condition: first notes, later ones, and words beside a training.

`{weeks}` and `{raises}` are filled in. Each condition has texts enough that no course says the same thing twice.
"""

from dataclasses import dataclass

from rehab.content import HEEL


@dataclass(frozen=True, slots=True)
class Notes:
    """The texts of a condition: the practitioner's at the first visit and later, the patient's beside a training."""

    first: tuple[str, ...]
    later: tuple[str, ...]
    training: tuple[str, ...]


UNSURE = "Usikker på, om det hjælper. Gennemgik kurven sammen. Aftalt at holde fast fire uger mere."
ADDENDA = (
    "Ringede dagen efter: smerten er faldet til ro. Fortsætter som aftalt.",
    "Glemte at skrive: går med indlæg i arbejdsskoene.",
    "Rettelse: det er den inderste side af hælen, der er øm.",
)
ON_PLAN = "Følger programmet. Viste øvelsen, tempo rettet. Fortsætter."
SETTLED = "Lidt øm bagefter, men det faldt til ro."
NO_TIME = "Havde ikke tid til det sidste sæt."
NOTES = {
    HEEL: Notes(
        first=(
            "Igangsætningssmerter om morgenen, {weeks} uger. Øm ved tryk på hælbenets inderside. Ingen advarselstegn. "
            "Nye sko aftalt.",
            "Smerte ved de første skridt og efter pauser, {weeks} uger. Står meget på arbejdet. Råd om sko givet.",
            "{weeks} uger med hælsmerter efter øget løb. Kan tage {raises} løft på ét ben. Løb på pause indtil videre.",
        ),
        later=(
            ON_PLAN,
            "Smerten er kortere om morgenen, men kommer ved lange gåture. Vægten må op, når sidste sæt går let.",
            "Talte om belastning på arbejdet. Indlæg tilpasset. Samme program.",
            "God teknik. Kan nu tage {raises} løft på ét ben uden at smerten stiger.",
            UNSURE,
        ),
        training=(
            "Trak i læggen i sidste sæt.",
            "Gik en lang tur samme dag.",
            "Nye sko i dag.",
            "Gik let. Mere i rygsækken næste gang.",
            "Stod meget på arbejdet.",
            SETTLED,
            NO_TIME,
        ),
    ),
    "achilles_tendinopathy": Notes(
        first=(
            "Smerte midt på achillessenen, {weeks} uger, værst ved løb. Stiv om morgenen. Ingen advarselstegn. "
            "Hælløft prøves.",
            "{weeks} uger med smerte i senen efter øget løb. Øm 4 cm over hælbenet. Kan tage {raises} løft på ét ben.",
        ),
        later=(
            ON_PLAN,
            "Stivheden om morgenen er kortere. Løb inden for smertelyset aftalt, to gange om ugen.",
            "Hælløft beholdes fire uger mere. Samme program.",
            "God teknik. Kan nu tage {raises} løft på ét ben uden at smerten stiger.",
            UNSURE,
        ),
        training=("Stram i senen i første sæt.", "Løb en kort tur samme dag.", "Gik let.", SETTLED, NO_TIME),
    ),
    "golfers_elbow": Notes(
        first=(
            "Smerte på indersiden af albuen, {weeks} uger, ved greb og løft. Ingen føleforstyrrelser. "
            "Viste øvelsen med gummistang.",
            "{weeks} uger med albuesmerter efter meget havearbejde. Øm ved den indre knyst. Råd om greb givet.",
        ),
        later=(
            ON_PLAN,
            "Griber lettere om værktøjet nu. Smerten kommer stadig ved tunge løft. Samme program.",
            "Gik op i en stivere gummistang. Fortsætter dagligt.",
            "Kan holde en fuld kande uden smerte. Spil to gange om ugen aftalt.",
            UNSURE,
        ),
        training=("Spillede ni huller i går.", "Øm efter havearbejde.", "Gik let.", SETTLED, NO_TIME),
    ),
    "flat_foot": Notes(
        first=(
            "Smerte bag den indre ankelknyst, {weeks} uger, ved gang. Svangen er lav, men bevægelig. Indlæg bestilt.",
            "{weeks} uger med smerte langs svangen. Kan tage {raises} løft på ét ben. Indlæg og sko gennemgået.",
        ),
        later=(
            ON_PLAN,
            "Bruger indlæg hele dagen. Kan gå længere, før det gør ondt.",
            "Stivere elastik fra i dag. Samme antal.",
            "Kan nu tage {raises} løft på ét ben uden at smerten stiger.",
            UNSURE,
        ),
        training=("Gik en lang tur samme dag.", "Stod meget på arbejdet.", "Gik let.", SETTLED, NO_TIME),
    ),
}
CHANGES = {
    "T2": "Smerten tiltager ved gang. Skiftet til Udviklingsfasen, 3 × 12 RM. Første træning lavet sammen.",
    "T3": "Ikke den bedring, vi håbede på. Skiftet til det lange, selvdoserede program. Egen læge orienteret.",
    "T4": "Morgensmerten er lav og stabil. Skiftet til vedligehold. Ses igen om otte uger.",
    "SIL2": "Klarer alle gentagelser på gulvet. Skiftet til trinkant. Første træning lavet sammen.",
    "fewer_sets": "Øm dagen efter træning. Et sæt færre de næste uger, samme vægt.",
    "longer_rest": "Når ikke alle løft i tempo. Tre minutters pause mellem sættene.",
    "toes": "Finder ikke den korte fod. Tåspredning med elastik lagt til, prøvet sammen.",
    "calf_stretch": "Strammer i læggen ved dorsalfleksion. Lægstræk lagt til.",
    "flare": "Opblussen efter en lang dag på benene. Rolig uge aftalt, derefter tilbage til tung træning.",
    "side": "Forløbet var oprettet på den forkerte fod. Rettet, og de første morgener er flyttet.",
}
LAST = "Går uden smerte til hverdag. Forløbet afsluttes, og øvelserne fortsætter to gange om ugen."
