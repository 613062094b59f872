"""A dossier says line by line what its sheets hold, and nothing for a sheet that it lacks."""

from __future__ import annotations

from guicheng.domain.evidence.dossier import SHEETS, Dossier, Exhibit, Statement


def test_a_sheet_is_read_line_by_line_in_its_order():
    lines = (Statement("08:11 报修", {"kind": "report"}), Statement("08:40 到场", {"kind": "arrive"}))
    photo = Exhibit(kept="0" * 64, data=b"JPEG", small=None, label="漏水处 08:42")
    dossier = Dossier("工单 20261128-001", "清河物业", "2026-11-28 18:40", {"events": lines}, (photo,))
    assert dossier.rows("events") == ({"kind": "report"}, {"kind": "arrive"})
    assert [dossier.rows(sheet) for sheet in SHEETS if sheet != "events"] == [()] * (len(SHEETS) - 1)
    assert dossier.exhibits == (photo,)
