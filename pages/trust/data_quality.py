"""Data quality: do the numbers keep their promises, what limits them, and what was set aside?"""

from pages.ui import cached, empty, frame, notes, quality
from pages.ui.words import _
from retention.metrics import coverage_notes

frame.head(_("Data quality"))
empty.stop_without_orders(_("Whether the numbers add up, what limits them, and which rows were set aside."))

findings = cached.checks()
frame.answer(quality.answer(findings))
quality.violations(findings)
quality.table(findings)
frame.label(_("What limits the numbers"))
limits = coverage_notes(cached.coverage())
notes.caveats(limits)
quality.nothing_limits(limits)
quality.rows_set_aside()
