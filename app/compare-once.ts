import { cache } from "react";
import { compareVersion } from "@/lib/server/services/compare-version";

/** The comparison of a version, made once for all parts of the page that show something of it. */
export const compareOnce = cache(compareVersion);
