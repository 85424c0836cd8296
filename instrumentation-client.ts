/** Runs in the browser before anything else. */
declare global {
  /** Where zod keeps its configuration: set here rather than by its `config()`, which would load zod on every page. */
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// Zod would try `new Function` to be faster, which our content security policy refuses and reports.
globalThis.__zod_globalConfig = { jitless: true };

export {};
