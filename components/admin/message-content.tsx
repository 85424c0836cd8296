import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { MailPreview } from "./mail-preview";

interface MessageContentProps {
  subject: string;
  text: string;
  html: string;
}

/** What a message says, after the links in it that one would pass on. */
export function MessageContent({ subject, text, html }: MessageContentProps) {
  const links = linksIn(text);
  return (
    <>
      {links.length > 0 && (
        <Card title="Links" description="Whoever opens one acts for its recipient: pass it on rather than follow it.">
          <ul className="space-y-2">
            {links.map((link) => (
              <li key={link} className="flex items-start gap-2">
                <a href={link} className="link min-w-0 break-all py-1 font-mono text-xs">
                  {link}
                </a>
                <CopyButton text={link} label={`Copy ${link}`} isIconOnly className="ms-auto" />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <MailPreview subject={subject} text={text} html={html} />
    </>
  );
}

/**
 * Ours all lead to this portal; those of the foot, to its start page and to the choice of mails, are nothing to pass on.
 * What others wrote is set off by `>` and left out.
 */
function linksIn(text: string): string[] {
  const ownWords = text.split("\n").filter((line) => !line.startsWith(">"));
  const links = new Set(ownWords.join("\n").match(/https?:\/\/\S+/g) ?? []);
  return [...links].filter((link) => URL.canParse(link) && !["/", "/account"].includes(new URL(link).pathname));
}
