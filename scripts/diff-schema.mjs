/**
 * Prints the SQL that brings the database at DATABASE_URL, or with `--from-empty` an empty one, to prisma/schema.prisma:
 * the beginning of the next migration, to be read and completed by hand.
 *
 * Prisma's own `migrate diff` downloads an engine binary. The same engine exists as WebAssembly; npm puts it into a
 * temporary folder, because nothing but this command needs it.
 *
 *   DATABASE_URL=… npm run -s diff-schema -- --from-empty
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const engineVersion = "7.10.0-5.9bae2a3a63b4f966c4855ad11503f44f50f4db47";
const { values } = parseArgs({ options: { "from-empty": { type: "boolean", default: false } } });

if (!process.env.DATABASE_URL) {
  console.error("Set DATABASE_URL to a database with every migration applied; `npm run database` starts one.");
  process.exit(1);
}

function installEngine() {
  const home = join(tmpdir(), `landfall-schema-engine-${engineVersion}`);
  const engine = join(home, "node_modules/@prisma/schema-engine-wasm");
  if (!existsSync(engine)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), '{ "private": true }\n');
    execFileSync("npm", ["install", "--no-save", `@prisma/schema-engine-wasm@${engineVersion}`], {
      cwd: home,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return engine;
}

async function loadEngine() {
  const directory = installEngine();
  const glue = await import(pathToFileURL(join(directory, "schema_engine_bg.js")).href);
  const module = new WebAssembly.Module(readFileSync(join(directory, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/** The adapter refuses Postgres' one-byte type, which describes tables. It passes as text, and is then named again. */
class DescribablePool extends pg.Pool {
  characterColumns = [];

  async query(...query) {
    const result = await super.query(...query);
    const { CHAR, TEXT } = pg.types.builtins;
    this.characterColumns = result.fields.flatMap(({ dataTypeID }, index) => (dataTypeID === CHAR ? [index] : []));
    for (const index of this.characterColumns) result.fields[index].dataTypeID = TEXT;
    return result;
  }
}

class DescribableFactory extends PrismaPg {
  #pool;

  constructor(pool) {
    super(pool);
    this.#pool = pool;
  }

  async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const index of this.#pool.characterColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

const content = readFileSync("prisma/schema.prisma", "utf8");
const files = [{ path: "prisma/schema.prisma", content }];
const SchemaEngine = await loadEngine();
const engine = await SchemaEngine.new(
  { datamodels: [["prisma/schema.prisma", content]] },
  () => undefined,
  bindMigrationAwareSqlAdapterFactory(
    new DescribableFactory(new DescribablePool({ connectionString: process.env.DATABASE_URL })),
  ),
);
const { stdout } = await engine.diff({
  from: values["from-empty"] ? { tag: "empty" } : { tag: "schemaDatasource", files, configDir: "." },
  to: { tag: "schemaDatamodel", files },
  script: true,
  shadowDatabaseUrl: null,
  exitCode: null,
  // Tables that the schema does not list because no Prisma model reads them.
  filters: { externalTables: ["public._landfall_migrations", "public.rate_limit"], externalEnums: [] },
});
process.stdout.write(stdout ?? "");
process.exit(0);
