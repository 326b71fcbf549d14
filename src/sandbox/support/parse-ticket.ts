import { z } from 'zod';
import { parseBody, TEXT, wordOf } from './parse-body.ts';

const SEVERITY = wordOf('minimal', 'moderate', 'critical', 'highestcriticalimpact');
const CONSENT = wordOf('Yes', 'No');
/** "Valid values are …" (SupportTickets - Create). */
const LANGUAGE = wordOf(
  'en-us',
  'zh-hans',
  'es-es',
  'fr-fr',
  'ja-jp',
  'ko-kr',
  'ru-ru',
  'pt-br',
  'it-it',
  'zh-tw',
  'de-de',
);

const CONTACT = z.object({
  firstName: TEXT,
  lastName: TEXT,
  preferredContactMethod: wordOf('email', 'phone'),
  primaryEmailAddress: TEXT.refine((text) => /^\S+@\S+$/.test(text), 'is not an e-mail address'),
  additionalEmailAddresses: z.array(TEXT).optional(),
  phoneNumber: TEXT.optional(),
  // A name of the "Microsoft Time Zone Index Values", which have no slash as those of the IANA do.
  preferredTimeZone: TEXT.refine((text) => !text.includes('/'), 'is not a name of a Microsoft time zone'),
  country: z.string().regex(/^[A-Za-z]{3}$/, 'must be an ISO 3166-1 alpha-3 code'),
  preferredSupportLanguage: LANGUAGE,
});

const SECONDARY_CONSENTS = z.array(z.object({ type: TEXT, userConsent: CONSENT }));

const CONTENT = z.object({
  serviceId: TEXT,
  problemClassificationId: TEXT,
  title: TEXT,
  description: TEXT,
  severity: SEVERITY,
  advancedDiagnosticConsent: CONSENT,
  contactDetails: CONTACT.refine(
    ({ preferredContactMethod, phoneNumber }) =>
      preferredContactMethod === 'email' || phoneNumber !== undefined,
    'phoneNumber is required if the preferred contact method is phone',
  ),
  require24X7Response: z.boolean().default(false),
  problemStartTime: z.iso.datetime({ offset: true }).optional(),
  problemScopingQuestions: TEXT.refine(isJson, 'is not JSON').optional(),
  supportPlanId: TEXT.optional(),
  fileWorkspaceName: TEXT.optional(),
  technicalTicketDetails: z
    .object({ resourceId: z.string().regex(/^\/subscriptions\//i, 'is not the id of a resource') })
    .optional(),
  secondaryConsent: SECONDARY_CONSENTS.optional(),
});

/** The documented properties of a new ticket. */
export type TicketContent = z.output<typeof CONTENT>;

/** Before the consent was introduced, nobody was asked for it. */
const BEFORE_CONSENT = CONTENT.extend({ advancedDiagnosticConsent: CONSENT.default('No') });

/** Throws 400 that tells every problem. */
export function parseTicket(body: string, version: string | null): TicketContent {
  const properties = version === '2020-04-01' ? BEFORE_CONSENT : CONTENT;
  return parseBody(body, z.object({ properties })).properties;
}

/** A change lies bare, without `properties`: wrapped ones are refused, as callers report of the real service. */
const CHANGE = z.strictObject({
  severity: SEVERITY.optional(),
  status: wordOf('open', 'closed').optional(),
  contactDetails: CONTACT.partial().optional(),
  advancedDiagnosticConsent: CONSENT.optional(),
  secondaryConsent: SECONDARY_CONSENTS.optional(),
});

export type TicketChange = z.output<typeof CHANGE>;

export const parseChange = (body: string): TicketChange => parseBody(body, CHANGE);

const NOTE = z.object({ properties: z.object({ subject: TEXT, body: TEXT, sender: TEXT.optional() }) });

/** `needsSender`: "This property is required if called by a service principal." */
export function parseNote(body: string, needsSender: boolean) {
  const schema = needsSender
    ? NOTE.refine(({ properties }) => properties.sender !== undefined, {
        path: ['properties', 'sender'],
        message: 'is required if called by a service principal',
      })
    : NOTE;
  return parseBody(body, schema).properties;
}

const NAME_CHECK = z.object({
  name: z.string(),
  type: wordOf('Microsoft.Support/supportTickets', 'Microsoft.Support/communications'),
});

export const parseNameCheck = (body: string) => parseBody(body, NAME_CHECK);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
