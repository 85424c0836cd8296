import { defineConfig } from "prisma/config";

// Only `prisma generate` reads this. Migrations are applied by lib/server/migrate.ts.
export default defineConfig({ schema: "prisma/schema.prisma" });
