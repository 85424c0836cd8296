import { cn } from "./cn";
import { initialsOf, tileColors } from "./initials";

const sizes = {
  sm: "size-6 rounded-sm text-2xs",
  md: "size-9 rounded-md text-xs",
  lg: "size-12 rounded-lg text-base",
  xl: "size-16 rounded-xl text-xl",
} as const;

interface LogoTileProps {
  name: string;
  src?: string | null;
  size?: keyof typeof sizes;
  className?: string;
}

/** A partner's logo, or its initials. Decorative: the name stands beside it. */
export function LogoTile({ name, src, size = "md", className }: LogoTileProps) {
  const look = cn("inline-grid shrink-0 select-none place-items-center overflow-hidden", sizes[size], className);
  if (!src) {
    return (
      <span aria-hidden="true" style={tileColors(name)} className={cn(look, "font-semibold")}>
        {initialsOf(name)}
      </span>
    );
  }
  return (
    // Logos are drawn for white paper, so they keep it in the dark.
    <span className={cn(look, "border border-line bg-white")}>
      {/* biome-ignore lint/performance/noImgElement: logos are small, already re-encoded, and served by our own endpoint. */}
      <img src={src} alt="" loading="lazy" decoding="async" className="size-full object-contain" />
    </span>
  );
}

/** Where a logo is served; null where there is none. */
export function logoSrc(logoId: string | null): string | null {
  return logoId === null ? null : `/api/v1/logos/${logoId}`;
}
