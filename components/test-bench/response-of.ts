"use client";

import { createContext } from "react";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Exchange } from "@/lib/destination/exchange";

/** Whose response is shown: its values can be used in the draft. Absent where there is none to use them in. */
export const ResponseOf = createContext<{ endpoint: EndpointKey; exchange: Exchange } | undefined>(undefined);
