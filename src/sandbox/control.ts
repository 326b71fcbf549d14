import { z } from 'zod';
import type { SimulatedBotFramework } from './bot-framework/bot-framework.ts';
import { answerJson, type SandboxAnswer } from './exchange.ts';
import { FAULT_RULE, type Faults } from './faults/faults.ts';
import { STORY, type StoryBook } from './health/story-book.ts';
import { PERSON_CHANGE, type PeopleBook } from './people/people-book.ts';
import type { RequestLog } from './request-log.ts';
import type { SupportControl } from './support/control.ts';
import { SETTINGS_CHANGE } from './support/settings.ts';

export interface ControlParts {
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly support: SupportControl;
  readonly botFramework: Pick<SimulatedBotFramework, 'answerControl'>;
  readonly stories: Pick<StoryBook, 'tell' | 'playLive'>;
  readonly people: Pick<PeopleBook, 'list' | 'set'>;
  readonly latency: { get(): number; set(ms: number): void };
  /** What `GET /sandbox` tells. */
  readonly describe: () => unknown;
}

export interface ControlRequest {
  readonly method: string;
  /** What follows `/sandbox`, for example `/faults`. */
  readonly path: string;
  readonly body: string;
}

const LATENCY = z.object({ ms: z.number().int().min(0).max(600_000) });

/**
 * The sandbox's own endpoints, below `/sandbox`:
 * - `GET /` what runs; `GET|POST|DELETE /faults`, `DELETE /faults/{id}`;
 * - `GET|DELETE /requests` the log; `GET|POST /latency` with `{ "ms": 300 }`;
 * - `POST /stories` with a story whose minutes count from now; `POST /live` plays a short outage;
 * - `GET|POST /people` with `{ "objectId": …, "roles": ["salesAgent"] }`, and optional `name`, `groups`, `userType`, `accountEnabled`: adds or
 *   changes somebody of the partner's tenants;
 * - `GET|POST /support` with `{ "createMs": 500 }` and the other settings of Azure Support; `GET /support/tickets`;
 * - `POST /bot-tokens` signs as the channel does: `{ "cloud": "china", "serviceUrl": …, "claims": { "aud": … }, "header": {}, "kid": …,
 *   "expiresInSeconds": 60 }`, all optional, what is null is left out; `POST /bot-keys` changes the key:
 *   `{ "endorsements": ["msteams"], "published": true }`;
 * - `GET|DELETE /messages` what a bot with the sandbox's app id has sent.
 */
export function answerControl({ method, path, body }: ControlRequest, parts: ControlParts): SandboxAnswer {
  const [, name = '', id] = path.split('/');
  const call = `${method} ${name}`;
  if (id !== undefined && call === 'DELETE faults')
    return answerJson(parts.faults.remove(id) ? 200 : 404, {});
  if (id === 'tickets' && call === 'GET support')
    return answerJson(200, { tickets: parts.support.listTickets() });
  if (id !== undefined) return answerJson(404, { error: 'Unknown endpoint' });
  switch (call) {
    case 'GET ':
      return answerJson(200, parts.describe());
    case 'GET faults':
      return answerJson(200, { faults: parts.faults.list() });
    case 'POST faults':
      return withBody(body, FAULT_RULE, (rule) => ({ id: parts.faults.add(rule) }));
    case 'DELETE faults':
      parts.faults.clear();
      return answerJson(200, {});
    case 'GET requests':
      return answerJson(200, { total: parts.requests.total, requests: parts.requests.list() });
    case 'DELETE requests':
      parts.requests.clear();
      return answerJson(200, {});
    case 'POST stories':
      return withBody(body, STORY, (story) => {
        parts.stories.tell(story);
        return { id: `${story.prefix}${story.number}` };
      });
    case 'GET people':
      return answerJson(200, { people: parts.people.list() });
    case 'POST people':
      return withBody(body, PERSON_CHANGE, (change) => parts.people.set(change));
    case 'POST live':
      return answerJson(200, { id: parts.stories.playLive() });
    case 'GET latency':
      return answerJson(200, { ms: parts.latency.get() });
    case 'POST latency':
      return withBody(body, LATENCY, ({ ms }) => {
        parts.latency.set(ms);
        return { ms };
      });
    case 'GET support':
      return answerJson(200, parts.support.get());
    case 'POST support':
      return withBody(body, SETTINGS_CHANGE, (change) => {
        parts.support.set(change);
        return parts.support.get();
      });
    default:
      return parts.botFramework.answerControl(call, body) ?? answerJson(404, { error: 'Unknown endpoint' });
  }
}

function withBody<T>(body: string, schema: z.ZodType<T>, act: (value: T) => unknown): SandboxAnswer {
  try {
    return answerJson(200, act(schema.parse(JSON.parse(body))));
  } catch (error) {
    return answerJson(400, { error: error instanceof Error ? error.message : String(error) });
  }
}
