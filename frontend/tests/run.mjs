// Builds the tests for Node and runs them; prints "N passed, N failed" as its last line.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OUT = join(HERE, "../node_modules/.cache/guicheng-tests");

const input = readdirSync(HERE).filter((name) => name.endsWith(".test.ts")).map((name) => join(HERE, name));
rmSync(OUT, { recursive: true, force: true });
await build({ configFile: false, logLevel: "error", build: { ssr: true, outDir: OUT, rollupOptions: { input } } });

const counts = { passed: 0, failed: 0 };
const report = run({ files: readdirSync(OUT).filter((name) => name.endsWith(".test.js")).map((name) => join(OUT, name)), concurrency: 1 });
report.on("test:pass", ({ details }) => { if (details.type !== "suite") counts.passed += 1; });
report.on("test:fail", ({ name, details }) => {
  counts.failed += 1;
  console.error(`✕ ${name}\n`, details.error?.cause ?? details.error);
});
report.on("end", () => {
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed || !counts.passed ? 1 : 0;
});
report.resume();
