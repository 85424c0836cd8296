/**
 * Loaded before the web server, the worker and the sandbox. Whoever started them holds the other end of a channel: when it is
 * killed, the channel closes, and they leave instead of living on and holding their ports.
 */
const parent = Number(process.env.STOP_WITH_PARENT);

// What they in turn start inherits this file, but its channel belongs to them and is not ours to touch.
if (process.channel && process.ppid === parent) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  // Listening must not keep a program alive that has nothing else to do.
  process.channel.unref();
}
