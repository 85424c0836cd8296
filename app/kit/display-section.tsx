import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Kbd } from "@/components/ui/kbd";
import { LogoTile } from "@/components/ui/logo-tile";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import { Shortcut } from "@/components/ui/shortcut";
import { Loading, Skeleton, SkeletonText } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { Stepper } from "@/components/ui/stepper";

const tones = ["neutral", "accent", "success", "warning", "danger", "info"] as const;
const callouts = ["info", "success", "warning", "danger"] as const;
const names = ["Ada Lovelace", "Grace Hopper", "Zoë", "李 小龍", "Cordial", "Iterable", "Customer.io", "Braze"];

const body = `{
  "name": "[Landfall] Saturday's cohort",
  "context": { "version": "1.0.0", "attempt": 2, "dryRun": false, "previous": null },
  "userIds": $items
}`;

export function DisplaySection() {
  return (
    <>
      <Card title="Badges, people and progress">
        <div className="space-y-4">
          <div className="flex flex-wrap gap-2">
            {tones.map((tone) => (
              <Badge key={tone} tone={tone}>
                {tone}
              </Badge>
            ))}
            <Badge tone="success" hasDot>
              Approved
            </Badge>
            <Badge tone="info" hasDot>
              In review
            </Badge>
            <Badge tone="warning" hasDot>
              Changes requested
            </Badge>
            <Badge hasDot>Draft</Badge>
          </div>
          <div className="flex flex-wrap gap-4">
            {tones.map((tone) => (
              <StatusDot key={tone} tone={tone} label={tone} />
            ))}
            <StatusDot tone="success" label="Saved" isPulsing />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {names.map((name) => (
              <Avatar key={name} name={name} />
            ))}
            <Avatar name="Ada Lovelace" size="lg" />
            {names.slice(4).map((name) => (
              <LogoTile key={name} name={name} size="lg" />
            ))}
            <LogoTile name="Landfall" src="/logo.svg" size="lg" />
            <LogoTile name="Acme Messaging" size="xl" />
          </div>
          <Stepper
            steps={[
              { id: "a", label: "Connection info", state: "done", href: "/kit" },
              { id: "b", label: "Fields", state: "error", href: "/kit" },
              { id: "c", label: "Endpoints", state: "current" },
              { id: "d", label: "Submit", state: "todo" },
            ]}
          />
          <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
            <ProgressBar label="Adding users" value={42_000} max={120_000} />
            <ProgressBar label="Waiting for the partner" />
          </div>
          <div className="flex flex-wrap items-center gap-4 text-muted text-xs">
            <RelativeTime at="2026-08-01T10:00:00Z" />
            <span>
              Press <Kbd>/</Kbd> to search, <Shortcut keys="mod+k" /> for commands
            </span>
          </div>
        </div>
      </Card>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <Card title="Callouts">
          <div className="space-y-3">
            {callouts.map((tone) => (
              <Callout key={tone} tone={tone} title="The partner answered 401">
                The API key was refused. Check that it belongs to the workspace above, then test again.
              </Callout>
            ))}
            <Callout tone="warning" actions={<Button size="sm">Declare as custom field</Button>}>
              <code className="font-mono text-xs">$regoin</code> is not declared. Did you mean{" "}
              <code className="font-mono text-xs">$region</code>?
            </Callout>
          </div>
        </Card>
        <div className="space-y-6">
          <CodeBlock label="Request body" language="json" code={body} />
          <CodeBlock label="A long line" code={`Authorization: Bearer ${"•".repeat(180)}`} isLabelHidden />
          <Card title="Loading">
            <Loading label="Loading destinations">
              <div className="flex items-center gap-3">
                <Skeleton className="size-9" />
                <SkeletonText lines={2} className="flex-1" />
              </div>
            </Loading>
          </Card>
        </div>
      </div>
    </>
  );
}
