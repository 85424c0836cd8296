/** What a version would do to installations, as the API gives it: counts and reasons only. */
import { z } from "zod";
import type { VersionImpact } from "./destination/version-impact";

const count = z.number().int().nonnegative();
const source = z.enum(["field", "mapping", "action"]);

export const versionImpactAnswer = z.object({
  installations: count,
  unaffected: count,
  needAnswers: count,
  broken: count,
  depends: count,
  countsAnswers: z.boolean(),
  asked: z.array(
    z.object({
      source,
      id: z.string(),
      label: z.string(),
      reason: z.enum(["new", "now_required", "no_longer_fits", "type_changed"]),
      count,
      isUpTo: z.boolean().optional(),
    }),
  ),
  dropped: z.array(z.object({ source, id: z.string(), count, isUpTo: z.boolean().optional() })),
  breaks: z.array(z.object({ reason: z.string(), count })),
  isPartial: z.boolean(),
}) satisfies z.ZodType<VersionImpact>;
