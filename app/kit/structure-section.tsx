"use client";

import { Anchor, Plus, Trash2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { LogoTile } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";

const rows = [
  { name: "Acme Messaging", tone: "success", status: "Approved", version: "1.2", calls: "12,804" },
  { name: "Beacon Ads", tone: "info", status: "In review", version: "0.9", calls: "312" },
  { name: "Harbour CRM with a very long name indeed", tone: "danger", status: "Rejected", version: "2.0", calls: "7" },
] as const;

export function StructureSection() {
  return (
    <>
      <Card title="Page header" headingLevel={2}>
        {/* The kit page has its own h1; this one is shown as a picture of it would be. */}
        <div inert>
          <PageHeader
            title="Acme Messaging"
            description="A list destination, last saved a minute ago."
            breadcrumb={[{ label: "Destinations", href: "/destinations" }, { label: "Acme Messaging" }]}
            media={<LogoTile name="Acme Messaging" size="lg" />}
            badge={<Badge hasDot>Draft</Badge>}
            actions={
              <>
                <Button>Release internally</Button>
                <Button variant="primary">Submit for review</Button>
              </>
            }
          />
        </div>
      </Card>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <Card title="Table" isFlush actions={<Button size="sm">Add</Button>} footer="3 destinations">
          <Table label="Destinations">
            <Thead>
              <Tr>
                <Th>Destination</Th>
                <Th>Status</Th>
                <Th>Version</Th>
                <Th isNumeric>Calls</Th>
              </Tr>
            </Thead>
            <Tbody>
              {rows.map((row, index) => (
                <Tr key={row.name} isInteractive isSelected={index === 1}>
                  <Td>
                    <span className="flex items-center gap-2.5 font-medium">
                      <LogoTile name={row.name} size="sm" />
                      {row.name}
                    </span>
                  </Td>
                  <Td>
                    <Badge tone={row.tone}>{row.status}</Badge>
                  </Td>
                  <Td className="font-mono text-xs">{row.version}</Td>
                  <Td isNumeric>{row.calls}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </Card>
        <Card title="Nothing yet">
          <EmptyState
            icon={<Anchor />}
            headingLevel={3}
            title="No destinations yet"
            description="A destination says how cohorts reach your API. Start with an example against the sandbox, or from scratch."
            actions={
              <>
                <Button variant="primary" icon={<Plus aria-hidden="true" />}>
                  New destination
                </Button>
                <Button>Copy the example</Button>
              </>
            }
          />
        </Card>
      </div>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <Card title="Tabs">
          <Tabs defaultValue="headers">
            <TabList label="Response">
              <Tab value="body">Body</Tab>
              <Tab value="headers" count={12}>
                Headers
              </Tab>
              <Tab value="problems" count={2} tone="danger">
                Problems
              </Tab>
              <Tab value="off" isDisabled>
                Disabled
              </Tab>
            </TabList>
            <TabPanel value="body">Body of the response.</TabPanel>
            <TabPanel value="headers">
              <DescriptionList
                items={[
                  { term: "Status", value: "201 Created" },
                  { term: "Content-Type", value: <code className="font-mono text-xs">application/json</code> },
                ]}
              />
            </TabPanel>
            <TabPanel value="problems">Two problems.</TabPanel>
          </Tabs>
        </Card>
        <div className="space-y-2">
          <Disclosure title="Error catalog" description="What each answer means" count="3 entries" defaultOpen>
            Entries would be here.
          </Disclosure>
          <Disclosure
            title="Add users"
            count="1 problem"
            tone="danger"
            actions={
              <IconButton label="Remove add users" size="sm">
                <Trash2 aria-hidden="true" />
              </IconButton>
            }
          >
            Closed at first.
          </Disclosure>
        </div>
      </div>
    </>
  );
}
