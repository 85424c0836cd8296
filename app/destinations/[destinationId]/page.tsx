import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PortalPage } from "@/app/portal-page";
import { Builder } from "@/components/builder/builder";
import { helpCookie, parseOpenHelp } from "@/components/builder/remembered-help";
import { parseSplit, splitCookie } from "@/components/builder/split-share";
import { PreviewAndTest } from "@/components/test-bench/preview-and-test";
import type { Draft } from "@/lib/contract";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { freezeConnectionInfo } from "@/lib/server/repositories/connection-infos";
import { findDestination } from "@/lib/server/repositories/destinations";
import { listProjectsWithProperties } from "@/lib/server/repositories/projects";
import { listMetStatuses, listNewestTestRuns } from "@/lib/server/repositories/test-runs";
import { findUserName } from "@/lib/server/repositories/users";
import { sandboxOf } from "@/lib/server/services/create-destination";
import { gather } from "@/lib/server/services/freeze-version";
import { readVersions } from "@/lib/server/services/read-versions";

interface BuilderPageProps {
  params: Promise<{ destinationId: string }>;
}

export async function generateMetadata({ params }: BuilderPageProps): Promise<Metadata> {
  const { destination } = await load(params);
  return { title: destination.connectionInfo.displayName };
}

export default async function BuilderPage({ params }: BuilderPageProps) {
  const { actor, destination } = await load(params);
  const [{ context }, runs, met, versions, projects, updatedBy, jar] = await Promise.all([
    gather(db, actor, destination),
    listNewestTestRuns(db, actor.organizationId, destination.id, destination.definition),
    listMetStatuses(db, actor.organizationId, destination.id),
    readVersions(actor, destination.id),
    listProjectsWithProperties(db, actor.organizationId),
    destination.updatedById ? findUserName(db, destination.updatedById) : null,
    cookies(),
  ]);
  const info = destination.connectionInfo;
  const listing = freezeConnectionInfo(info);
  const { logoId: _, ...manifestInfo } = listing;
  const draft: Draft = {
    id: destination.id,
    revision: destination.revision,
    definition: destination.definition,
    updatedAt: destination.updatedAt.toISOString(),
    updatedBy,
  };
  const testRuns = runs.map((run) => ({ ...run, createdAt: run.createdAt.toISOString() }));
  const tests = runs.map((run) => [run.endpoint, { hash: run.endpointHash, met: met.get(run.endpoint) ?? [] }]);
  return (
    <PortalPage actor={actor} isWide>
      <Builder
        actor={actor}
        draft={draft}
        displayName={info.displayName}
        logoId={info.logoId}
        connectionInfoHref={`/connection-info/${info.id}`}
        context={{ connectionInfo: context.connectionInfo, allowedHosts: context.allowedHosts }}
        initialTests={Object.fromEntries(tests)}
        initialVersions={versions}
        initialSplit={parseSplit(jar.get(splitCookie)?.value)}
        openHelp={parseOpenHelp(jar.get(helpCookie)?.value)}
        manifestInfo={manifestInfo}
        sandbox={sandboxOf(actor)}
        preview={
          <PreviewAndTest
            destinationId={destination.id}
            platformName={env().PLATFORM_NAME}
            displayName={info.displayName}
            logoId={info.logoId}
            actor={actor}
            connectionInfoHref={`/connection-info/${info.id}`}
            listing={listing}
            projects={projects.map(({ id, name, properties }) => ({
              id,
              name,
              properties: properties.map((property) => ({
                name: property.name,
                type: property.type,
                example: property.example,
              })),
            }))}
            initialTestRuns={testRuns.map(({ id, endpoint, endpointHash, createdAt, exchange, outcome, details }) => ({
              id,
              endpoint,
              endpointHash,
              createdAt,
              exchange,
              outcome,
              items: details?.items,
              accessToken: details?.accessToken,
              warnings: details?.warnings,
            }))}
          />
        }
      />
    </PortalPage>
  );
}

/** Another organization's destination, and an id that is none, are pages that don't exist. */
async function load(params: BuilderPageProps["params"]) {
  const { destinationId } = await params;
  if (!z.uuid().safeParse(destinationId).success) notFound();
  const actor = await requireActor("destination.read", { destinationId });
  const destination = await findDestination(db, actor.organizationId, destinationId);
  if (!destination) notFound();
  return { actor, destination };
}
