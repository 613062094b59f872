import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { alike, completed, emptyRow, inserted, isBlank, isStep, moved, pasted, removed, type Row, settled, sheetCells, Steps } from "../src/lib/rows";

const row = (name: string, more: Partial<Row> = {}): Row => ({ ...emptyRow(), name, ...more });
const names = (rows: readonly Row[]): string[] => rows.map((each) => each.name);
const three = [row("甲"), row("乙"), row("丙")];

test("a row moves by one place and stops at the ends", () => {
  deepEqual(names(moved(three, 1, -1)), ["乙", "甲", "丙"]);
  deepEqual(names(moved(three, 1, 1)), ["甲", "丙", "乙"]);
  deepEqual(names(moved(three, 0, -1)), ["甲", "乙", "丙"]);
  deepEqual(names(moved(three, 2, 1)), ["甲", "乙", "丙"]);
});

test("rows come in and go out where they are told to", () => {
  deepEqual(names(inserted(three, 1, row("丁"))), ["甲", "丁", "乙", "丙"]);
  deepEqual(names(removed(three, 1)), ["甲", "丙"]);
});

test("a row without a name is no step, one without any text is blank", () => {
  equal(isStep(row(" ")), false);
  equal(isBlank(row(" ")), true);
  equal(isBlank(row("", { post: "客服" })), false);
});

test("cells of a sheet are told from a text, with line breaks in quoted ones", () => {
  equal(sheetCells("一行\n两行"), null);
  deepEqual(sheetCells('派单\t客服\r\n"急→4\n缓→5"\t"写""急"""\r\n'), [["派单", "客服"], ["急→4\n缓→5", '写"急"']]);
});

test("pasted cells go down and to the right, and rows are added where none are left", () => {
  const found = pasted([row("甲")], 0, "post", [["客服", " 5分钟 "], ["维修工", "30分钟"]]);
  deepEqual(found.map((each) => [each.name, each.post, each.limit]), [["甲", "客服", "5分钟"], ["", "维修工", "30分钟"]]);
  deepEqual(pasted([], 0, "clauses", [["KF-01/1", "beyond"]])[0]?.clauses, "KF-01/1");
});

test("ids and numbers of the service reach the rows, and what was typed since stays", () => {
  const sent = [row("甲", { id: "a", number: "1" }), row(""), row("乙")];
  const saved = [row("甲", { id: "a", number: "1" }), row("乙", { id: "b", number: "2" })];
  const now = [row("甲了", { id: "a", number: "9" }), row(""), row("乙了")];
  deepEqual(settled(now, sent, saved).map((each) => [each.id, each.number, each.name]), [["a", "9", "甲了"], ["", "", ""], ["b", "2", "乙了"]]);
});

test("a row that moved while it was being saved keeps its own id", () => {
  const sent = [row("甲", { id: "a", number: "1" }), row("乙", { id: "b", number: "2" })];
  const now = [sent[1]!, sent[0]!];
  deepEqual(settled(now, sent, sent).map((each) => [each.id, each.name]), [["b", "乙"], ["a", "甲"]]);
});

test("changes are taken back and done again, until a new one is made", () => {
  const steps = new Steps<string>(2);
  equal(steps.undo("1"), null);
  for (const before of ["1", "2", "3"]) steps.keep(before);
  equal(steps.undo("4"), "3");
  equal(steps.redo("3"), "4");
  equal(steps.undo("4"), "3");
  steps.keep("3");
  equal(steps.redo("5"), null);
  equal(steps.undo("5"), "3");
  equal(steps.undo("3"), "2");
  equal(steps.undo("2"), null);
});

test("tables are alike by what they say, not by ids or rows that say nothing", () => {
  equal(alike([row("甲", { id: "a" }), row("")], [row(" 甲")]), true);
  equal(alike([row("甲")], [row("甲", { limit: "5分钟" })]), false);
});

test("rows of the service have a cell in every column, also where it left one out", () => {
  const [{ form: _form, ...said }] = [row("甲", { id: "a", limit: "5分钟" })] as const;
  deepEqual(completed([said]), [row("甲", { id: "a", limit: "5分钟" })]);
  equal(alike(completed([said]), [row("甲", { limit: "5分钟" })]), true);
});
