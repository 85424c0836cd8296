/** docs/partner-gallery.md: the partners, what each needs of the model, and the test that proves it. */
import { gallery } from "@/lib/destination/gallery/gallery";
import type { GalleryEntry } from "@/lib/destination/gallery/gallery-entry";
import { type ApiFeature, apiFeatures, contractFiles, galleryProofs } from "./gallery-proofs";

const kinds = { list: "List", property: "Property", event: "Event" } as const;
const folder = "../lib/testing/partners";

/** The whole page. */
export function galleryMarkdown(): string {
  return `${[...introduction(), ...overview(), ...features(), ...gallery.flatMap(chapter), ...limits()].join("\n")}\n`;
}

function introduction(): string[] {
  return [
    "# Partner gallery",
    "",
    "Destinations of real partners, complete: setup modal, requests, limits and error catalog. A draft may begin with",
    "any of them. Each is proven by a contract test: the whole sync is played by the functions of the product, over",
    "HTTP, against a simulator of the partner's API that was written from its public documentation. The simulator",
    "checks credentials, shapes, limits and names, keeps lists and members, and answers with the partner's own",
    "statuses and bodies. Nothing here was tried against a live account.",
    "",
    "This page is made by `npm run docs`; every test it names exists.",
    "",
  ];
}

function overview(): string[] {
  const rows = gallery.map((entry) => {
    const documentation = `[documentation](${entry.documentationUrl})`;
    return `| [${entry.name}](#${anchor(entry.name)}) | ${kinds[entry.kind]} | ${entry.category} | ${cell(entry.summary)} | ${documentation} |`;
  });
  return ["| Partner | Kind | Category | What it does | Facts from |", "| --- | --- | --- | --- | --- |", ...rows, ""];
}

/** Feature by feature: who needs it. */
function features(): string[] {
  const rows = featureIds().flatMap((feature) => {
    const partners = gallery.filter(({ id }) =>
      galleryProofs.some((each) => each.partner === id && each.feature === feature),
    );
    if (partners.length === 0) return [];
    return [`| ${apiFeatures[feature]} | ${partners.map(({ name }) => `[${name}](#${anchor(name)})`).join(", ")} |`];
  });
  return ["## What real APIs need", "", "| Feature | Proven by |", "| --- | --- |", ...rows, ""];
}

function chapter(entry: GalleryEntry): string[] {
  const proofs = galleryProofs.filter(({ partner }) => partner === entry.id);
  const file = contractFiles[entry.id] ?? "";
  return [
    `## ${entry.name}`,
    "",
    entry.description,
    "",
    ...entry.limits.map((limit) => `- ${limit}.`),
    "",
    `| Feature | Test in [\`${file}\`](${folder}/${file}) |`,
    "| --- | --- |",
    ...proofs.map(({ feature, test }) => `| ${apiFeatures[feature]} | ${cell(test)} |`),
    "",
  ];
}

function limits(): string[] {
  const rows = gallery.flatMap((entry) =>
    entry.notExpressed.map((each) => `| [${entry.name}](#${anchor(entry.name)}) | ${cell(each)} |`),
  );
  return [
    "## What the model can't express, and which partner needs it",
    "",
    "| Partner | What is missing |",
    "| --- | --- |",
    ...rows,
  ];
}

/** In the order in which they are declared. */
export function featureIds(): ApiFeature[] {
  return Object.keys(apiFeatures).filter((key): key is ApiFeature => Object.hasOwn(apiFeatures, key));
}

function anchor(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
