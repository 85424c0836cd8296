"use client";

import { Tabs as Parts } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { Badge } from "./badge";
import { cn } from "./cn";
import type { Tone } from "./tone";

interface TabsProps {
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  className?: string;
  children: ReactNode;
}

export function Tabs({ value, defaultValue, onValueChange, className, children }: TabsProps) {
  return (
    <Parts.Root
      value={value}
      defaultValue={defaultValue}
      onValueChange={(next) => typeof next === "string" && onValueChange?.(next)}
      className={cn("min-w-0", className)}
    >
      {children}
    </Parts.Root>
  );
}

interface TabListProps {
  /** What one chooses a part of. */
  label: string;
  className?: string;
  children: ReactNode;
}

export function TabList({ label, className, children }: TabListProps) {
  return (
    <Parts.List
      activateOnFocus
      aria-label={label}
      className={cn(
        "scrollbar-none relative flex gap-1 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]",
        className,
      )}
    >
      {children}
      <Parts.Indicator className="absolute bottom-0 start-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-150" />
    </Parts.List>
  );
}

interface TabProps {
  value: string;
  /** How many are inside. */
  count?: number;
  tone?: Tone;
  icon?: ReactNode;
  isDisabled?: boolean;
  children: ReactNode;
}

export function Tab({ value, count, tone, icon, isDisabled, children }: TabProps) {
  return (
    <Parts.Tab
      value={value}
      disabled={isDisabled}
      className="flex h-9 shrink-0 select-none items-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-muted text-sm -outline-offset-2 transition-colors hover:text-ink focus-visible:-outline-offset-2 data-active:text-ink data-disabled:text-faint [&_svg]:size-4"
    >
      {icon}
      {children}
      {count !== undefined && <Badge tone={tone}>{count}</Badge>}
    </Parts.Tab>
  );
}

interface TabPanelProps {
  value: string;
  /** Keeps what is inside alive while another tab shows: editors, half-filled forms. */
  isKeptMounted?: boolean;
  className?: string;
  children: ReactNode;
}

export function TabPanel({ value, isKeptMounted, className, children }: TabPanelProps) {
  return (
    <Parts.Panel value={value} keepMounted={isKeptMounted} className={cn("min-w-0 rounded-sm pt-4", className)}>
      {children}
    </Parts.Panel>
  );
}
