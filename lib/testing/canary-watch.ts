/** Everything that a run shows, logs and stores, to be searched for canaries in the end. */
import pg from "pg";
import pino from "pino";
import { log } from "@/lib/server/log";
import { type Canary, canariesIn } from "./secret-canary";

export class CanaryWatch {
  private seen: { where: string; text: string }[] = [];
  private readonly levelBefore = log.level;
  private readonly streamBefore: unknown = Reflect.get(log, pino.symbols.streamSym);

  constructor(private readonly canaries: readonly Canary[]) {}

  see(where: string, text: string): void {
    this.seen.push({ where, text });
  }

  forget(): void {
    this.seen = [];
  }

  /** Every line of the log from now on, on every level. */
  seeLog(): void {
    log.level = "trace";
    Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => this.see("log", line) });
  }

  close(): void {
    log.level = this.levelBefore;
    Reflect.set(log, pino.symbols.streamSym, this.streamBefore);
  }

  /** Every column of every table as text, and what holds bytes as bytes: of our schema and of the queue's. */
  async seeDatabase(): Promise<void> {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    try {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      for (const { name } of tables) await this.seeTable(client, name);
    } finally {
      await client.end();
    }
  }

  private async seeTable(client: pg.Client, name: string): Promise<void> {
    const where = `table ${name}`;
    const { rows } = await client.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`);
    this.see(where, rows.map(({ row }) => row).join("\n"));
    const { rows: whole } = await client.query<Record<string, unknown>>(`select * from ${name}`);
    const bytes = whole.flatMap((row) => Object.values(row)).filter((value) => Buffer.isBuffer(value));
    this.see(where, bytes.map((value) => value.toString("latin1")).join("\n"));
  }

  /** All texts of the places that begin so. */
  textsOf(where: string): string {
    return this.seen
      .filter((each) => each.where.startsWith(where))
      .map(({ text }) => text)
      .join("\n");
  }

  /** Where canaries were seen, and which. */
  hits(): string[] {
    const found = this.seen.flatMap(({ where, text }) =>
      canariesIn(text, this.canaries).map((name) => `${where}: ${name}`),
    );
    return [...new Set(found)];
  }
}
