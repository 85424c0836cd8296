export const manifestFormats = ["yaml", "json"] as const;
export type ManifestFormat = (typeof manifestFormats)[number];
