import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { type Answer, Saving, type Say } from "../src/lib/saving";

/** A desk whose clock is turned by hand and whose service answers as told. */
function desk(answers: (Answer | Error)[]) {
  const said: Say[] = [];
  const sent: [string, number][] = [];
  const timers: { act: () => void; wait: number }[] = [];
  let kept: string | null = null;
  return {
    said, sent, timers,
    get kept() { return kept; },
    send: async (text: string, revision: number): Promise<Answer> => {
      sent.push([text, revision]);
      const answer = answers.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error("no answer");
      return answer;
    },
    keep: (text: string | null) => { kept = text; },
    say: (state: Say) => { said.push(state); },
    clock: {
      set: (act: () => void, wait: number) => timers.push({ act, wait }),
      clear: () => { timers.length = 0; },
    },
  };
}

test("typing is sent once it rests, over the revision that was seen", async () => {
  const at = desk([{ kind: "saved", revision: 8 }]);
  const saving = new Saving(at, "及时到场", 7);
  saving.changed("30分");
  saving.changed("30分钟内到场");
  equal(at.timers.length, 1);
  await saving.flush();
  deepEqual(at.sent, [["30分钟内到场", 7]]);
  deepEqual(at.said.slice(-2), ["saving", "saved"]);
  equal(at.kept, null);
});

test("a text that went back to what was saved is not sent", async () => {
  const at = desk([]);
  const saving = new Saving(at, "原文", 1);
  saving.changed("改");
  saving.changed("原文");
  await saving.flush();
  deepEqual(at.sent, []);
  equal(at.kept, null);
});

test("without an answer the text stays kept and is sent again, waiting longer each time", async () => {
  const at = desk([new Error("offline"), new Error("offline"), { kind: "saved", revision: 2 }]);
  const saving = new Saving(at, "旧", 1);
  saving.changed("新");
  await saving.flush();
  equal(at.kept, "新");
  equal(at.timers[0]?.wait, 3000);
  await saving.flush();
  equal(at.timers[0]?.wait, 6000);
  await saving.flush();
  equal(at.kept, null);
  equal(saving.unsaved, false);
});

test("what was typed while a text was under way is sent after it", async () => {
  const at = desk([{ kind: "saved", revision: 2 }, { kind: "saved", revision: 3 }]);
  const saving = new Saving(at, "一", 1);
  saving.changed("二");
  const first = saving.flush();
  saving.changed("三");
  await first;
  equal(at.kept, "三");
  await saving.flush();
  deepEqual(at.sent, [["二", 1], ["三", 2]]);
});

test("after somebody else saved first nothing is sent until a person decides", async () => {
  const at = desk([{ kind: "stale", revision: 5, present: "李工的话" }, { kind: "saved", revision: 6 }]);
  const saving = new Saving(at, "原文", 4);
  saving.changed("我的话");
  await saving.flush();
  equal(at.said.at(-1), "stale");
  equal(at.kept, "我的话");
  saving.changed("我的话，再长一点");
  await saving.flush();
  equal(at.sent.length, 1);
  saving.resume("我的话，再长一点", 5, "李工的话");
  await saving.flush();
  deepEqual(at.sent[1], ["我的话，再长一点", 5]);
  equal(at.kept, null);
});

test("a text that arrived although its answer got lost counts as saved", async () => {
  const at = desk([{ kind: "stale", revision: 5, present: "新" }]);
  const saving = new Saving(at, "旧", 4);
  saving.changed("新");
  await saving.flush();
  equal(at.said.at(-1), "saved");
  equal(at.kept, null);
});

test("what the service adds to a text is neither unsaved nor sent again", async () => {
  const at = desk([{ kind: "saved", revision: 8, sent: "1 派单", now: "1 派单" }]);
  const saving = new Saving(at, "", 7);
  saving.changed("派单");
  await saving.flush();
  equal(saving.unsaved, false);
  await saving.flush();
  deepEqual(at.sent, [["派单", 7]]);
});
