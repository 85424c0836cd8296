import { Logo, LogoMark } from "@/components/shell/logo";
import { ThemeChoice } from "@/components/shell/theme-choice";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";

const papers = ["bg-canvas", "bg-surface", "bg-sunken", "bg-raised", "bg-hover", "bg-selected"];
const inks = ["text-ink", "text-muted", "text-faint", "text-accent-ink"];
const solids = ["bg-accent", "bg-danger", "bg-warning", "bg-success", "bg-info", "bg-control"];
const sizes = ["text-2xl", "text-xl", "text-lg", "text-md", "text-base", "text-sm", "text-xs", "text-2xs"];

export function TokenSection() {
  return (
    <Card
      title="Tokens"
      description="Colours say what they are for."
      actions={
        <div className="w-64 max-w-full">
          <ThemeChoice />
        </div>
      }
    >
      <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
        <div className="space-y-3">
          <div className="flex items-center gap-6">
            <Logo />
            <LogoMark className="size-12" />
            <LogoMark className="size-5" />
          </div>
          <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
            {papers.map((paper) => (
              <div key={paper} className={cn("rounded-md border border-line p-2 text-xs", paper)}>
                <code className="font-mono">{paper}</code>
                {inks.map((ink) => (
                  <span key={ink} className={cn("block", ink)}>
                    {ink}
                  </span>
                ))}
              </div>
            ))}
          </div>
          <div className="flex flex-wrap gap-3">
            {solids.map((solid) => (
              <span key={solid} className="flex items-center gap-1.5 font-mono text-muted text-xs">
                <span aria-hidden="true" className={cn("size-4 rounded-sm", solid)} />
                {solid}
              </span>
            ))}
          </div>
        </div>
        <div>
          {sizes.map((size) => (
            <p key={size} className={cn("truncate", size)}>
              Saturday’s cohort &amp; héllo, 1,234,567 <span className="text-faint">{size}</span>
            </p>
          ))}
          <p className="mt-2 break-all font-mono text-xs">
            POST https://api.example.com/v1/lists/<span className="text-syntax-variable">$list_id</span>/add 0O 1lI
          </p>
          <p className="mt-2">
            Text with{" "}
            <a href="#main" className="link">
              a link to the top
            </a>{" "}
            in it, łódź, Ünïcödé.
          </p>
        </div>
      </div>
    </Card>
  );
}
