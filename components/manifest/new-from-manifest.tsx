"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { callApi, messageOf } from "@/lib/client/api";
import type { ConnectionInfoBody, CreateFromManifestBody } from "@/lib/contract";
import type { ManifestConnectionInfo } from "@/lib/destination/manifest/manifest";
import { AppError } from "@/lib/errors";
import { type InfoChoice, ManifestConnectionInfoForm, nameId } from "./manifest-connection-info-form";
import { ManifestInput } from "./manifest-input";
import { ManifestSummary } from "./manifest-summary";
import { useManifestText } from "./use-manifest-text";

export interface NewFromManifestProps {
  connectionInfos: { id: string; displayName: string; versionLabel: string }[];
  categories: { id: string; name: string }[];
}

const created = z.object({ id: z.string() });

/** A file becomes a destination: read, looked at, listed under a connection info, created. */
export function NewFromManifest({ connectionInfos, categories }: NewFromManifestProps) {
  const router = useRouter();
  const manifest = useManifestText();
  const contents = manifest.reading.state === "good" ? manifest.reading.contents : undefined;
  const [changed, setChanged] = useState<{ of: ManifestConnectionInfo | undefined; choice: InfoChoice }>();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const info = contents?.connectionInfo;
  // A choice is about one file: another one begins with its own words.
  const isOwn = changed && JSON.stringify(changed.of) === JSON.stringify(info);
  const choice = isOwn ? changed.choice : startOf(info, { connectionInfos, categories });

  async function create() {
    setProblems({});
    setFailure("");
    setIsBusy(true);
    try {
      const { id } = await callApi("/manifests", {
        method: "POST",
        body: bodyOf(manifest.text, choice),
        schema: created,
      });
      router.push(`/destinations/${id}`);
    } catch (error) {
      const issues = error instanceof AppError ? (error.details.issues ?? []) : [];
      if (issues.some(({ path }) => path.endsWith("displayName"))) document.getElementById(nameId)?.focus();
      setProblems(
        Object.fromEntries(issues.map(({ path, message }) => [path.replace("connectionInfo.", ""), message])),
      );
      setFailure(messageOf(error));
      setIsBusy(false);
    }
  }

  return (
    <form
      noValidate
      className="max-w-4xl space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (contents && !isBusy) void create();
      }}
    >
      <Card>
        <ManifestInput manifest={manifest} />
      </Card>
      {contents && (
        <>
          <Card title="What it holds">
            <ManifestSummary contents={contents} />
          </Card>
          <Card
            title="Connection info"
            description="The tile that customers see in the catalog."
            bodyClassName="space-y-4"
            footer={
              <Button type="submit" variant="primary" isLoading={isBusy}>
                Create destination
              </Button>
            }
          >
            {failure && (
              <Callout tone="danger" title="The destination was not created" isLive>
                {failure}
              </Callout>
            )}
            <ManifestConnectionInfoForm
              choice={choice}
              ofFile={info}
              connectionInfos={connectionInfos}
              categories={categories}
              problems={problems}
              onChange={(next) => {
                setProblems({});
                setChanged({ of: info, choice: next });
              }}
            />
          </Card>
        </>
      )}
    </form>
  );
}

/** What the file says of itself where it does, else the first record there is, else a new one. */
function startOf(info: ManifestConnectionInfo | undefined, known: NewFromManifestProps): InfoChoice {
  const first = known.connectionInfos[0]?.id ?? "";
  const name = info?.category.toLowerCase() ?? "";
  const category = known.categories.find((each) => each.name.toLowerCase() === name);
  return {
    isNew: info !== undefined || first === "",
    connectionInfoId: first,
    body: {
      displayName: info?.displayName ?? "",
      categoryId: category?.id ?? null,
      summary: info?.summary ?? "",
      fullDescription: info?.fullDescription ?? "",
      documentation: info?.documentation ?? "",
      support: info?.support ?? "",
      versionLabel: info?.versionLabel || "1.0",
      logoId: null,
    } satisfies ConnectionInfoBody,
  };
}

function bodyOf(text: string, { isNew, connectionInfoId, body }: InfoChoice): CreateFromManifestBody {
  return isNew
    ? { text, connectionInfoId: null, connectionInfo: body }
    : { text, connectionInfoId, connectionInfo: null };
}
