// The icons that the product uses, gathered from @tabler/icons into one sprite when the front end is built.
import { readFileSync } from "node:fs";

export const ICONS = [
  "alert-triangle", "arrow-back-up", "arrow-forward-up", "arrow-left", "arrow-right", "bell", "book", "calendar", "braces", "bulb", "check", "chevron-down", "circle-minus", "circle-x",
  "clock", "copy", "device-desktop", "download", "eye-check", "file-off", "file-spreadsheet", "file-text", "file-upload",
  "help-circle", "history", "hourglass", "inbox", "info-circle", "key", "keyboard", "language", "list-check",
  "list-search", "login", "logout", "menu-2", "message", "moon", "note", "player-play", "printer", "search", "shield", "shield-check",
  "sun", "table", "trash", "upload", "user", "writing", "x",
];

const SVG = /<svg[^>]*>([\s\S]*)<\/svg>/;
const BOX = /<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/;

function symbol(name) {
  const file = new URL(`../node_modules/@tabler/icons/icons/outline/${name}.svg`, import.meta.url);
  const drawing = SVG.exec(readFileSync(file, "utf8"))[1].replace(BOX, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
}

/** Emit the sprite as a hashed asset; the manifest knows it as `icons.svg`. */
export function icons() {
  return {
    name: "guicheng-icons",
    generateBundle() {
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${ICONS.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", name: "icons.svg", originalFileName: "icons.svg", source });
    },
  };
}
