/** Typed calls about what customers install. */
import { z } from "zod";
import {
  type ConnectionTestBody,
  connectionTestResult,
  type DestinationRequestBody,
  type InstallationStatus,
  type InstallBody,
  installationAnswers,
  installationStatuses,
  rolledBackInstallation,
  type SaveInstallationBody,
  savedInstallation,
  type UpgradeInstallationBody,
} from "@/lib/installation-contract";
import { callApi } from "./api";

const pathOf = (installationId: string) => `/installations/${installationId}`;

/** What somebody else has made of an installation: in `details.theirs` of `stale_revision`. */
export const theirInstallation = z.object({
  revision: z.number(),
  name: z.string(),
  answers: installationAnswers,
  versionId: z.string(),
});
export type TheirInstallation = z.infer<typeof theirInstallation>;

export const installationsApi = {
  /** Aborting the signal ends the connection test, and then nothing is stored. */
  install: (body: InstallBody, signal?: AbortSignal) =>
    callApi("/installations", { method: "POST", body, schema: savedInstallation, signal }),

  save: (installationId: string, body: SaveInstallationBody, signal?: AbortSignal) =>
    callApi(pathOf(installationId), { method: "PUT", body, schema: savedInstallation, signal }),

  setStatus: (installationId: string, status: InstallationStatus) =>
    callApi(pathOf(installationId), {
      method: "PATCH",
      body: { status },
      schema: z.object({ status: z.enum(installationStatuses) }),
    }),

  /** What it made at the partner stays there. */
  delete: (installationId: string) =>
    callApi(`${pathOf(installationId)}?lists=keep`, { method: "DELETE", schema: z.undefined() }),

  upgrade: (installationId: string, body: UpgradeInstallationBody, signal?: AbortSignal) =>
    callApi(`${pathOf(installationId)}/upgrade`, { method: "POST", body, schema: savedInstallation, signal }),

  rollBack: (installationId: string, revision: number) =>
    callApi(`${pathOf(installationId)}/rollback`, {
      method: "POST",
      body: { revision },
      schema: rolledBackInstallation,
    }),

  /** Of the answers as they are stored. */
  test: (installationId: string, signal?: AbortSignal) =>
    callApi(`${pathOf(installationId)}/connection-tests`, { method: "POST", schema: connectionTestResult, signal }),

  /** Of answers as they stand in a form. */
  testForm: (body: ConnectionTestBody, signal?: AbortSignal) =>
    callApi("/connection-tests", { method: "POST", body, schema: connectionTestResult, signal }),

  requestDestination: (body: DestinationRequestBody) =>
    callApi("/destination-requests", { method: "POST", body, schema: z.object({ wasKnown: z.boolean() }) }),
};
