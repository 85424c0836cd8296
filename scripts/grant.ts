import { type PlatformRole, platformRoles } from "@/lib/policy";
import { describeInstallation, findDatabase, loadEnvFile } from "./installation";
import { fail } from "./run";

// `npm run grant -- jo@example.com admin`: the first administrator, or any other platform role.
function isPlatformRole(text: string | undefined): text is PlatformRole {
  return platformRoles.some((role) => role === text);
}

try {
  const [email, role] = process.argv.slice(2);
  if (!email || !isPlatformRole(role)) throw new Error(`Usage: npm run grant -- <e-mail> <${platformRoles.join("|")}>`);
  loadEnvFile();
  const { env } = describeInstallation(await findDatabase(), { port: 3000, sandboxPort: 4010 });
  Object.assign(process.env, env);
  const { grantPlatformRole } = await import("@/lib/server/services/grant-platform-role");
  const { db } = await import("@/lib/server/db");
  await grantPlatformRole(email, role);
  await db.$disconnect();
  console.log(`${email} is now ${role === "none" ? "without a platform role" : role}.`);
} catch (error) {
  fail(error);
}
