/** One of Microsoft's updates on an event in a region. */
export interface WireUpdate {
  readonly summary: string;
  readonly updateDateTime: string;
}

export interface WireImpact {
  readonly impactedService: string;
  readonly impactedRegions: readonly {
    readonly impactedRegion: string;
    readonly status: string;
    readonly impactedSubscriptions: readonly string[];
    readonly impactedTenants: readonly string[];
    readonly lastUpdateTime: string;
    readonly updates: readonly WireUpdate[];
  }[];
}

/** `Microsoft.ResourceHealth/events` as Azure Resource Manager writes it (sample: Events_ListBySubscriptionId). */
export interface WireEvent {
  readonly id: string;
  readonly name: string;
  readonly type: '/providers/Microsoft.ResourceHealth/events';
  readonly properties: {
    readonly eventType: string;
    readonly eventSubType?: string;
    readonly eventSource: 'ServiceHealth';
    readonly externalIncidentId?: string;
    readonly status: 'Active' | 'Resolved';
    readonly title: string;
    readonly summary: string;
    readonly header: string;
    readonly article: { readonly articleContent: string };
    readonly links: readonly unknown[];
    readonly level: string;
    readonly eventLevel: string;
    readonly impactStartTime: string;
    readonly impactMitigationTime?: string;
    readonly impact: readonly WireImpact[];
    readonly recommendedActions: unknown;
    readonly faqs: readonly unknown[];
    readonly isHIR: false;
    readonly enableMicrosoftSupport: true;
    readonly enableChatWithUs: false;
    readonly platformInitiated: true;
    readonly priority: number;
    readonly lastUpdateTime: string;
    readonly hirStage: string;
    readonly maintenanceId?: string;
    readonly maintenanceType?: string;
    readonly impactType?: string;
    /** Seconds. */
    readonly duration?: number;
  };
}
