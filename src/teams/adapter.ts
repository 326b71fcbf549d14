import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { BotIdentity } from '../config.ts';

/**
 * botbuilder's adapter without its own HTTP handling, which writes errors, tokens included, to the console and into answers.
 * Without an identity signatures are not checked: only a loopback listener may do that.
 */
export class TeamsAdapter extends CloudAdapter {
  constructor(identity: BotIdentity | undefined) {
    super(
      new ConfigurationBotFrameworkAuthentication(
        identity
          ? {
              MicrosoftAppId: identity.appId,
              MicrosoftAppType: identity.type,
              MicrosoftAppTenantId: identity.tenantId,
              ...(identity.password === undefined ? {} : { MicrosoftAppPassword: identity.password }),
            }
          : {},
      ),
    );
  }

  /** Checks the signature, runs `logic` and returns what the channel waits for. Throws botbuilder's `AuthenticationError` on a refusal. */
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}
