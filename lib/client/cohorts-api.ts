/** Typed calls about cohorts and their members. */
import { z } from "zod";
import {
  cohortList,
  createdCohort,
  type LoadMode,
  loadedMembers,
  type MembersQuery,
  memberPage,
} from "@/lib/cohort-contract";
import { callApi } from "./api";
import { uploadFile } from "./upload";

const pathOf = (projectId: string) => `/projects/${projectId}/cohorts`;

interface Load {
  mode: LoadMode;
  file: Blob;
  contentType: string;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

export const cohortsApi = {
  list: async (projectId: string, signal?: AbortSignal) =>
    (await callApi(pathOf(projectId), { schema: cohortList, signal })).cohorts,

  create: (projectId: string, name: string) =>
    callApi(pathOf(projectId), { method: "POST", body: { name }, schema: createdCohort }),

  delete: (projectId: string, cohortId: string) =>
    callApi(`${pathOf(projectId)}/${cohortId}`, { method: "DELETE", schema: z.undefined() }),

  /** Nothing changes unless the whole file was sent and is in order. */
  load: (projectId: string, cohortId: string, { mode, ...upload }: Load) =>
    uploadFile(`${pathOf(projectId)}/${cohortId}/members?mode=${mode}`, { ...upload, schema: loadedMembers }),

  members: (projectId: string, cohortId: string, query: Pick<MembersQuery, "limit" | "sample">, signal?: AbortSignal) =>
    callApi(
      `${pathOf(projectId)}/${cohortId}/members?${new URLSearchParams({ limit: String(query.limit), sample: query.sample })}`,
      { schema: memberPage, signal },
    ),
};
