import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { Spinner } from "./spinner";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Keeps its width and its focus, and ignores presses. */
  isLoading?: boolean;
}

export function Button({
  variant,
  size,
  icon,
  isLoading = false,
  type = "button",
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-busy={isLoading || undefined}
      aria-disabled={isLoading || props["aria-disabled"]}
      onClick={isLoading ? ignorePress : onClick}
      className={buttonClass({ variant, size, className })}
    >
      {isLoading ? (
        <>
          <span className="inline-flex animate-vanish items-center gap-[inherit]">
            {icon}
            {children}
          </span>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
        </>
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </button>
  );
}

/** A busy button stays focusable, so a second press, or Enter in its form, has to be stopped by hand. */
function ignorePress(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}
