import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { ButtonLink } from "@/components/ui/button-link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <AuthShell
      title="There is nothing here"
      description="The page does not exist, or it belongs to an organization you are not working for at the moment. If somebody sent you the link, switch to their organization and open it again."
    >
      <ButtonLink href="/" variant="primary">
        Go to the start page
      </ButtonLink>
    </AuthShell>
  );
}
