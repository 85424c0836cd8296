import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { LogoTile } from "@/components/ui/logo-tile";
import { kindName } from "@/lib/destination/kind-words";

/** The tile of a destination: in the catalog, and as a live preview while its connection info is written. */
export function CatalogTile(props: {
  displayName: string;
  summary: string;
  category: string;
  logoSrc: string | null;
  kind?: string;
  footnote?: string;
  /** How it stands with whoever looks at it: installed, deprecated. */
  marks?: ReactNode;
}) {
  return (
    <div className="flex h-full flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-1 transition-colors hover:border-line-strong">
      <div className="flex items-start gap-3">
        <LogoTile name={props.displayName || "?"} src={props.logoSrc} size="lg" />
        <div className="min-w-0 flex-1">
          <p className="break-words font-semibold text-base text-ink">{props.displayName || "Display name"}</p>
          <p className="mt-1 flex flex-wrap gap-1.5">
            {props.category && <Badge>{props.category}</Badge>}
            {props.kind && <Badge tone="accent">{kindName(props.kind)}</Badge>}
          </p>
        </div>
      </div>
      <p className="line-clamp-3 flex-1 text-muted text-sm">{props.summary || "A short summary of what it does."}</p>
      {(props.footnote || props.marks) && (
        <div className="flex min-h-5 flex-wrap items-center gap-1.5">
          {props.marks}
          {props.footnote && <p className="ms-auto text-faint text-xs">{props.footnote}</p>}
        </div>
      )}
    </div>
  );
}
