// `npm run dev`: as `npm start`, with the pages, the worker and the sandbox reloading when their sources change.
process.argv.push("--dev");
await import("./start");
