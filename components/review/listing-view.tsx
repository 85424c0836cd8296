"use client";

import type { ReactNode } from "react";
import { CatalogTile } from "@/components/catalog/catalog-tile";
import { MarkdownText } from "@/components/catalog/markdown-text";
import { Card } from "@/components/ui/card";
import { logoSrc } from "@/components/ui/logo-tile";
import type { FrozenConnectionInfo } from "@/lib/contract";
import { listingAnchor } from "@/lib/review-anchor";
import { Commentable } from "./commentable";

interface ListingViewProps {
  connectionInfo: FrozenConnectionInfo;
  kind: string;
}

const anchors = {
  displayName: listingAnchor("displayName"),
  category: listingAnchor("category"),
  summary: listingAnchor("summary"),
  logoId: listingAnchor("logoId"),
  versionLabel: listingAnchor("versionLabel"),
  documentation: listingAnchor("documentation"),
  support: listingAnchor("support"),
  fullDescription: listingAnchor("fullDescription"),
};

/** The listing as customers will find it, each text with what is said about it. */
export function ListingView({ connectionInfo: info, kind }: ListingViewProps) {
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div>
        <CatalogTile {...info} kind={kind} logoSrc={logoSrc(info.logoId)} />
      </div>
      <Card title="Texts" headingLevel={3} bodyClassName="divide-y divide-line py-2!">
        <Text label="Display name" anchor={anchors.displayName}>
          {info.displayName}
        </Text>
        <Text label="Category" anchor={anchors.category}>
          {info.category}
        </Text>
        <Text label="Summary" anchor={anchors.summary}>
          {info.summary}
        </Text>
        <Text label="Logo" anchor={anchors.logoId}>
          {info.logoId ? "Given, as in the tile" : ""}
        </Text>
        <Text label="Version label" anchor={anchors.versionLabel}>
          {info.versionLabel}
        </Text>
        <Text label="Documentation" anchor={anchors.documentation}>
          {info.documentation}
        </Text>
        <Text label="Support" anchor={anchors.support}>
          {info.support}
        </Text>
        <Text label="Full description" anchor={anchors.fullDescription}>
          {info.fullDescription && <MarkdownText text={info.fullDescription} />}
        </Text>
      </Card>
    </div>
  );
}

function Text({ label, anchor, children }: { label: string; anchor: typeof anchors.summary; children: ReactNode }) {
  return (
    <Commentable anchor={anchor} className="py-0.5">
      <div className="flex flex-col gap-x-4 py-1 text-sm sm:flex-row">
        <span className="shrink-0 text-muted sm:w-36">{label}</span>
        <div className="min-w-0 flex-1 break-words text-ink">
          {children || <span className="text-faint">Not given</span>}
        </div>
      </div>
    </Commentable>
  );
}
