import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { addressOf, pageNumber, type SearchParams, textParams } from "@/app/text-params";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { RequestAnswer } from "@/components/admin/request-answer";
import { SearchForm } from "@/components/admin/search-form";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Tone } from "@/components/ui/tone";
import { requireActor } from "@/lib/http/session";
import { type RequestStatus, requestStatuses, requestStatusTexts } from "@/lib/request-status";
import { db } from "@/lib/server/db";
import { listDestinationRequests } from "@/lib/server/repositories/destination-requests";

export const metadata: Metadata = { title: "Requests" };

const pageSize = 25;
const tones = {
  open: "info",
  planned: "accent",
  available: "success",
  declined: "neutral",
} satisfies Record<RequestStatus, Tone>;

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("admin.settings");
  const { search, ...texts } = await textParams(searchParams);
  const page = pageNumber(texts.page);
  const status = requestStatuses.find((each) => each === texts.status);
  const { total, requests } = await listDestinationRequests(db, { search, status }, { page, pageSize });
  const isNarrowed = search !== undefined || status !== undefined;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Requests"
        description="Destinations that people looked for in the catalog and did not find. Whoever asked is told what becomes of it."
      />
      <AdminNavigation />
      <div className="space-y-4">
        <SearchForm
          label="Search requests"
          search={search}
          choice={{
            name: "status",
            label: "Status",
            value: status,
            options: [
              { value: "", label: "Any status" },
              ...requestStatuses.map((value) => ({ value, label: requestStatusTexts[value] })),
            ],
          }}
        />
        {requests.length === 0 ? (
          <Card>
            <EmptyState
              icon={<Inbox />}
              title={isNarrowed ? "No request matches" : "Nobody has asked for anything yet"}
              description={
                isNarrowed
                  ? "Try another part of the name, or another status."
                  : "When a search in the catalog finds nothing, people can ask for the destination. It appears here."
              }
            />
          </Card>
        ) : (
          <ul className="space-y-3">
            {requests.map((request) => (
              <li key={request.id}>
                <Card>
                  <RequestSummary request={request} />
                  <Disclosure
                    isPlain
                    title={request.status === "open" ? "Answer" : "Change the answer"}
                    className="mt-2"
                  >
                    <RequestAnswer requestId={request.id} status={request.status} answer={request.answer} />
                  </Disclosure>
                </Card>
              </li>
            ))}
          </ul>
        )}
        <Pager
          page={page}
          pageSize={pageSize}
          total={total}
          addressOf={(number) => addressOf("/admin/requests", { search, status, page: number })}
        />
      </div>
    </PortalPage>
  );
}

type Request = Awaited<ReturnType<typeof listDestinationRequests>>["requests"][number];

function RequestSummary({ request }: { request: Request }) {
  const { name, note, answer, status, asker, organization, createdAt } = request;
  return (
    <div className="space-y-1 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 break-words font-semibold text-base text-ink">{name}</h2>
        <Badge tone={tones[status]}>{requestStatusTexts[status]}</Badge>
      </div>
      <p className="break-words text-muted text-xs">
        {asker ? `${asker.name} (${asker.email})` : "Somebody whose account is deleted"}
        {" for "}
        <Link href={`/admin/organizations/${organization.id}`} className="link">
          {organization.name}
        </Link>
        {" · "}
        <RelativeTime at={createdAt} />
      </p>
      {note && <p className="whitespace-pre-wrap break-words text-ink">{note}</p>}
      {answer && (
        <p className="whitespace-pre-wrap break-words border-line-strong border-s-2 ps-3 text-muted">
          <span className="font-medium">Answered: </span>
          {answer}
        </p>
      )}
    </div>
  );
}
