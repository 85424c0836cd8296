"use client";

import { Copy, Download, Ellipsis, FileInput, Files } from "lucide-react";
import { requestBuilder } from "@/components/builder/builder-events";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";

/** What is done with the destination as a whole: as a file, from a file, as a copy. */
export function ManifestMenu() {
  return (
    <Menu
      trigger={
        <IconButton label="Manifest and copies">
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuGroup label="As a file, without secret values">
        <MenuItem icon={<Download />} onSelect={() => void requestBuilder("save-manifest", { as: "yaml" })}>
          Download manifest (YAML)
        </MenuItem>
        <MenuItem icon={<Download />} onSelect={() => void requestBuilder("save-manifest", { as: "json" })}>
          Download manifest (JSON)
        </MenuItem>
        <MenuItem icon={<Copy />} onSelect={() => void requestBuilder("save-manifest", { as: "clipboard" })}>
          Copy manifest
        </MenuItem>
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<FileInput />} onSelect={() => void requestBuilder("show-import")}>
        Bring in a manifest…
      </MenuItem>
      <MenuItem icon={<Files />} onSelect={() => void requestBuilder("show-copy")}>
        Make a copy…
      </MenuItem>
    </Menu>
  );
}
