import { defineConfig } from "vite";
import { icons } from "./plugins/icons.mjs";
import { words } from "./plugins/words.mjs";

export default defineConfig({
  base: "/static/build/",
  publicDir: false,
  plugins: [icons(), words()],
  build: {
    outDir: "../src/guicheng/web/static/build",
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    target: ["chrome100", "safari15"],
    cssTarget: ["chrome100", "safari15"],
    chunkSizeWarningLimit: 700, // bpmn-js, which only the page of a drawing loads
    rollupOptions: {
      input: ["src/main.ts", "src/public.ts"],
      checks: { eval: false }, // htmx can evaluate expressions; main.ts switches that off, and the content policy forbids it
    },
  },
});
