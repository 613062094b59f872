import { equal } from "node:assert/strict";
import { test } from "node:test";
import { type Press, shortcut, stepped } from "../src/lib/keys";

const press = (change: Partial<Press>): Press => ({
  key: "j", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, target: { tagName: "BODY" }, ...change,
});

test("a single letter is a shortcut outside fields", () => equal(shortcut(press({}), true), "j"));

test("a single letter in a field is text", () => {
  for (const tagName of ["INPUT", "TEXTAREA", "SELECT"]) equal(shortcut(press({ target: { tagName } }), true), null);
  equal(shortcut(press({ target: { tagName: "DIV", isContentEditable: true } }), true), null);
});

test("no key is a shortcut while an input method composes", () => {
  equal(shortcut(press({ isComposing: true }), true), null);
  equal(shortcut(press({ key: "F8", isComposing: true }), true), null);
  equal(shortcut(press({ key: "Process" }), true), null);
});

test("letters can be switched off, F8 stays", () => {
  equal(shortcut(press({}), false), null);
  equal(shortcut(press({ key: "F8" }), false), "F8");
});

test("shift tells the two ways of F8", () => {
  equal(shortcut(press({ key: "F8", shiftKey: true }), true), "Shift+F8");
});

test("keys of the browser are left to the browser", () => {
  equal(shortcut(press({ ctrlKey: true }), true), null);
  equal(shortcut(press({ metaKey: true }), true), null);
  equal(shortcut(press({ altKey: true }), true), null);
});

test("the first step lands on the first or the last thing", () => {
  equal(stepped(-1, 1, 3), 0);
  equal(stepped(-1, -1, 3), 2);
});

test("steps stop at the ends and where there is nothing", () => {
  equal(stepped(2, 1, 3), 2);
  equal(stepped(0, -1, 3), 0);
  equal(stepped(-1, 1, 0), -1);
});
