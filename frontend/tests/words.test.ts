import { equal } from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../src/lib/words";

test("fields are filled in, and a field without a value stays to be seen", () => {
  equal(fill("“{name}” has {size} MB", { name: "手册.docx", size: 40 }), "“手册.docx” has 40 MB");
  equal(fill("{left} stays", {}), "{left} stays");
});

test("what looks like a field inside a value is not filled again", () => {
  equal(fill("{name} and {size}", { name: "{size}", size: 3 }), "{size} and 3");
});
