/** What a colour says, the same words in every component. */
export type Tone = "neutral" | "accent" | "success" | "warning" | "danger" | "info";

export const softTone: Record<Tone, string> = {
  neutral: "bg-sunken border-line text-muted",
  accent: "bg-accent-soft border-accent-line text-accent-ink",
  success: "bg-success-soft border-success-line text-success-ink",
  warning: "bg-warning-soft border-warning-line text-warning-ink",
  danger: "bg-danger-soft border-danger-line text-danger-ink",
  info: "bg-info-soft border-info-line text-info-ink",
};

export const solidTone: Record<Tone, string> = {
  neutral: "bg-control",
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
};

export const inkTone: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-ink",
  success: "text-success-ink",
  warning: "text-warning-ink",
  danger: "text-danger-ink",
  info: "text-info-ink",
};
