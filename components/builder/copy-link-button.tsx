"use client";

import { Link } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { linkTo } from "./current-section";

/** Puts the link to a place of this destination on the clipboard. Where that is refused, the link is shown instead. */
export async function copyLink(hash: string, name: string): Promise<void> {
  const link = linkTo(hash);
  try {
    await navigator.clipboard.writeText(link);
    toast.success(`Copied the link to ${name}`);
  } catch {
    toast.info("The browser did not allow copying", { description: link, timeoutMs: 0 });
  }
}

/** Quiet until one points at the heading or reaches it by keyboard. */
export function CopyLinkButton({ hash, name }: { hash: string; name: string }) {
  return (
    <IconButton
      size="sm"
      label={`Copy link to ${name}`}
      onClick={() => void copyLink(hash, name)}
      className="opacity-0 focus-visible:opacity-100 group-hover/heading:opacity-100 pointer-coarse:opacity-100 [&_svg]:size-3.5!"
    >
      <Link />
    </IconButton>
  );
}
