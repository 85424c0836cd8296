/** A partner's documentation or support: a link to elsewhere, or an e-mail address. */
export function OutsideLink({ text }: { text: string }) {
  if (!text) return <span className="text-faint">Not given</span>;
  const isPage = /^https?:\/\//i.test(text) && URL.canParse(text);
  return (
    <a
      href={isPage ? text : `mailto:${text}`}
      rel="nofollow noopener noreferrer"
      target={isPage ? "_blank" : undefined}
      className="link break-words"
    >
      {isPage ? new URL(text).hostname : text}
    </a>
  );
}
