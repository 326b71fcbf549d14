/** An Azure subscription of a simulated customer. */
export interface SimulatedSubscription {
  /** Azure's id, a GUID in small letters. */
  readonly id: string;
  /** By which stories say whom they hit: `{customer's key}/{name}`. */
  readonly key: string;
  readonly name: string;
  /** How it was bought: as an entitlement of an Azure plan, or as a "Microsoft Azure" offer of its own. */
  readonly bought: 'plan' | 'offer';
  readonly state: 'active' | 'disabled' | 'deleted';
  /** False: nobody gave the application a role on it, so Azure Resource Manager answers 403. */
  readonly hasRole: boolean;
  /** False: the application may read it, but nobody made it a Support Request Contributor. */
  readonly canRequestSupport: boolean;
  /** `Premier` opens the support API; with `CSP`, the plan of a partner who bought none, creating a ticket ends in failure. */
  readonly supportPlan: 'Premier' | 'CSP';
  readonly region: string;
}
