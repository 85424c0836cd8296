/** Runs in the browser before anything else. */
import { config } from "zod/v4/core";

// Zod would try `new Function` to be faster, which our content security policy refuses and reports.
config({ jitless: true });
