/** Numbers in lists, words in single answers, as in the documentation's samples. */
export const SEVERITIES = ['unknown', 'critical', 'moderate', 'minimal'] as const;
export const STATUSES = ['none', 'open', 'closed', 'attention_needed'] as const;

export type Severity = (typeof SEVERITIES)[number];
export type Status = (typeof STATUSES)[number];

export interface ServiceRequestNote {
  readonly createdByName: string;
  readonly createdAt: number;
  readonly text: string;
}

/** A service request that exists in Partner Center, for a customer. */
export interface SimulatedServiceRequest {
  /** Fifteen digits. */
  readonly id: string;
  /** Key of the customer. */
  readonly customer: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly status: Status;
  readonly supportTopicId: string;
  readonly supportTopicName: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly closedAt: number | undefined;
  /** Oldest first. */
  readonly notes: readonly ServiceRequestNote[];
}
