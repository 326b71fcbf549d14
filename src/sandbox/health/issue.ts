/** A post as Graph writes it, enums in camelCase. */
export interface WirePost {
  readonly createdDateTime: string;
  readonly postType: string;
  readonly description: { readonly contentType: string; readonly content: string };
}

/** `serviceHealthIssue` as Graph writes it, enums in camelCase. */
export interface WireIssue {
  readonly startDateTime: string;
  readonly endDateTime: string | null;
  readonly lastModifiedDateTime: string;
  readonly title: string;
  readonly id: string;
  readonly impactDescription: string;
  readonly classification: string;
  readonly origin: string;
  readonly status: string;
  readonly service: string;
  readonly feature: string;
  readonly featureGroup: string;
  readonly isResolved: boolean;
  readonly details: readonly { readonly name: string; readonly value: string }[];
  readonly posts: readonly WirePost[];
}
