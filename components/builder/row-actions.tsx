"use client";

import { ArrowDown, ArrowUp, Copy, EllipsisVertical, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

/** A bare icon stays bare when there is nothing to do. */
export const quietWhenDisabled = "disabled:border-transparent! disabled:bg-transparent! disabled:opacity-45";

interface RowActionsProps {
  /** What the row is, for the button's name: "API Key". */
  name: string;
  position: number;
  count: number;
  onMove: (step: -1 | 1) => void;
  onDuplicate?: () => void;
  onRemove: () => void;
  /** Further items, before the last one. */
  children?: ReactNode;
}

/** What can be done with one part of a list; what its handle does by dragging is here by name. */
export function RowActions({ name, position, count, onMove, onDuplicate, onRemove, children }: RowActionsProps) {
  const canMove = count > 1;
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={`More for ${name}`}>
          <EllipsisVertical />
        </IconButton>
      }
    >
      {canMove && (
        <>
          <MenuItem icon={<ArrowUp />} isDisabled={position === 0} onSelect={() => onMove(-1)}>
            Move up
          </MenuItem>
          <MenuItem icon={<ArrowDown />} isDisabled={position === count - 1} onSelect={() => onMove(1)}>
            Move down
          </MenuItem>
        </>
      )}
      {onDuplicate && (
        <MenuItem icon={<Copy />} onSelect={onDuplicate}>
          Duplicate
        </MenuItem>
      )}
      {children}
      {(canMove || onDuplicate || children) && <MenuSeparator />}
      <MenuItem icon={<Trash2 />} tone="danger" onSelect={onRemove}>
        Delete
      </MenuItem>
    </Menu>
  );
}
