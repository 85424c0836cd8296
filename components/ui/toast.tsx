"use client";

import { Toast as Parts } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { buttonClass } from "./button-class";
import { cn } from "./cn";
import { inkTone } from "./tone";

interface ToastOptions {
  description?: string;
  /** One thing to do about it, usually Undo. */
  action?: { label: string; onClick: () => void };
  /** 0 keeps it until it is closed. */
  timeoutMs?: number;
}

const manager = Parts.createToastManager();

const kinds = {
  success: { Icon: CircleCheck, ink: inkTone.success },
  error: { Icon: CircleAlert, ink: inkTone.danger },
  info: { Icon: Info, ink: inkTone.info },
} as const;

type Kind = keyof typeof kinds;

function add(type: Kind, title: string, options: ToastOptions = {}): string {
  const { description, action, timeoutMs } = options;
  const id = manager.add({
    type,
    title,
    description,
    // An action needs time to be found, and an error time to be read.
    timeout: timeoutMs ?? (type === "error" || action ? 10_000 : 5_000),
    priority: type === "error" ? "high" : "low",
    actionProps: action && {
      children: action.label,
      onClick: () => {
        action.onClick();
        manager.close(id);
      },
    },
  });
  return id;
}

/** Says that something happened. What must be acted on belongs on the page, in a callout. */
export const toast = {
  success: (title: string, options?: ToastOptions) => add("success", title, options),
  error: (title: string, options?: ToastOptions) => add("error", title, options),
  info: (title: string, options?: ToastOptions) => add("info", title, options),
  dismiss: (id: string) => manager.close(id),
};

/** Where toasts appear. Once per page that shows any. */
export function Toaster() {
  return (
    <Parts.Provider toastManager={manager} limit={3}>
      <Parts.Portal>
        <Parts.Viewport
          aria-label="Messages"
          className="fixed inset-x-4 bottom-4 z-50 flex flex-col items-stretch gap-2 outline-none sm:inset-x-auto sm:end-5 sm:bottom-5 sm:w-90"
        >
          <ToastList />
        </Parts.Viewport>
      </Parts.Portal>
    </Parts.Provider>
  );
}

function ToastList() {
  const { toasts } = Parts.useToastManager();
  return toasts.map((item) => {
    const kind = kinds[isKind(item.type) ? item.type : "info"];
    return (
      <Parts.Root
        key={item.id}
        toast={item}
        swipeDirection={["right", "down"]}
        className="rounded-lg border border-line-strong bg-raised text-ink text-sm shadow-3 transition-[opacity,translate] duration-150 data-limited:hidden data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
      >
        <Parts.Content className="flex items-start gap-2.5 py-2.5 ps-3 pe-2">
          <kind.Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", kind.ink)} />
          <div className="min-w-0 flex-1 break-words">
            <Parts.Title className="font-medium" />
            <Parts.Description className="text-muted text-xs" />
          </div>
          {item.actionProps && <Parts.Action className={buttonClass({ size: "sm", className: "self-center" })} />}
          <Parts.Close
            aria-label="Close"
            className={buttonClass({ variant: "ghost", size: "sm", isSquare: true, className: "-my-1" })}
          >
            <X aria-hidden="true" />
          </Parts.Close>
        </Parts.Content>
      </Parts.Root>
    );
  });
}

function isKind(type: string | undefined): type is Kind {
  return type !== undefined && type in kinds;
}
