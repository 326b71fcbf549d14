import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

/**
 * A pool whose questions end: a server that says nothing for `patience()` milliseconds, although it ends every statement by itself long
 * before, is not there any more. The connection is then destroyed, never given to anybody again, and so are those that have waited
 * since before: they are likely to be as dead.
 */
export function watchPool(pool: PostgresPool, patience: () => number): PostgresPool {
  let losses = 0;
  const answeredAfter = new WeakMap<PostgresPoolClient, number>();
  return {
    async connect() {
      for (;;) {
        const client = await pool.connect();
        if ((answeredAfter.get(client) ?? losses) < losses) client.release(true);
        else {
          const onAnswer = () => void answeredAfter.set(client, losses);
          const onLoss = () => {
            losses += 1;
          };
          return watchClient(client, { patience, onAnswer, onLoss });
        }
      }
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

interface Watch {
  readonly patience: () => number;
  readonly onAnswer: () => void;
  readonly onLoss: () => void;
}

function watchClient(client: PostgresPoolClient, { patience, onAnswer, onLoss }: Watch): PostgresPoolClient {
  let isLost = false;
  const giveUp = () => {
    isLost = true;
    onLoss();
    // A client with a question under way has its socket destroyed, which ends the question.
    client.release(true);
  };

  async function ask<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // Whoever gave up on a transaction still wants to roll it back: the server does that for a lost connection.
    if (isLost) throw new Error(SILENT);
    const timer = setTimeout(giveUp, patience());
    try {
      const answer = await client.query<R>(sql, parameters);
      onAnswer();
      return answer;
    } catch (error) {
      throw isLost ? new Error(SILENT, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked === 'string') return ask<R>(asked, parameters);
    throw new Error('The store reads whole results only.');
  }

  return {
    query,
    release(destroy) {
      if (!isLost) client.release(destroy);
    },
  };
}

/** As `pg` itself says it. */
const SILENT = 'Query read timeout';
