import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { toUnits } from "../src/lib/codepoints";

test("plain Chinese counts alike", () => deepEqual(toUnits("每日清扫", [0, 2, 4]), [0, 2, 4]));

test("a rare character counts twice in the browser", () => deepEqual(toUnits("𠮷宅30分", [0, 1, 2, 5]), [0, 2, 3, 6]));

test("a place past the end is the end", () => deepEqual(toUnits("三", [1, 9]), [1, 1]));
