import { cn } from "./cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent shadow-1 hover:bg-accent-hover",
  secondary: "border-line-strong bg-surface text-ink shadow-1 hover:border-control hover:bg-hover",
  ghost: "border-transparent text-muted hover:bg-hover hover:text-ink",
  danger: "border-transparent bg-danger text-on-danger shadow-1 hover:bg-danger-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 rounded-sm px-2 text-xs pointer-coarse:h-9 pointer-coarse:px-3",
  md: "h-8 gap-1.5 rounded-md px-3 text-sm has-[>svg:first-child]:ps-2.5 pointer-coarse:h-10",
};

const squares: Record<ButtonSize, string> = {
  sm: "size-7 rounded-sm pointer-coarse:size-9",
  md: "size-8 rounded-md pointer-coarse:size-10",
};

interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** As wide as it is high, for a lone icon. */
  isSquare?: boolean;
  className?: string;
}

/** The look of a button, for buttons, links and the triggers of popups alike. */
export function buttonClass({ variant = "secondary", size = "md", isSquare = false, className }: ButtonLook = {}) {
  return cn(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap border font-medium",
    "transition-[background-color,border-color,color,box-shadow] active:translate-y-px",
    "disabled:pointer-events-none disabled:border-line disabled:bg-sunken disabled:text-faint disabled:shadow-none",
    "aria-busy:cursor-progress aria-busy:active:translate-y-0",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    isSquare ? squares[size] : sizes[size],
    className,
  );
}
