import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";

interface IconButtonProps extends ComponentProps<"button"> {
  /** What pressing it does: an icon alone says nothing to many people. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

export function IconButton({ label, variant = "ghost", size, type = "button", className, ...props }: IconButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-label={label}
      className={buttonClass({ variant, size, isSquare: true, className })}
    />
  );
}
