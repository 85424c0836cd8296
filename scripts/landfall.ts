import { fstatSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { main } from "@/lib/cli/main";

// `npm run -s landfall -- validate <manifest>`. Nothing but the answer goes to stdout.

// npm runs scripts in the project's folder; paths are meant from the folder it was called in.
const folder = process.env.INIT_CWD ?? process.cwd();

// Who reads our output may have read enough, such as `head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// Not process.exit: it wouldn't wait for a pipe to take everything.
process.exitCode = main(process.argv.slice(2), {
  read: (path, bytesMax) => {
    const file = path === "-" ? 0 : openSync(resolve(folder, path), "r");
    const { size } = fstatSync(file);
    return size > bytesMax ? undefined : readFileSync(file);
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
