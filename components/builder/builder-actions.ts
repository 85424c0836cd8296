/**
 * What the builder can be asked to do by palette or keyboard: one table, which the palette, the list of shortcuts and
 * the key listener read. What each action does is in `use-builder-actions.ts`.
 */
export const actionGroups = ["Anywhere", "Moving around", "Writing", "Testing"] as const;
export type ActionGroup = (typeof actionGroups)[number];

interface ActionRow {
  id: string;
  label: string;
  group: ActionGroup;
  /** Such as `mod+shift+enter`; absent where the palette is the only way. */
  keys?: string;
  /** Further words it is found by. */
  keywords?: string;
  /** Somebody else listens for its keys; here they are only told. */
  isHandledElsewhere?: boolean;
}

export const actionTable = [
  { id: "palette", label: "Search and run", keywords: "command palette", group: "Anywhere", keys: "mod+k" },
  { id: "shortcuts", label: "Keyboard shortcuts", keywords: "help keys", group: "Anywhere", keys: "question" },
  { id: "save", label: "Save now", keywords: "store flush", group: "Anywhere", keys: "mod+s" },
  {
    id: "toggle-preview",
    label: "Show or hide the preview",
    keywords: "pane side split collapse",
    group: "Anywhere",
    keys: "mod+backslash",
  },
  { id: "submit", label: "Submit for review", keywords: "catalog version send", group: "Anywhere" },
  { id: "release", label: "Release internally", keywords: "own organization version", group: "Anywhere" },
  { id: "show-versions", label: "Show the versions", keywords: "history restore withdraw", group: "Anywhere" },
  {
    id: "download-yaml",
    label: "Download manifest as YAML",
    keywords: "save file",
    group: "Anywhere",
  },
  {
    id: "download-json",
    label: "Download manifest as JSON",
    keywords: "save file",
    group: "Anywhere",
  },
  { id: "copy-manifest", label: "Copy the manifest", keywords: "clipboard yaml file", group: "Anywhere" },
  { id: "bring-in", label: "Bring in a manifest", keywords: "file yaml json upload compare", group: "Anywhere" },
  { id: "make-copy", label: "Make a copy of this destination", keywords: "fork duplicate", group: "Anywhere" },
  { id: "rulebook", label: "Open the rulebook", keywords: "rules docs help", group: "Anywhere" },
  {
    id: "next-problem",
    label: "Next problem",
    keywords: "error warning finding",
    group: "Moving around",
    keys: "f8",
  },
  {
    id: "previous-problem",
    label: "Previous problem",
    keywords: "error warning finding",
    group: "Moving around",
    keys: "shift+f8",
  },
  {
    id: "show-problems",
    label: "List all problems",
    keywords: "errors warnings findings",
    group: "Moving around",
    keys: "mod+f8",
  },
  { id: "next-section", label: "Next section", group: "Moving around", keys: "alt+pagedown" },
  { id: "previous-section", label: "Previous section", group: "Moving around", keys: "alt+pageup" },
  { id: "go-to-preview", label: "Go to preview and test", group: "Moving around" },
  { id: "show-setup", label: "Show the setup modal", keywords: "preview tab customer form", group: "Moving around" },
  { id: "show-variables", label: "Show the variables", keywords: "preview tab table values", group: "Moving around" },
  { id: "show-requests", label: "Show the requests", keywords: "preview tab headers payload", group: "Moving around" },
  { id: "go-to-configuration", label: "Go to configuration", group: "Moving around" },
  { id: "copy-link", label: "Copy a link to this place", keywords: "share address url", group: "Moving around" },
  { id: "undo", label: "Undo", group: "Writing", keys: "mod+z", isHandledElsewhere: true },
  { id: "redo", label: "Redo", group: "Writing", keys: "mod+shift+z", isHandledElsewhere: true },
  { id: "show-history", label: "Show the undo history", keywords: "steps edits", group: "Writing" },
  { id: "add-field", label: "Add custom field", group: "Writing", keys: "mod+shift+f" },
  { id: "add-mapping", label: "Add mapping field", group: "Writing" },
  { id: "add-header", label: "Add header", group: "Writing" },
  { id: "add-action", label: "Add action", keywords: "event trigger call", group: "Writing" },
  { id: "start-from-template", label: "Start from a template", keywords: "example sandbox", group: "Writing" },
  {
    id: "test-endpoint",
    label: "Test this endpoint",
    keywords: "run send call request",
    group: "Testing",
    keys: "mod+enter",
  },
  {
    id: "test-all",
    label: "Run all tests",
    keywords: "send calls requests sequence",
    group: "Testing",
    keys: "mod+shift+enter",
  },
] as const satisfies readonly ActionRow[];

export type ActionId = (typeof actionTable)[number]["id"];

export interface BuilderAction extends ActionRow {
  id: ActionId;
  run: () => void;
}
