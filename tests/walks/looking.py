"""How walks look at a page: by axe, by its width."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: Tags of WCAG 2.2 AA and of what axe holds to be good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What the sample manual is called once it is read.
NAME = "青禾物业服务标准手册.docx"
SAMPLE = ROOT / "src" / "guicheng" / "library" / "samples" / "qinghe-manual.docx"

_REPORT = """async (tags) => {
  const rules = { "target-size": { enabled: true } };
  // What passed is not told, and no rule that runs here needs files fetched anew.
  const wanted = { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"], preload: false };
  const found = await axe.run(document, wanted);
  const shown = (fault) => fault.nodes.slice(0, 3).map((node) => node.html).join(" | ");
  return found.violations.map((fault) => `${fault.id}: ${shown(fault)}`);
}"""


def axe_faults(page) -> list[str]:
    """Return what axe has against a page as it stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_REPORT, TAGS)


def sideways(page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
