/**
 * The menus of the top bar are the browser's own popovers: they need no script, and the bar is on every page. It is
 * fixed to the top, so their place is known without measuring.
 */
export const menuClass =
  "fixed inset-auto top-11 m-0 max-h-[calc(100dvh-4rem)] max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 text-ink text-sm shadow-3";

export const menuItemClass =
  "flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-start text-ink text-sm hover:not-aria-[current]:bg-hover pointer-coarse:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0";
