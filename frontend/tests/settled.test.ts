import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { type Typed, whenSettled } from "../src/lib/settled";

class Box extends EventTarget implements Typed {
  value = "";
  type(text: string): void {
    this.value = text;
    this.dispatchEvent(new Event("input"));
  }
}

test("a text is handed over once, after the last character", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [box, heard] = [new Box(), [] as string[]];
  whenSettled(box, 400, (text) => heard.push(text));
  box.type("每");
  mock.timers.tick(300);
  box.type("每日");
  mock.timers.tick(399);
  deepEqual(heard, []);
  mock.timers.tick(1);
  deepEqual(heard, ["每日"]);
});

test("nothing is handed over while an input method composes", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [box, heard] = [new Box(), [] as string[]];
  whenSettled(box, 400, (text) => heard.push(text));
  box.dispatchEvent(new Event("compositionstart"));
  box.type("ji shi");
  mock.timers.tick(5000);
  deepEqual(heard, []);
  box.value = "及时";
  box.dispatchEvent(new Event("compositionend"));
  mock.timers.tick(400);
  deepEqual(heard, ["及时"]);
});

test("a composition that begins right after a letter stops the wait of that letter", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [box, heard] = [new Box(), [] as string[]];
  whenSettled(box, 400, (text) => heard.push(text));
  box.type("应");
  box.dispatchEvent(new Event("compositionstart"));
  mock.timers.tick(1000);
  deepEqual(heard, []);
});

test("a text that came back to what it was is not handed over", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [box, heard] = [new Box(), [] as string[]];
  whenSettled(box, 400, (text) => heard.push(text));
  box.type("应");
  box.type("");
  mock.timers.tick(1000);
  deepEqual(heard, []);
});
