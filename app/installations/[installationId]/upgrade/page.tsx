import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { PublishedVersions } from "@/components/catalog/published-versions";
import { UpgradeForm } from "@/components/installations/upgrade-form";
import { VersionChanges } from "@/components/review/version-changes";
import { Card } from "@/components/ui/card";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { uuid } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import type { VersionChange } from "@/lib/destination/version-change";
import { diffVersions } from "@/lib/destination/version-diff";
import { requireActor } from "@/lib/http/session";
import { readUpgradePage, type UpgradePage } from "@/lib/server/services/read-upgrade";

export const metadata: Metadata = { title: "Upgrade" };

export default async function UpgradeInstallationPage(props: { params: Promise<{ installationId: string }> }) {
  const actor = await requireActor("installation.write");
  const { installationId } = await props.params;
  const found = uuid.safeParse(installationId).success ? await readUpgradePage(actor, installationId) : undefined;
  if (!found) notFound();
  if (found.result === "newest") redirect(`/installations/${installationId}`);
  const { installation, target, newer } = found;
  const { version, project } = installation;
  const { displayName, logoId } = target.connectionInfo;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={`Upgrade ${installation.name} to ${target.number}`}
        description={`${displayName} in ${project.name}, now on version ${version.number}. You can roll back to it afterwards.`}
        media={<LogoTile name={displayName} src={logoSrc(logoId)} size="xl" />}
        breadcrumb={[
          { label: "Installations", href: "/installations" },
          { label: installation.name, href: `/installations/${installation.id}` },
          { label: "Upgrade" },
        ]}
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card title="What is new" description="In the partner's words." className="lg:order-last">
          <PublishedVersions versions={newer} />
        </Card>
        <div className="min-w-0 space-y-6">
          <Card
            title="What changes"
            description={`Between ${version.number} and ${target.number}, and what it means for you.`}
          >
            <VersionChanges changes={diffVersions(version, target).map(withoutVariables)} isBrief />
          </Card>
          <Form page={found} />
        </div>
      </div>
    </PortalPage>
  );
}

function Form({ page: { installation, target, plan, storedSecrets } }: { page: UpgradePage }) {
  const { id, name, revision, project, version } = installation;
  const { asked, offered, dropped, carried } = plan;
  return (
    <UpgradeForm
      // Made anew once somebody else has changed it, or another version has come.
      key={`${revision} ${target.id}`}
      installation={{ id, name, revision }}
      displayName={target.connectionInfo.displayName}
      to={{ versionId: target.id, number: target.number, definition: target.definition }}
      knownIds={partIds(version.definition)}
      carried={carried}
      storedSecrets={storedSecrets}
      asked={asked}
      offered={offered}
      dropped={dropped}
      properties={project.properties.map(({ name, type, example }) => ({ name, type, example }))}
    />
  );
}

/** Customers know what they are asked by its name, not by the variable that stands in templates. */
function withoutVariables(change: VersionChange): VersionChange {
  return { ...change, title: change.title.replaceAll(/ \(\$\w+\)/g, "") };
}

function partIds(definition: DestinationDefinition): string[] {
  return [...definition.fields, ...definition.mappings, ...actionsOf(definition)].map((part) => part.id);
}
