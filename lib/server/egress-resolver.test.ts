/** A name server of our own on loopback: what it is asked for decides what it says, or whether it says anything. */
import { createSocket, type Socket } from "node:dgram";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveName } from "./egress-resolver";

let server: Socket;
let servers: string[] = [];
const asked: string[] = [];

beforeAll(async () => {
  server = createSocket("udp4");
  server.on("message", (question, from) => {
    const answer = replyTo(question);
    if (answer) server.send(answer, from.port, from.address);
  });
  await new Promise<void>((done) => server.bind(0, "127.0.0.1", done));
  servers = [`127.0.0.1:${server.address().port}`];
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

/** `both.`, `four.`, `six.`, `none.`, `broken.` and `silent.`; four-slow-six. answers for IPv4 only. */
function replyTo(question: Buffer): Buffer | undefined {
  const labels: string[] = [];
  let offset = 12;
  for (let length = question[offset] ?? 0; length > 0; length = question[offset] ?? 0) {
    labels.push(question.subarray(offset + 1, offset + 1 + length).toString("latin1"));
    offset += length + 1;
  }
  const type = question.readUInt16BE(offset + 1);
  const [kind = ""] = labels;
  asked.push(labels.join("."));
  if (kind.startsWith("silent") || (kind === "four-slow-six" && type === 28)) return undefined;
  const hasFour = ["both", "four", "four-slow-six"].includes(kind) && type === 1;
  const hasSix = ["both", "six"].includes(kind) && type === 28;
  const address = hasFour ? Buffer.from([93, 184, 216, 34]) : Buffer.from("26062800022000010248189325c81946", "hex");
  const header = Buffer.from(question.subarray(0, 12));
  header[2] = 0x81;
  header[3] = 0x80 | (kind === "none" ? 3 : kind === "broken" ? 2 : 0);
  header.writeUInt16BE(hasFour || hasSix ? 1 : 0, 6);
  header.writeUInt16BE(0, 10);
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(type, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt16BE(address.length, 10);
  const rest = hasFour || hasSix ? [record, address] : [];
  return Buffer.concat([header, question.subarray(12, offset + 5), ...rest]);
}

const ask = (name: string) => resolveName(`${name}.example.com`, { servers });

test("both families, or the one there is", async () => {
  expect(await ask("both")).toEqual(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]);
  expect(await ask("four")).toEqual(["93.184.216.34"]);
  expect(await ask("six")).toEqual(["2606:2800:220:1:248:1893:25c8:1946"]);
});

test("an unknown name, one without addresses, and servers that can't say", async () => {
  await expect(ask("none")).rejects.toMatchObject({ code: "ENOTFOUND" });
  await expect(ask("empty")).rejects.toMatchObject({ code: "ENODATA" });
  await expect(ask("broken")).rejects.toMatchObject({ code: "ESERVFAIL" });
});

test("a family that stays silent is waited for only a moment", async () => {
  const started = performance.now();
  expect(await ask("four-slow-six")).toEqual(["93.184.216.34"]);
  expect(performance.now() - started).toBeLessThan(900);
});

test("a name is asked for as it is: no search list, no hosts file", async () => {
  asked.length = 0;
  await expect(resolveName("localhost", { servers })).rejects.toBeDefined();
  await ask("four");
  expect(asked.filter((name) => !["localhost", "four.example.com"].includes(name))).toEqual([]);
});

test("fifty names whose servers never answer keep nobody waiting", async () => {
  const stuck = Array.from({ length: 50 }, (_, index) => ask(`silent-${index}`).catch(() => undefined));
  const started = performance.now();
  expect(await ask("both")).toHaveLength(2);
  expect(performance.now() - started).toBeLessThan(500);
  expect(await Promise.race([...stuck, "still asking"])).toBe("still asking");
});
