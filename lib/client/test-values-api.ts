/** Typed calls about what a person keeps of their tests of a destination. */
import { z } from "zod";
import { type SaveTestValuesBody, testValuesAnswer } from "@/lib/test-values-contract";
import { callApi } from "./api";

const pathOf = (destinationId: string) => `/destinations/${destinationId}/test-values`;

export const testValuesApi = {
  read: (destinationId: string) => callApi(pathOf(destinationId), { schema: testValuesAnswer }),

  /** Replaces the answers, and stores the secrets that are named. `keepalive` lets it outlive the page. */
  save: (destinationId: string, body: SaveTestValuesBody, keepalive = false) =>
    callApi(pathOf(destinationId), { method: "PUT", body, schema: testValuesAnswer, keepalive }),

  deleteSecret: (destinationId: string, fieldId: string, keepalive = false) =>
    callApi(`${pathOf(destinationId)}/secrets/${encodeURIComponent(fieldId)}`, {
      method: "DELETE",
      schema: z.undefined(),
      keepalive,
    }),
};
