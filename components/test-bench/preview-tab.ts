/** The tabs of the right side of the builder. */
export const previewTabs = ["setup", "variables", "requests", "simulate"] as const;
export type PreviewTab = (typeof previewTabs)[number];
