import { CircleArrowUp, CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";

interface CatalogMarksProps {
  /** How many installations the organization has, and how many of them are on an older version. */
  installed: number;
  upgradable: number;
  isDeprecated: boolean;
  isInternal: boolean;
}

/** How a destination of the catalog stands with the organization that looks at it. */
export function CatalogMarks({ installed, upgradable, isDeprecated, isInternal }: CatalogMarksProps) {
  return (
    <>
      {installed > 0 && (
        <Badge tone="success" icon={<CircleCheck aria-hidden="true" />}>
          {installed === 1 ? "Installed" : `${installed} installed`}
        </Badge>
      )}
      {upgradable > 0 && (
        <Badge tone="info" icon={<CircleArrowUp aria-hidden="true" />}>
          New version
        </Badge>
      )}
      {isDeprecated && <Badge tone="warning">Deprecated</Badge>}
      {isInternal && <Badge>Internal</Badge>}
    </>
  );
}
