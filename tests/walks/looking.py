"""How walks look at a page: by axe, by its width, by whether its words stand whole."""

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

#: English words, but not codes and names of files, that begin on one line and end on the next without a hyphen.
_CUT = """() => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const cut = new Set();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const part = text.parentElement;
    if (part.closest("code, kbd, textarea, svg, [lang=zh-CN], .unseen") || !part.checkVisibility()) continue;
    // On a phone the heading of a table is there for ears alone.
    const heading = part.closest("thead");
    if (heading && getComputedStyle(heading).position === "absolute") continue;
    for (const word of text.textContent.matchAll(/(?<![\\w./-])[A-Za-z]{4,}(?![\\w./-])/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const drawn = [...range.getClientRects()].filter((line) => line.width);
      const lines = new Set(drawn.map((line) => Math.round(line.top)));
      if (lines.size > 1) cut.add(word[0]);
    }
  }
  return [...cut];
}"""


def axe_faults(page) -> list[str]:
    """Return what axe has against a page as it stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_REPORT, TAGS)


def sideways(page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def cut_words(page) -> list[str]:
    """Return the English words of a page that a narrow column cuts in two."""
    return page.evaluate(_CUT)
