import { cn } from "./cn";
import { initialsOf, tileColors } from "./initials";

const sizes = { sm: "size-5 text-[9px]", md: "size-7 text-2xs", lg: "size-10 text-sm" } as const;

interface AvatarProps {
  name: string;
  size?: keyof typeof sizes;
  /** For an organization; a person is round. */
  isSquare?: boolean;
  className?: string;
}

/**
 * A person or an organization. Decorative: the name stands beside it, or in the label of what contains it. The letters
 * are drawn rather than written, so that they are no part of the text that such a label has to repeat.
 */
export function Avatar({ name, size = "md", isSquare = false, className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      style={tileColors(name)}
      data-initials={initialsOf(name)}
      className={cn(
        "inline-grid shrink-0 select-none place-items-center font-semibold before:content-[attr(data-initials)]",
        isSquare ? "rounded-xs" : "rounded-full",
        sizes[size],
        className,
      )}
    />
  );
}
