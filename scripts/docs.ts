import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifestJsonSchema } from "@/lib/destination/manifest/manifest-schema";
import { rulebookMarkdown } from "@/lib/destination/rulebook-markdown";
import { withTables } from "@/lib/testing/egress/guard-markdown";
import { galleryMarkdown } from "@/lib/testing/partners/gallery-markdown";
import { root } from "./run";

// `npm run docs`: writes the pages of docs/ that are made from the code.
writeFileSync(join(root, "docs/rulebook.md"), rulebookMarkdown());
writeFileSync(join(root, "docs/partner-gallery.md"), galleryMarkdown());
writeFileSync(join(root, "docs/manifest.schema.json"), `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`);
const guardPage = join(root, "docs/egress-guard.md");
writeFileSync(guardPage, withTables(readFileSync(guardPage, "utf8")));
console.log(
  "docs/rulebook.md, docs/partner-gallery.md, docs/egress-guard.md and docs/manifest.schema.json are up to date.",
);
