import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rulebookMarkdown } from "@/lib/destination/rulebook-markdown";
import { root } from "./run";

// `npm run docs`: writes the pages of docs/ that are made from the code.
writeFileSync(join(root, "docs/rulebook.md"), rulebookMarkdown());
console.log("docs/rulebook.md is up to date.");
