/**
 * Prints a secret as a portal with another key would have sealed it: run in a process of its own, since this is server
 * code. The key, the place and the secret come as JSON on the standard input.
 */
import { text } from "node:stream/consumers";
import { z } from "zod";
import { SecretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";

const order = z.object({
  /** 32 bytes in base64. */
  key: z.string(),
  secret: z.string(),
  place: z.object({ organizationId: z.string(), table: z.string(), row: z.array(z.string()), field: z.string() }),
});

const { key, secret, place } = order.parse(JSON.parse(await text(process.stdin)));
process.stdout.write(new SecretKeys(Buffer.from(key, "base64")).seal(new Secret(secret), place));
