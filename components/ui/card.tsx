import { type ReactNode, useId } from "react";
import { cn } from "./cn";

interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons at the end of the title bar. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** Without padding, for a table or a list that reaches the edges. */
  isFlush?: boolean;
  headingLevel?: 2 | 3 | 4;
  id?: string;
  className?: string;
  bodyClassName?: string;
  children?: ReactNode;
}

/** A bounded piece of a page. With a title it is a section of that name. */
export function Card({ title, description, actions, footer, children, ...props }: CardProps) {
  const { isFlush = false, headingLevel = 2, id, className, bodyClassName } = props;
  const titleId = useId();
  const Heading = `h${headingLevel}` as const;
  const Box = title ? "section" : "div";
  return (
    <Box
      id={id}
      aria-labelledby={title ? titleId : undefined}
      className={cn("flex min-w-0 scroll-mt-16 flex-col rounded-lg border border-line bg-surface shadow-1", className)}
    >
      {(title || actions) && (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-4 py-2">
          <div className="min-w-0">
            {title && (
              <Heading id={titleId} className="font-semibold text-base text-ink">
                {title}
              </Heading>
            )}
            {description && <p className="text-muted text-xs">{description}</p>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </div>
      )}
      {children !== undefined && <div className={cn("min-w-0 grow", !isFlush && "p-4", bodyClassName)}>{children}</div>}
      {footer && (
        <div className="flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-line border-t bg-sunken px-4 py-2.5 text-muted text-xs">
          {footer}
        </div>
      )}
    </Box>
  );
}
