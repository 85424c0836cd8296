/** What every small popup looks like: menus, lists of choices, popovers. */
export const popupClass =
  "origin-(--transform-origin) rounded-lg border border-line-strong bg-raised text-ink text-sm shadow-3 outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 data-instant:transition-none";

/** One row of such a list. Works for the parts of Base UI, which say `data-highlighted`, and for plain links. */
export const popupItemClass =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none data-disabled:text-faint data-highlighted:bg-hover pointer-coarse:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0";
