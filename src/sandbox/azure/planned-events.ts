import type { EventStory } from './event-story.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Maintenance to come, and what Azure retires. */
export const PLANNED_EVENTS: readonly EventStory[] = [
  {
    trackingId: 'PM1D-2WZ',
    type: 'PlannedMaintenance',
    level: 'Warning',
    eventLevel: 'Informational',
    title: 'Planned maintenance: virtual machines in West Europe restart for host updates',
    impact: [{ service: 'Virtual Machines', regions: ['West Europe'] }],
    hits: ['contoso/Production', 'fabrikam/Production', 'contoso-pharma/Quality', 'woodgrove/Playground'],
    share: 0.1,
    startsAt: DAY,
    endsAt: DAY + 6 * HOUR,
    steps: [
      {
        at: -8 * DAY,
        text: '<p>Hosts in West Europe receive an update that needs a restart. Your virtual machines restart once during the window and are unavailable for about 15 minutes. You can restart them yourself beforehand.</p>',
      },
      { at: -1.2 * DAY, text: '<p><strong>Reminder:</strong> The window begins within two days.</p>' },
    ],
    maintenance: { type: 'Planned Maintenance', impact: 'Restart' },
    actions: ['Start the maintenance yourself from the portal at a time that suits you.'],
  },
  {
    trackingId: 'PM2W-8LD',
    type: 'PlannedMaintenance',
    level: 'Warning',
    eventLevel: 'Informational',
    title: 'Planned maintenance: Azure SQL Database in East US',
    impact: [
      { service: 'SQL Database', regions: ['East US'] },
      { service: 'SQL Managed Instance', regions: ['East US'] },
    ],
    hits: '*',
    share: 0.15,
    startsAt: 14 * DAY,
    endsAt: 14 * DAY + 4 * HOUR,
    steps: [
      {
        at: -1 * DAY,
        text: '<p>Databases in East US fail over to updated nodes. Connections drop once, for at most a few seconds. Applications with retry logic are not affected.</p>',
      },
    ],
    maintenance: { type: 'Planned Maintenance', impact: 'Connectivity Loss' },
  },
  {
    trackingId: 'RET0-BIP',
    type: 'HealthAdvisory',
    subType: 'Retirement',
    level: 'Warning',
    eventLevel: 'Informational',
    title: 'Retirement notice: unmanaged disks; move your virtual machines to managed disks',
    impact: [{ service: 'Virtual Machines', regions: ['Global'] }],
    hits: [
      'contoso/Test',
      'fabrikam/Staging',
      'northwind/Web shop',
      'bellows/Campus',
      'wingtip/Microsoft Azure',
    ],
    share: 0.05,
    startsAt: -60 * DAY,
    endsAt: 130 * DAY,
    steps: [
      {
        at: -60 * DAY,
        text: '<p>Virtual machines that use unmanaged disks can no longer be started after the date given here. Convert them to managed disks.</p>',
      },
      {
        at: -2 * DAY,
        text: '<p><strong>Reminder:</strong> Virtual machines that use unmanaged disks can no longer be started after the date given here. Convert them to managed disks.</p>',
      },
    ],
    actions: ['Convert unmanaged disks to managed disks.'],
  },
];
