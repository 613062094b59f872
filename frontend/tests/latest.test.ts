import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { latest } from "../src/lib/latest";

test("an answer to an older question is dropped, whenever it comes", async () => {
  const heard: string[] = [];
  const finish = new Map<string, (answer: string) => void>();
  const ask = (question: string): Promise<string> => new Promise((resolve) => finish.set(question, resolve));
  const read = latest(ask, { answered: (answer) => heard.push(answer), failed: () => heard.push("failed") });
  const runs = [read("old"), read("new")];
  finish.get("new")?.("answer to new");
  finish.get("old")?.("answer to old");
  await Promise.all(runs);
  deepEqual(heard, ["answer to new"]);
});

test("the older question is ended, so that the server may stop", async () => {
  const signals: AbortSignal[] = [];
  const ask = async (_question: string, signal: AbortSignal): Promise<string> => {
    signals.push(signal);
    return "";
  };
  const read = latest(ask, { answered: () => undefined, failed: () => undefined });
  await Promise.all([read("old"), read("new")]);
  deepEqual(signals.map((signal) => signal.aborted), [true, false]);
});

test("only the failure of the newest question is told", async () => {
  const heard: unknown[] = [];
  const ask = async (question: string): Promise<string> => {
    throw new Error(question);
  };
  const read = latest(ask, { answered: () => undefined, failed: (error) => heard.push((error as Error).message) });
  await Promise.all([read("old"), read("new")]);
  deepEqual(heard, ["new"]);
  equal(heard.length, 1);
});
