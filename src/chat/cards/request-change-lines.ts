import type { RequestChange } from '../../requests/change.ts';
import { isOpen, type ServiceRequest } from '../../requests/request.ts';
import { plain } from './plain.ts';
import { nameVendor, sayActor, sayRequestState } from './request-terms.ts';
import type { Scene } from './scene.ts';

/** A change in words. */
export interface ChangeLine {
  readonly what: string;
  /** What was written: a note, a message, what the vendor said of a failure. Outside text, not made safe yet; empty: nothing. */
  readonly text: string;
}

/** Says what happened, without the time. */
export function sayChange(
  { by, change }: RequestChange,
  { customer: { cloud } }: ServiceRequest,
  { speech }: Scene,
): ChangeLine {
  const { say } = speech;
  const who = sayActor(by, cloud, speech);
  const operator = nameVendor(cloud, speech);
  const bare = (what: string) => ({ what, text: '' });
  switch (change.kind) {
    case 'raised':
      return bare(say(`request.change.raised.${change.route}`, { who, operator }));
    case 'taken':
      return bare(say('request.change.taken', { who }));
    case 'state': {
      if (change.to === 'resolved' || change.to === 'closed')
        return bare(say(`request.change.${change.to}`, { who }));
      if (!isOpen({ state: change.from })) return bare(say('request.change.reopened', { who }));
      return bare(say('request.change.state', { who, state: sayRequestState(change.to, cloud, speech) }));
    }
    case 'ticket': {
      const number = plain(change.number, 40);
      if (by.kind !== 'person') return bare(say('request.change.ticketOpened', { operator, number }));
      if (change.previous === undefined) return bare(say('request.change.ticket', { who, number }));
      return bare(
        say('request.change.ticketReplaced', { who, number, previous: plain(change.previous, 40) }),
      );
    }
    case 'note':
      return {
        what: say(change.toVendor ? 'request.change.noteToVendor' : 'request.change.note', { who, operator }),
        text: change.text,
      };
    case 'vendorNote':
      return { what: say('request.change.vendorNote', { who }), text: change.text };
    case 'severity':
      return bare(say('request.change.severity', { who, from: change.from, to: change.to }));
    case 'rerouted': {
      if (change.previous === undefined)
        return bare(say(`request.change.rerouted.${change.to}`, { who, operator }));
      const previous = plain(change.previous, 60);
      return bare(say('request.change.reroutedGone', { who, operator, previous }));
    }
    case 'trouble':
      return { what: say('request.change.trouble', { operator }), text: change.cause };
    case 'vendorRefused':
      return {
        what: say(`request.change.${change.goesOn ? 'delayed' : 'refused'}.${change.what}`, { operator }),
        text: change.cause,
      };
    case 'secondTicket': {
      const number = plain(change.number, 60);
      const what = change.isClosed ? 'request.change.second.closed' : 'request.change.second.open';
      return { what: say(what, { operator, number }), text: change.cause };
    }
    case 'vendorStatus':
      return bare(say('request.change.vendorStatus', { operator, status: plain(change.status, 40) }));
    case 'reminded':
      return bare(say(`request.change.reminded.${change.about}`, { operator }));
    case 'helpdeskUnreachable':
      return bare(say('request.change.helpdeskUnreachable'));
  }
}

/** The same on one line, what was written shortened to `width` Latin letters. */
export function sayChangeBriefly(
  change: RequestChange,
  request: ServiceRequest,
  width: number,
  scene: Scene,
): string {
  const { what, text } = sayChange(change, request, scene);
  const quoted = plain(text, width);
  if (quoted === '') return what;
  return scene.speech.say('request.change.quoted', { what, text: quoted });
}
