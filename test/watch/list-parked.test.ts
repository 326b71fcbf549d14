import { expect, it } from 'vitest';
import { listParked } from '../../src/watch/list-parked.ts';
import type { Place } from '../../src/watch/watch.ts';
import { makeWatch } from '../support/watch-gallery.ts';
import { FRENCH, makeChannel } from '../support/watch-subjects.ts';

const place = (id: number, parked: Place['parked']): Place => ({
  ...{ id, conversation: { ...makeChannel(`c${id}`), name: `Channel ${id}` }, reader: FRENCH, parked },
});

it('lists the five given up last, with who set them up, and counts all', async () => {
  const places = [
    place(0, undefined),
    ...[1, 2, 3, 4, 5, 6].map((id) => place(id, { reason: 'gone', at: id })),
    place(7, undefined),
  ];
  const asked: string[] = [];
  const { latest, count } = await listParked(places, {
    async list({ name }) {
      asked.push(name);
      return name === 'Channel 5' ? [] : [makeWatch({ setBy: 'Adele' })];
    },
  });
  expect(count).toBe(6);
  expect(latest.map(({ name }) => name)).toEqual([6, 5, 4, 3, 2].map((id) => `Channel ${id}`));
  expect(latest.map(({ setBy }) => setBy)).toEqual(['Adele', '', 'Adele', 'Adele', 'Adele']);
  expect(asked).toHaveLength(5);
});
