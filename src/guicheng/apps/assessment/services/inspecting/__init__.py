"""Inspections of quality: sheets, plans, and inspections from their plan to the signature; every act is audited."""
