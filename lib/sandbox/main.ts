/** Starts the sandbox partner: `node --import tsx lib/sandbox/main.ts`. */
import { z } from "zod";
import { startSandbox } from "./server";
import { defaultSandboxSecret } from "./workspace-key";

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(4010),
  SANDBOX_HOST: z.string().min(1).default("127.0.0.1"),
  SANDBOX_SECRET: z
    .string()
    .optional()
    .transform((secret) => secret || defaultSandboxSecret),
  SANDBOX_URL: z
    .union([z.literal(""), z.url()])
    .optional()
    .transform((url) => url || undefined),
});

const parsed = environment.safeParse(process.env);
if (!parsed.success) {
  for (const { path, message } of parsed.error.issues) console.error(`${path.join(".")}: ${message}`);
  process.exit(1);
}
const { SANDBOX_PORT: port, SANDBOX_HOST: host, SANDBOX_SECRET: secret, SANDBOX_URL: publicUrl } = parsed.data;

try {
  const sandbox = await startSandbox({ port, host, secret, publicUrl });
  console.log(`Sandbox partner ready on ${sandbox.url}`);
  let isStopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      sandbox.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const reason = isTaken ? `port ${port} is taken. Set SANDBOX_PORT to a free one.` : String(error);
  console.error(`The sandbox partner could not start: ${reason}`);
  process.exit(1);
}
