"""Definitions: what every number means, in the words of the registry."""

from pages.ui import choices, empty, frame, notes
from pages.ui.words import _

frame.head(_("Definitions"))
frame.answer(_("Every number has one meaning: on the pages, in the files and on the command line."))

names = notes.titles()
key = choices.select("metric", _("Number"), names, next(iter(names)), width=420)
notes.definition(key, is_whole=True)
empty.offer()
