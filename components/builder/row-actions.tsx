"use client";

import { ArrowDown, ArrowUp, Copy, EllipsisVertical, Trash2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

/** A bare icon stays bare when there is nothing to do. */
export const quietWhenDisabled = "disabled:border-transparent! disabled:bg-transparent! disabled:opacity-45";

interface RowActionsProps {
  /** What the row is, for the buttons' names: "API Key". */
  name: string;
  onMove?: (step: -1 | 1) => void;
  isFirst?: boolean;
  isLast?: boolean;
  onDuplicate?: () => void;
  onRemove: () => void;
}

/** What can be done with one part of a list. */
export function RowActions({ name, onMove, isFirst, isLast, onDuplicate, onRemove }: RowActionsProps) {
  return (
    <div className="flex shrink-0 items-center">
      {onMove && (
        <span className="hidden sm:contents">
          <IconButton
            size="sm"
            label={`Move ${name} up`}
            disabled={isFirst}
            onClick={() => onMove(-1)}
            className={quietWhenDisabled}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            size="sm"
            label={`Move ${name} down`}
            disabled={isLast}
            onClick={() => onMove(1)}
            className={quietWhenDisabled}
          >
            <ArrowDown />
          </IconButton>
        </span>
      )}
      <Menu
        trigger={
          <IconButton size="sm" label={`More for ${name}`}>
            <EllipsisVertical />
          </IconButton>
        }
      >
        {onMove && (
          <>
            <MenuItem icon={<ArrowUp />} isDisabled={isFirst} onSelect={() => onMove(-1)}>
              Move up
            </MenuItem>
            <MenuItem icon={<ArrowDown />} isDisabled={isLast} onSelect={() => onMove(1)}>
              Move down
            </MenuItem>
          </>
        )}
        {onDuplicate && (
          <MenuItem icon={<Copy />} onSelect={onDuplicate}>
            Duplicate
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={onRemove}>
          Delete
        </MenuItem>
      </Menu>
    </div>
  );
}
