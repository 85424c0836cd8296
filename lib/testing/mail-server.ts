/** A mail server for tests: it speaks as much SMTP as is needed to take a message, and can fail where a real one does. */
import { createServer, type Socket } from "node:net";

export type MailServerMood =
  | "well"
  /** Takes the message, and is gone before it has said so. */
  | "gone_after_taking"
  /** Takes the connection, and says nothing. */
  | "silent"
  | "refuses_recipients";

export interface MailServer {
  url: string;
  /** Every message that was taken, with its headers. */
  messages: string[];
  mood: MailServerMood;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1. */
export async function startMailServer(): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const state: { messages: string[]; mood: MailServerMood } = { messages: [], mood: "well" };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    talk(socket, state);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function talk(socket: Socket, state: { messages: string[]; mood: MailServerMood }): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let received = "";
  let isData = false;
  if (state.mood !== "silent") say("220 mail.test");
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    received += chunk;
    for (;;) {
      const end = isData ? "\r\n.\r\n" : "\r\n";
      const index = received.indexOf(end);
      if (index < 0) return;
      const text = received.slice(0, index);
      received = received.slice(index + end.length);
      if (isData) {
        isData = false;
        state.messages.push(text);
        if (state.mood === "gone_after_taking") return void socket.destroy();
        say("250 taken");
        continue;
      }
      const answer = answerTo(text, state.mood);
      isData = answer.startsWith("354");
      if (state.mood !== "silent") say(answer);
    }
  });
}

function answerTo(line: string, mood: MailServerMood): string {
  const command = line.slice(0, 4).toUpperCase();
  if (command === "EHLO") return "250 mail.test";
  if (command === "RCPT" && mood === "refuses_recipients") return "550 there is no such mailbox";
  if (command === "DATA") return "354 go on";
  return command === "QUIT" ? "221 bye" : "250 so be it";
}
