import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendWindows } from '../../src/delivery/ports.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createSeededRandom } from '../support/generate-customers.ts';
import { START, type TestDatabase } from '../support/test-store.ts';

type TestStore = TestDatabase & {
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>;
};
const HOUR = 3_600_000;
const granted = (at: number) => ({ isGranted: true, at });

/** What the windows over all replicas promise, whatever the database. */
export function describeSendWindows(create: () => Promise<TestStore>): void {
  describe('windows of what was sent, over all replicas', () => {
    let database: TestStore;
    let store: Store;
    let windows: SendWindows;
    beforeEach(async () => {
      database = await create();
      store = await database.open();
      ({ windows } = store);
    });
    afterEach(() => database.close());

    it('refuse the eighth message into a conversation within a second, and not those into others', async () => {
      for (let at = 0; at < 7; at += 1)
        expect(await windows.reserve('msteams:a', START + at * 20)).toEqual(granted(START + at * 20 + 20));
      const refused = { isGranted: false, until: START + 1_270, of: 'conversation' };
      expect(await windows.reserve('msteams:a', START + 140)).toEqual(refused);
      expect(await windows.reserve('msteams:b', START + 140)).toEqual(granted(START + 160));
      expect(await windows.reserve('msteams:a', START + 1_200)).toEqual(granted(START + 1_270));
    });

    it('refuse for the app, whatever the conversation', async () => {
      for (let at = 0; at < 7; at += 1)
        expect(await windows.reserve(`msteams:${at}`, START)).toEqual(granted(START + 20 + at * 15));
      const refused = { isGranted: false, until: START + 125, of: 'app' };
      expect(await windows.reserve('msteams:b', START)).toEqual(refused);
      expect(await windows.reserve('msteams:b', START + 5)).toEqual(granted(START + 125));
    });

    it('count nothing where they refuse', async () => {
      for (let at = 0; at < 7; at += 1) await windows.reserve('msteams:a', START + at * 20);
      for (let at = 0; at < 60; at += 1) await windows.reserve('msteams:a', START + 140 + at);
      expect(await windows.reserve('msteams:b', START + 200)).toEqual(granted(START + 220));
    });

    it('count answers to people, which are sent in any case', async () => {
      for (let at = 0; at < 60; at += 1) await windows.note('msteams:a', START);
      expect(await windows.reserve('msteams:b', START)).toMatchObject({ of: 'app', until: START + 1_010 });
      expect(await windows.reserve('msteams:a', START + 2_000)).toMatchObject({
        of: 'conversation',
        until: START + 30_250,
      });
    });

    it('are never exceeded by three replicas that send as fast as they can', async () => {
      const random = createSeededRandom(7);
      const stores = [store, await database.open(), await database.open()];
      const sent: { readonly place: string; readonly at: number }[] = [];
      let now = START;
      await Promise.all(
        stores.map(async (each) => {
          for (let ask = 0; ask < 100; ask += 1) {
            const place = `msteams:${Math.floor(random() * 4)}`;
            now += Math.floor(random() * 12);
            const asked = await each.windows.reserve(place, now);
            if (asked.isGranted) sent.push({ place, at: asked.at });
          }
        }),
      );
      const isWithin = (ms: number, most: number, ofPlace: (place: string) => boolean) => {
        const instants = sent.filter(({ place }) => ofPlace(place)).map(({ at }) => at);
        for (const from of instants)
          expect(instants.filter((at) => at >= from && at < from + ms).length).toBeLessThanOrEqual(most);
      };
      isWithin(1_010, 49, () => true);
      isWithin(15, 1, () => true);
      for (let each = 0; each < 4; each += 1) {
        isWithin(1_250, 7, (place) => place === `msteams:${each}`);
        isWithin(2_250, 8, (place) => place === `msteams:${each}`);
      }
      expect(sent.length).toBeGreaterThan(8);
    });

    it('grant exactly as many as there is room for, to many who ask at once', async () => {
      const stores = [store, await database.open(), await database.open()];
      const asks = Array.from({ length: 60 }, (_, at) =>
        (stores[at % 3] ?? store).windows.reserve(`msteams:new-${at}`, START),
      );
      const instants = (await Promise.all(asks)).flatMap((asked) =>
        asked.isGranted ? [asked.at - START] : [],
      );
      expect(instants.sort((one, other) => one - other)).toEqual([20, 35, 50, 65, 80, 95, 110]);
      await Promise.all(
        Array.from({ length: 30 }, (_, at) => (stores[at % 3] ?? store).windows.note('msteams:a', START)),
      );
      const [row] = await database.query("select sent from send_windows where key like '%place:msteams:a'");
      expect(JSON.parse(String(row?.sent)).minutes).toEqual([[START / 60_000, 30]]);
    });

    it('are those of the deployment, not of another one over the same database', async () => {
      const other = await database.open({ accounts: [{ cloud: 'global', tenantId: 'somebody-else' }] });
      await windows.reserve('msteams:a', START);
      expect(await other.windows.reserve('msteams:a', START)).toEqual(granted(START + 20));
    });

    it('begin anew where what was kept is damaged', async () => {
      await windows.reserve('msteams:a', START);
      await database.query("update send_windows set sent = 'x'");
      expect(await windows.reserve('msteams:a', START)).toEqual(granted(START + 20));
    });

    it('forget conversations where nothing was sent for two hours', async () => {
      await windows.note('msteams:old', START);
      for (let at = 0; at < 500; at += 1) await windows.note('msteams:new', START + 2 * HOUR + 1);
      const keys = (await database.query('select key from send_windows order by key')).map(({ key }) => key);
      expect(keys).toEqual([expect.stringMatching(/:app$/), expect.stringMatching(/:place:msteams:new$/)]);
    });
  });
}
