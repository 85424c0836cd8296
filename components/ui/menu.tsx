"use client";

import { Menu as Parts } from "@base-ui/react/menu";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { popupClass, popupItemClass } from "./popup-class";
import { Shortcut } from "./shortcut";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  children: ReactNode;
}

export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    <Parts.Root>
      <Parts.Trigger render={trigger} />
      <Parts.Portal>
        <Parts.Positioner align={align} sideOffset={4} className="z-50 outline-none">
          <Parts.Popup className={cn(popupClass, "min-w-48 max-w-80 p-1")}>{children}</Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}

interface AnchoredMenuProps {
  /** What it is about, and where the focus goes back to; the menu is closed while there is none. */
  anchor: HTMLElement | null;
  onClose: () => void;
  label: string;
  children: ReactNode;
}

/** A menu without a button of its own, for one of many rows: the row opens it, and gets the focus back. */
export function AnchoredMenu({ anchor, onClose, label, children }: AnchoredMenuProps) {
  return (
    <Parts.Root open={anchor !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Parts.Portal>
        <Parts.Positioner anchor={anchor} align="start" sideOffset={4} className="z-50 outline-none">
          <Parts.Popup
            aria-label={label}
            finalFocus={() => anchor}
            className={cn(popupClass, "max-h-(--available-height) min-w-48 max-w-96 overflow-y-auto p-1")}
          >
            {children}
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  /** Such as `mod+z`. Only shown: whoever owns the key listens for it. */
  shortcut?: string;
  tone?: "neutral" | "danger";
  isDisabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, shortcut, tone = "neutral", isDisabled, onSelect, children }: MenuItemProps) {
  return (
    <Parts.Item
      disabled={isDisabled}
      onClick={onSelect}
      className={cn(popupItemClass, tone === "danger" && "text-danger-ink data-highlighted:bg-danger-soft")}
    >
      {icon && <span className={cn("flex", tone === "neutral" && "text-faint")}>{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Shortcut keys={shortcut} className="ms-4" />}
    </Parts.Item>
  );
}

export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Parts.LinkItem render={<Link href={href} />} closeOnClick className={popupItemClass}>
      {icon && <span className="flex text-faint">{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Parts.LinkItem>
  );
}

interface MenuCheckboxProps {
  isChecked: boolean;
  onCheckedChange: (isChecked: boolean) => void;
  children: ReactNode;
}

export function MenuCheckbox({ isChecked, onCheckedChange, children }: MenuCheckboxProps) {
  return (
    <Parts.CheckboxItem checked={isChecked} onCheckedChange={onCheckedChange} className={popupItemClass}>
      <span
        aria-hidden="true"
        className={cn(
          "grid size-4 place-items-center rounded-xs border border-control",
          isChecked && "border-accent bg-accent text-on-accent",
        )}
      >
        {isChecked && "✓"}
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Parts.CheckboxItem>
  );
}

/** Items that belong together, under a name. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Parts.Group>
      <Parts.GroupLabel className="px-2 pt-1.5 pb-1 font-medium text-faint text-xs">{label}</Parts.GroupLabel>
      {children}
    </Parts.Group>
  );
}

export function MenuSeparator() {
  return <Parts.Separator className="-mx-1 my-1 h-px bg-line" />;
}
