import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { ControlSection } from "./control-section";
import { DisplaySection } from "./display-section";
import { OverlaySection } from "./overlay-section";
import { StructureSection } from "./structure-section";
import { TokenSection } from "./token-section";

export const metadata: Metadata = { title: "Kit", robots: { index: false, follow: false } };

/** Every primitive in every state, for people who build pages and for the accessibility check. Holds no data. */
export default function KitPage() {
  return (
    <main id="main" className="mx-auto max-w-[75rem] px-4 py-8 sm:px-8">
      <PageHeader title="Kit" description="The parts our pages are made of, in every state they can be in." />
      <div className="space-y-6">
        <TokenSection />
        <ControlSection />
        <DisplaySection />
        <StructureSection />
        <OverlaySection />
      </div>
    </main>
  );
}
