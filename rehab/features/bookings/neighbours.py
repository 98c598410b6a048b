"""Which branches are near which, nearest first: where to look when one's own branch has no free time."""

NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "aalborg": ("hjorring", "randers"),
    "aarhus-c": ("risskov", "randers", "horsens"),
    "amager": ("osterbro", "valby", "frederiksberg"),
    "esbjerg": ("haderslev", "vejle"),
    "frederiksberg": ("valby", "osterbro", "amager"),
    "haderslev": ("sonderborg", "vejle"),
    "herning": ("holstebro", "vejle"),
    "hillerod": ("osterbro", "roskilde"),
    "hjorring": ("aalborg",),
    "holstebro": ("herning",),
    "horsens": ("vejle", "aarhus-c"),
    "naestved": ("roskilde", "valby"),
    "odense": ("vejle", "haderslev"),
    "osterbro": ("frederiksberg", "amager", "valby"),
    "randers": ("risskov", "aarhus-c", "aalborg"),
    "risskov": ("aarhus-c", "randers"),
    "roskilde": ("valby", "frederiksberg"),
    "sonderborg": ("haderslev",),
    "valby": ("frederiksberg", "amager", "osterbro"),
    "vejle": ("horsens", "haderslev"),
}
