import { createServer, request } from "node:http";
import { expect, test } from "vitest";
import { allowLongUploads } from "./upload-time";

test("a file of members may take its time, any other request has to arrive", async () => {
  const stop = allowLongUploads(300);
  const server = createServer({ connectionsCheckingInterval: 50 }, (message, response) => {
    message.resume().on("end", () => response.end("here"));
    message.on("error", () => {});
  });
  // Node itself would be the one to give up.
  server.requestTimeout = 200;
  server.headersTimeout = 200;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;

  const slow = (path: string) =>
    new Promise<string>((resolve) => {
      const call = request({ port, path, method: "PUT", host: "127.0.0.1" }, (response) => {
        response.setEncoding("utf8").on("data", resolve);
      });
      call.on("error", () => resolve("given up"));
      call.write("a");
      setTimeout(() => call.end("b"), 900);
    });
  try {
    const answers = [slow("/api/v1/projects/p/cohorts/c/members?mode=patch"), slow("/api/v1/projects")];
    expect(await Promise.all(answers)).toEqual(["here", "given up"]);
  } finally {
    stop();
    server.closeAllConnections();
    server.close();
  }
});
