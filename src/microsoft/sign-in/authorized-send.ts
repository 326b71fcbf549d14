import type { Answer, MicrosoftRequest, Send } from '../policy/request.ts';
import type { SignIn } from './sign-in.ts';

/** Sends a request with a token for `scope` in the request's tenant. Throws `ReadError`. */
export type AuthorizedSend = (request: MicrosoftRequest, scope: string) => Promise<Answer>;

/**
 * Adds the token. A 401 may mean that the token was revoked or the application's rights changed: it is dropped and, exactly once,
 * a new one is tried; a second 401 is an answer.
 */
export function createAuthorizedSend(send: Send, signIn: SignIn): AuthorizedSend {
  const sendWith = (request: MicrosoftRequest, token: string) =>
    send({
      ...request,
      headers: (attempt) => ({ ...request.headers(attempt), authorization: `Bearer ${token}` }),
    });

  return async (request, scope) => {
    const token = await signIn.getToken(request, scope);
    const answer = await sendWith(request, token);
    if (answer.status !== 401 || !signIn.dropToken(request, scope, token)) return answer;
    return sendWith(request, await signIn.getToken(request, scope));
  };
}
