import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { SimulatedHealth } from '../health/service-health.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type CollectionRules, queryCollection } from './collection.ts';
import { GraphFailure } from './errors.ts';
import { answerIncidentReport } from './incident-report.ts';
import { spell } from './spelling.ts';

const BASE = ['id', 'title', 'startDateTime', 'endDateTime', 'lastModifiedDateTime'];

/** What may be filtered and sorted. `details` and `posts` may not: "details can't be filtered" (serviceHealthIssue). */
const RULES: Readonly<Record<string, CollectionRules>> = {
  healthOverviews: { properties: new Set(['id', 'service', 'status']), expandable: ['issues'] },
  issues: {
    properties: new Set([
      ...BASE,
      'classification',
      'feature',
      'featureGroup',
      'impactDescription',
      'isResolved',
      'origin',
      'service',
      'status',
    ]),
  },
  messages: {
    properties: new Set([...BASE, 'actionRequiredByDateTime', 'category', 'isMajorChange', 'severity']),
  },
};

/** Answers below `/v1.0/admin/serviceAnnouncement/`. `segments` is what follows, decoded. */
export function answerServiceAnnouncement(
  request: SandboxRequest,
  segments: readonly string[],
  tenant: Tenant,
  health: SimulatedHealth,
): SandboxAnswer {
  const [name = '', id, part, ...rest] = segments;
  const rules = RULES[name];
  if (!rules || rest.length > 0) throw unknownSegment(rest[0] ?? name);
  const context = `https://${request.host}/v1.0/$metadata#admin/serviceAnnouncement/${name}`;
  const rows = listRows(name, tenant, health, request.query.get('$expand') === 'issues');
  if (id === undefined) {
    const page = queryCollection(request, rows, rules);
    return answerJson(
      200,
      {
        '@odata.context': request.query.get('$expand') === 'issues' ? `${context}(issues())` : context,
        ...(page.count === undefined ? {} : { '@odata.count': page.count }),
        ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
        value: page.rows.map((row) => spell(row, tenant.spelling)),
      },
      page.preferred === undefined ? {} : { 'preference-applied': `odata.maxpagesize=${page.preferred}` },
    );
  }
  const row = rows.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  if (!row)
    throw new GraphFailure(
      404,
      'NotFound',
      `The requested ${name} item '${id}' is not available to this tenant.`,
    );
  if (part === 'incidentReport' && name === 'issues') return answerIncidentReport(row);
  if (part !== undefined) throw unknownSegment(part);
  const spelt = spell(row, tenant.spelling);
  return answerJson(200, {
    '@odata.context': `${context}/$entity`,
    ...(typeof spelt === 'object' ? spelt : {}),
  });
}

function listRows(
  name: string,
  tenant: Tenant,
  health: SimulatedHealth,
  withIssues: boolean,
): readonly { readonly id: string }[] {
  if (name === 'issues') return health.listIssues(tenant);
  if (name === 'messages') return health.listMessages(tenant);
  const services = health.listServices(tenant);
  if (!withIssues) return services;
  const issues = health.listIssues(tenant);
  return services.map((row) => ({ ...row, issues: issues.filter(({ service }) => service === row.service) }));
}

/** Graph's answer to a path it does not know. */
export function unknownSegment(segment: string): GraphFailure {
  return new GraphFailure(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
}
