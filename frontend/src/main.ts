// Islands are mounted on data-island="<name>"; a page without scripts works the same, only less smoothly.
import "./styles/index.css";
import htmx from "htmx.org/dist/htmx.esm.js";
import { mountCells } from "./islands/cells";
import { mountEditor } from "./islands/editor";
import { mountKeys } from "./islands/keys";
import { mountList } from "./islands/list";
import { mountMenu } from "./islands/menu";
import { mountPick } from "./islands/pick";
import { mountPrints } from "./islands/prints";
import { mountReader } from "./islands/reader";
import { mountTheme } from "./islands/theme";
import { mountTrial } from "./islands/trial";
import { mountUpload } from "./islands/upload";
import { mountWaiting } from "./islands/waiting";

// The content policy allows no inline style and no code from text.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.scrollBehavior = "auto";

const ISLANDS: Record<string, (element: HTMLElement) => void> = {
  cells: mountCells,
  editor: mountEditor,
  keys: mountKeys,
  list: mountList,
  menu: mountMenu,
  // bpmn-js comes only where somebody draws.
  canvas: (element) => void import("./islands/canvas").then(({ mountCanvas }) => mountCanvas(element)),
  pick: mountPick,
  prints: mountPrints,
  // Only pages of processes load this.
  process: (element) => void import("./islands/process").then(({ mountProcess }) => mountProcess(element)),
  reader: mountReader,
  theme: mountTheme,
  trial: mountTrial,
  upload: mountUpload,
  waiting: mountWaiting,
};

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  ISLANDS[element.dataset["island"] ?? ""]?.(element);
}
document.documentElement.dataset["ready"] = "";
