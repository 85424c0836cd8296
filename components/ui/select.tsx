"use client";

import { Select as Parts } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { use } from "react";
import { cn } from "./cn";
import { FieldContext, useFieldControl } from "./field-context";
import { popupClass, popupItemClass } from "./popup-class";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  description?: string;
  isDisabled?: boolean;
}

interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[];
  /** `null` or the empty string while nothing is chosen. */
  value: Value | "" | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  size?: "sm" | "md";
  name?: string;
  id?: string;
  isDisabled?: boolean;
  isMono?: boolean;
  "aria-label"?: string;
  "aria-describedby"?: string;
  className?: string;
}

/** One choice of many, with room for a description of each. */
export function Select<Value extends string>({ options, value, onValueChange, ...props }: SelectProps<Value>) {
  const { placeholder = "Select…", size = "md", isMono = false, className } = props;
  const field = useFieldControl(props);
  const context = use(FieldContext);
  return (
    <Parts.Root
      items={options}
      value={value || null}
      onValueChange={(next) => next !== null && onValueChange(next)}
      name={props.name}
      disabled={props.isDisabled}
    >
      <Parts.Trigger
        {...field}
        aria-label={props["aria-label"]}
        aria-labelledby={props["aria-label"] ? undefined : context?.labelId}
        className={cn(
          "control flex w-full min-w-0 items-center justify-between gap-2 ps-2.5 pe-2 text-start pointer-coarse:h-10",
          size === "sm" ? "h-7 text-xs" : "h-8",
          className,
        )}
      >
        <Parts.Value
          placeholder={placeholder}
          className={cn("min-w-0 truncate data-placeholder:text-faint", isMono && "font-mono text-xs")}
        />
        <Parts.Icon className="shrink-0 text-faint">
          <ChevronsUpDown aria-hidden="true" className="size-3.5" />
        </Parts.Icon>
      </Parts.Trigger>
      <Parts.Portal>
        <Parts.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
          <Parts.Popup className={cn(popupClass, "min-w-(--anchor-width) max-w-[min(28rem,var(--available-width))]")}>
            <Parts.List className="max-h-[min(22rem,var(--available-height))] overflow-y-auto overscroll-contain p-1">
              {options.map((option) => (
                <Parts.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.isDisabled}
                  className={cn(popupItemClass, "items-start")}
                >
                  <span className="grid size-4 shrink-0 place-items-center pt-0.5">
                    <Parts.ItemIndicator className="text-accent-ink">
                      <Check aria-hidden="true" />
                    </Parts.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <Parts.ItemText className={cn("block break-words", isMono && "font-mono text-xs leading-5")}>
                      {option.label}
                    </Parts.ItemText>
                    {option.description && <span className="block text-muted text-xs">{option.description}</span>}
                  </span>
                </Parts.Item>
              ))}
            </Parts.List>
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}
