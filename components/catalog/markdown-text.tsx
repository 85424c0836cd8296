import Markdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";

/** A partner's Markdown, sanitised. HTML in it stays text; pictures are left out, since they would load from elsewhere. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className="space-y-2 break-words text-ink text-sm [&_a]:link [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-xs [&_h1]:font-semibold [&_h2]:font-semibold [&_h3]:font-semibold [&_li]:ms-5 [&_ol]:list-decimal [&_ul]:list-disc">
      <Markdown
        rehypePlugins={[rehypeSanitize]}
        disallowedElements={["img"]}
        unwrapDisallowed
        components={{
          a: ({ href, children }) => (
            <a href={href} rel="nofollow noopener noreferrer" target="_blank" className="link">
              {children}
            </a>
          ),
          // The page has its own headings; a description's begin below them.
          h1: ({ children }) => <h4 className="font-semibold">{children}</h4>,
          h2: ({ children }) => <h4 className="font-semibold">{children}</h4>,
          h3: ({ children }) => <h5 className="font-semibold">{children}</h5>,
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}
