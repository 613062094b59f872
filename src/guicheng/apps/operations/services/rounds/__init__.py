"""Checklists of estates and the rounds over them; every act is one transaction with its audit row or its events."""
